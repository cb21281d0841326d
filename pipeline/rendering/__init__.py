"""Target to document: a project and a target come in, a typeset document goes out. No format is known here."""
