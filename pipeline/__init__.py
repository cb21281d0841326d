"""One campaign file in; briefs, procedures and metric one-pagers out, in every language and format."""

import os

# Time zones are those of the pinned tzdata package: a machine's own may be of another year.
os.environ["PYTHONTZPATH"] = ""

__version__ = "0.1.0"
