from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from trees import THEME

from pipeline.theme import Font
from pipeline.writers import fonts
from pipeline.writers.fonts import tell_spaces_apart

# WeasyPrint is asked which family it takes for one that the theme does not have.
PROGRAM = """
import os, sys
from pathlib import Path
from trees import THEME, SHEET, document, t
from pipeline.document import Paragraph
from pipeline.writers.pdf import PdfWriter

made = PdfWriter(THEME, SHEET + " p { font-family: 'DejaVu Sans', Arial, monospace }").write(
    document(Paragraph("", t("words")))
)
Path(sys.argv[1]).write_bytes(made.content)
print(os.environ["FONTCONFIG_FILE"])
"""


def configuration(monkeypatch: pytest.MonkeyPatch, *others: Font) -> ElementTree.Element:
    """What fontconfig is told after `isolate`."""
    monkeypatch.setenv("FONTCONFIG_FILE", "as it was")
    named = {font.family: font for font in (*THEME.fonts.values(), *others)}
    fonts.isolate(THEME.model_copy(update={"fonts": named}))
    return ElementTree.parse(Path(os.environ["FONTCONFIG_FILE"])).getroot()


def test_fontconfig_sees_the_folders_of_the_theme_s_fonts_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    root = configuration(monkeypatch)
    folders = {path.parent for path in THEME.fonts["voice"].files().values()} | {
        Path(os.environ["FONTCONFIG_FILE"]).parent
    }
    assert sorted(element.text or "" for element in root.iter("dir")) == sorted(map(str, folders))
    copied = {path.name for path in Path(os.environ["FONTCONFIG_FILE"]).parent.glob("*.ttf")}
    assert copied == {path.name for path in THEME.fonts["text"].files().values()}
    assert {element.tag for element in root} == {"dir", "cachedir"}


def test_both_spaces_have_a_glyph_of_their_own_as_wide_as_the_other(tmp_path: Path) -> None:
    for font in THEME.fonts.values():
        for path in font.files().values():
            told = tell_spaces_apart(path, tmp_path)
            with TTFont(tmp_path / path.name if told else path) as face:
                drawn, widths = face.getBestCmap(), face["hmtx"].metrics
            assert drawn[0x20] != drawn[0xA0]
            assert widths[drawn[0x20]] == widths[drawn[0xA0]]


def test_a_folder_may_have_any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Font(family="Other", substitute="Arial", folder="Q&A <1>", faces={"regular": "Other.ttf"})
    names = [Path(element.text or "").name for element in configuration(monkeypatch, other).iter("dir")]
    assert "Q&A <1>" in names


def test_what_fontconfig_keeps_is_beside_its_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    root = configuration(monkeypatch)
    [cache] = root.iter("cachedir")
    assert Path(cache.text or "").parent == Path(os.environ["FONTCONFIG_FILE"]).parent


def test_no_font_of_the_machine_is_used_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, path],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    with pikepdf.open(path) as opened:
        names = [
            str(item.BaseFont)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        ]
    assert names != []
    assert all("Source-Sans-3" in name or "Gentium-Book-Plus" in name for name in names)
    assert not Path(done.stdout.strip()).parent.exists()
