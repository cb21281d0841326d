"""The fonts of the theme and no others, for every library that asks fontconfig."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.theme import Theme


def isolate(theme: Theme) -> None:
    """Makes fontconfig see the theme's fonts only. To be called before anything loads fontconfig.

    The bytes of a PDF depend on the fonts that the machine offers; with ours alone they do not.
    """
    folder = tempfile.TemporaryDirectory(prefix="briefs-fonts-")
    atexit.register(folder.cleanup)
    files = sorted({path.parent for font in theme.fonts.values() for path in font.files().values()})
    folders = "".join(f"<dir>{escape(str(path))}</dir>" for path in files)
    configuration = Path(folder.name) / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{escape(folder.name)}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
