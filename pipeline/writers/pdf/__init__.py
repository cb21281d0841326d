"""PDF by Typst: a document comes in; PDF/A-3a and PDF/UA-1 go out, with what is wrong on its pages."""
