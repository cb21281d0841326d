"""What every stage stands on: problems and their language, characters, files, formulas, the program's own sources."""
