"""Spreadsheets: the workbook of a document goes in, its sheets go out, their cells open or locked."""
