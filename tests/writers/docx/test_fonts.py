from __future__ import annotations

import io
import uuid
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from trees import THEME, Package, brief, document, every, t, table, value

from pipeline.document.tree import Heading, Paragraph
from pipeline.writers.docx.fonts import beyond, font_table, obfuscated
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


def test_an_embedded_face_may_be_embedded_and_holds_every_character_that_the_theme_covers(package: Package) -> None:
    families = {font.family: font.covered for font in THEME.fonts.values() if font is not THEME.emoji}
    assert {family: len(held) for family, held in faces(package).items()} == {
        "Source Sans 3": 4,
        "Gentium Book Plus": 2,
    }
    for family, held in faces(package).items():
        assert all(families[family] - {0x202F} <= face for face in held)


def faces(package: Package) -> dict[str, list[frozenset[int]]]:
    """The characters of every embedded face, by family."""
    relations = {item.get("Id"): item.get("Target") for item in package.part("word/_rels/fontTable.xml.rels")}
    found: dict[str, list[frozenset[int]]] = {}
    for font in every(package.part("word/fontTable.xml"), "w:font"):
        for child in font:
            key, relation = child.get(qualified("w:fontKey")), child.get(qualified("r:id"))
            if key and relation:
                content = package.archive.read(f"word/{relations[relation]}")
                with TTFont(io.BytesIO(obfuscated(content, uuid.UUID(key)))) as face:
                    found.setdefault(font.get(qualified("w:name")) or "", []).append(frozenset(face.getBestCmap()))
                    assert face["name"].getDebugName(16) or face["name"].getDebugName(1) == font.get(
                        qualified("w:name")
                    )
                    assert face["OS/2"].fsType == 0
    return found


@pytest.mark.parametrize(
    "words", ["Әлия Қожахметқызы, өте жақсы!", "Ґалаґан їжак", "Žižkov", "Günlük ışık, şeker", "GRÖẞE", "Ação", "Việt"]
)
def test_every_letter_of_a_document_is_in_the_faces_that_it_is_set_in(words: str) -> None:
    asked = faces(Package(write(document(Paragraph("ask", t(words)), Paragraph("", t("plain"))), THEME)))
    said = faces(Package(write(document(Heading(1, "", t(words))), THEME)))
    letters = set(map(ord, words))
    assert all(letters <= face for face in asked["Gentium Book Plus"])
    assert all(letters <= face for face in said["Source Sans 3"])


def test_letters_of_a_head_a_foot_a_table_and_a_watermark_count_too() -> None:
    head, foot = (Paragraph("running", t("Қ")),), (Paragraph("control", t("ẞ")),)
    made = document(table(caption=Heading(2, "", t("Ґ"))), Paragraph("", t("a")), watermark="ŽОБА Ő")
    held = faces(Package(write(replace(made, header=head, footer=foot), THEME)))
    assert all(set(map(ord, "ҚẞҐŐ")) <= face for face in held["Source Sans 3"])


def test_documents_of_one_script_share_one_set_of_faces() -> None:
    kazakh = [beyond(document(Paragraph("", t(words))), THEME) for words in ("Әлия", "Қуат пен өнер")]
    assert kazakh == [frozenset({("text", range(0x400, 0x500))})] * 2
    assert beyond(brief(), THEME) == frozenset()


def test_where_no_face_is_used_another_family_is_named() -> None:
    root = font_table(THEME).root
    assert root is not None
    assert [value(font.find(qualified("w:altName"))) for font in root] == ["Segoe UI", "Georgia"]


def test_word_is_told_that_fonts_are_in_the_file(package: Package) -> None:
    assert every(package.part("word/settings.xml"), "w:embedTrueTypeFonts") != []


def test_emoji_have_a_face_of_their_own_that_holds_them_alone() -> None:
    runner = "🏃🏽\u200d♀️"
    held = faces(Package(write(document(Paragraph("ask", t(f"Run {runner}, ❤️")), Paragraph("", t("☐"))), THEME)))
    assert held["Noto Emoji"] == [frozenset(map(ord, f"{runner}❤"))]
    assert all(0x2764 not in face for face in held["Gentium Book Plus"])
