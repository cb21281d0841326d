"""`python -m pipeline` is `briefs`."""

from pipeline.cli.start import main

main()
