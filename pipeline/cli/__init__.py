"""The command line: words come in; one service is called, and text and an exit status go out."""
