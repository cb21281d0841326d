"""Targets to files: a project comes in; what is out of date is made by processes and published with its records."""
