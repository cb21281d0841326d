"""The semantic document: HTML comes in, a tree of frozen nodes goes out, and back. Nothing of looks or campaigns."""
