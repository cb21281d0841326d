"""A finished file, read again: its text and the facts of its target come in, what is missing or foreign goes out."""
