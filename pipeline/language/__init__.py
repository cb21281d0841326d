"""One language at a time: values and texts come in; words, numbers and set type go out."""
