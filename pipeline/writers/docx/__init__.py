"""DOCX as WordprocessingML: a document comes in; a package of named styles, real lists and fields goes out."""
