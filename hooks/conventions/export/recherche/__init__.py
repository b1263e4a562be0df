"""The search: what is found (passages), the words that find it (mots), and the small files that the browser reads (index)."""
