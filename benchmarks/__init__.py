"""Paired measurements of this project against other generators, on the same pages and in one run."""
