"""A folder that is being edited → pages in a browser of this machine, made anew when files are saved."""
