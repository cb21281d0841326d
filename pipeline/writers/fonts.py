"""The fonts of the theme and no others, for every library that asks fontconfig."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.theme import Theme

_SPACE, _NO_BREAK, _NARROW = 0x20, 0xA0, 0x202F


def isolate(theme: Theme) -> None:
    """Makes fontconfig see the theme's fonts only. To be called before anything loads fontconfig.

    The bytes of a PDF depend on the fonts that the machine offers; with ours alone they do not.
    """
    folder = tempfile.TemporaryDirectory(prefix="briefs-fonts-")
    atexit.register(folder.cleanup)
    folders: dict[str, None] = {}
    for font in theme.fonts.values():
        files = [path for path in font.files().values() if path.is_file()]
        told = {path for path in files if tell_spaces_apart(path, Path(folder.name))}
        for path in files:
            if told and path not in told:
                shutil.copy(path, folder.name)
        folders |= dict.fromkeys([folder.name] if told else [str(path.parent) for path in font.files().values()])
    listed = "".join(f"<dir>{escape(name)}</dir>" for name in folders)
    configuration = Path(folder.name) / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{listed}<cachedir>{escape(folder.name)}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)


def tell_spaces_apart(path: Path, folder: Path) -> bool:
    """Whether a face draws both spaces with one glyph; if so, a copy in `folder` draws them with two.

    A PDF maps each glyph to one character: with one glyph for both, whoever copies or reads its
    text gets no-break spaces everywhere. The second glyph is that of the narrow no-break space, as
    wide as a space; documents have none of its own.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        drawn = font.getBestCmap()
        spare = drawn.get(_NARROW)
        if drawn.get(_NO_BREAK) != drawn.get(_SPACE) or spare is None:
            return False
        for table in font["cmap"].tables:
            if table.isUnicode() and _NO_BREAK in table.cmap:
                table.cmap[_NO_BREAK] = spare
        font["hmtx"].metrics[spare] = font["hmtx"].metrics[drawn[_SPACE]]
        font.save(folder / path.name)
        return True
