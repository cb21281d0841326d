"""What is wrong: a folder comes in; a project goes out, or every problem and every warning with its place."""
