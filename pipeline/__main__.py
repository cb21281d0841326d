"""`python -m pipeline` is `briefs`."""

from pipeline.cli.main import main

main(prog_name="briefs")
