"""Registry → files of open data, and the contributors' files made harmless."""
