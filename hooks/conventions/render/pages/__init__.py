"""One module a kind of page; each turns the view of the registry into pages of Markdown."""
