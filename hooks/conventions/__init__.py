"""Turn one YAML file a département, through the national trame, into the pages of a public site."""
