"""What a person or a program asks of a project: a folder comes in; one answer as data goes out, printed by others."""
