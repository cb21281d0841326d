from __future__ import annotations

import io
import uuid

import pytest
from fontTools.ttLib import TTFont
from trees import THEME, Package, brief, every, value

from pipeline.writers.docx.fonts import font_table, obfuscated
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.writer import write


@pytest.fixture(scope="module")
def package() -> Package:
    return Package(write(brief(), THEME))


def test_what_is_obfuscated_twice_is_what_it_was() -> None:
    key, content = uuid.UUID(int=2**127 + 12345), bytes(range(100))
    once = obfuscated(content, key)
    assert (once[32:], once[:32] != content[:32]) == (content[32:], True)
    assert obfuscated(once, key) == content


def test_the_key_is_applied_from_its_end() -> None:
    # ISO/IEC 29500-4, 17.8.1: the GUID's bytes in reverse order, over the first 32 bytes.
    key = uuid.UUID("1DE2D3A5-0000-0000-0000-0000000000FF")
    assert obfuscated(bytes(64), key)[:2] == b"\xff\x00"
    assert obfuscated(bytes(64), key)[12:17] == b"\xa5\xd3\xe2\x1d\xff"


def test_every_face_that_texts_are_set_in_is_in_the_file(package: Package) -> None:
    table = package.part("word/fontTable.xml")
    said = {
        font.get(qualified("w:name")): [child.tag.rpartition("}")[2] for child in font if "embed" in child.tag]
        for font in every(table, "w:font")
    }
    assert said == {
        "Source Sans 3": ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"],
        "Gentium Book Plus": ["embedRegular", "embedBold"],
    }
    assert len([part for part in package.names if part.endswith(".odttf")]) == 6


def test_an_embedded_face_is_a_font_with_every_character_that_the_theme_covers(package: Package) -> None:
    table = package.part("word/fontTable.xml")
    relations = {item.get("Id"): item.get("Target") for item in package.part("word/_rels/fontTable.xml.rels")}
    for font in every(table, "w:font"):
        family = next(item for item in THEME.fonts.values() if item.family == font.get(qualified("w:name")))
        for child in font:
            key, relation = child.get(qualified("w:fontKey")), child.get(qualified("r:id"))
            if key and relation:
                content = package.archive.read(f"word/{relations[relation]}")
                with TTFont(io.BytesIO(obfuscated(content, uuid.UUID(key)))) as face:
                    assert face["name"].getDebugName(16) or face["name"].getDebugName(1) == family.family
                    assert family.covered - {0x202F} <= set(face.getBestCmap())
                    assert face["OS/2"].fsType == 0


def test_where_no_face_is_used_another_family_is_named() -> None:
    root = font_table(THEME).root
    assert root is not None
    assert [value(font.find(qualified("w:altName"))) for font in root] == ["Segoe UI", "Georgia"]


def test_word_is_told_that_fonts_are_in_the_file(package: Package) -> None:
    assert every(package.part("word/settings.xml"), "w:embedTrueTypeFonts") != []
