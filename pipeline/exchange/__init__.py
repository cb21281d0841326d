"""Tables in and out: a spreadsheet comes in, changed files go out; a project comes in, a spreadsheet goes out."""
