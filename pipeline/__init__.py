"""One campaign file in; briefs, procedures and metric one-pagers out, in every language and format."""

__version__ = "0.1.0"
