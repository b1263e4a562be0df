"""A document that people negotiated (Word, ODT, PDF) → the file of a département, and a report: nothing of the document is lost."""
