"""Files → linked objects. The only package, with the front doors, that reads the disk."""
