"""Calendar files: the dates of a document go in, events with their time zones go out."""
