"""Documents made of a text, for people who negotiate, sign and keep it: Word."""
