"""`python -m pipeline` is `briefs`."""

from pipeline.cli import main

main(prog_name="briefs")
