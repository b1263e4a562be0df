"""Clauses and registry → pages of Markdown. Pure functions: templates are read once by `gabarits`, nothing else is."""
