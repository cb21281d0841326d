"""Programs for those who work on the product; none of them is needed to build a document.

Each runs from the project's folder as `python -m tools.NAME`, most of them by a target of the Makefile.
"""
