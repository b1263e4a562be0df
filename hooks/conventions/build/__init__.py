"""The pass: files read and judged → every page and file of the site, made anew only where something that shapes it has changed."""
