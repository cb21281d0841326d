from __future__ import annotations

import io
import zipfile

import docx
import pytest
from trees import THEME, Package, attributes, brief, document, every, t, value

from pipeline.document.tree import Paragraph
from pipeline.writers.docx import package as packages
from pipeline.writers.docx.ooxml import w
from pipeline.writers.docx.package import Part, pack, settings
from pipeline.writers.docx.writer import DocxWriter, write


def test_entries_are_sorted_and_bear_the_first_day_of_zip() -> None:
    package = Package(write(brief(), THEME))
    assert package.names[0] == "[Content_Types].xml"
    assert package.names[1:] == sorted(package.names[1:])
    assert {info.date_time for info in package.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_tells_of_another_program() -> None:
    package = Package(write(brief(), THEME))
    assert not [entry for entry in package.names if "thumbnail" in entry]
    assert package.archive.read("docProps/app.xml").count(b"<Application>Universal Brief</Application>") == 1
    assert not any(b"rsid" in package.archive.read(entry) for entry in package.names)


def test_the_properties_come_from_the_document() -> None:
    properties = docx.Document(io.BytesIO(write(brief(identifier="AUR-21", version="1.2"), THEME))).core_properties
    assert (properties.title, properties.author, properties.subject) == (
        "Spring Glow – Maya Collins",
        "Olga Lebedeva",
        "Creator brief",
    )
    assert (properties.keywords, properties.identifier, properties.version) == ("AUR-21", "AUR-21", "1.2")
    assert properties.language == "en-US"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.isoformat() == "2027-02-12T00:00:00+00:00"


def test_the_same_target_has_the_same_relationship() -> None:
    part = Part("document.xml", "officeDocument")
    asked = [
        ("hyperlink", "https://a.example", True),
        ("hyperlink", "https://b.example", True),
        ("header", "header1.xml", False),
    ]
    first = [part.relate(kind, target, external=external) for kind, target, external in asked]
    again = [part.relate(kind, target, external=external) for kind, target, external in reversed(asked)]
    assert first == ["rId1", "rId2", "rId3"]
    assert again == first[::-1]


def test_parts_are_packed_in_the_order_of_their_files_whatever_the_order_they_come_in() -> None:
    def packed(*files: str) -> bytes:
        body = Part("document.xml", "officeDocument", w("document", w("body")))
        return pack(body, [Part(file, "header", w("hdr")) for file in files], document())

    assert packed("header1.xml", "header2.xml") == packed("header2.xml", "header1.xml")
    relations = Package(packed("header2.xml", "header1.xml")).part("word/_rels/document.xml.rels")
    assert [(part.get("Id"), part.get("Target")) for part in relations] == [
        ("rId1", "header1.xml"),
        ("rId2", "header2.xml"),
    ]


def test_word_lays_out_as_in_word_2013() -> None:
    root = settings("en").root
    assert root is not None
    modes = {value(mode, "w:name"): value(mode) for mode in every(root, "w:compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert attributes(root, "w:themeFontLang") == dict.fromkeys(("val", "eastAsia", "bidi"), "en-US")


def test_word_hyphenates_as_the_pdf_does_in_narrow_columns_only() -> None:
    root = settings("ru").root
    assert root is not None
    assert every(root, "w:autoHyphenation")
    package = Package(write(document(Paragraph("", t("words"))), THEME))
    styles = {value(style, "w:styleId"): style for style in every(package.part("word/styles.xml"), "w:style")}
    free = {
        key for key, style in styles.items() for switch in every(style, "w:suppressAutoHyphens") if value(switch) == "0"
    }
    assert {"UBTableText", "UBDefinitionList", "UBDefinition"} <= free
    assert not {"Heading1", "UBAsk", "UBToken", "Normal"} & free


@pytest.mark.parametrize("date", ["2027-02-12", "2027-02-12T10:30:00+03:00"])
def test_a_file_bears_the_day_of_its_document(date: str) -> None:
    content = write(document(Paragraph("", t("words")), date=date), THEME)
    created = docx.Document(io.BytesIO(content)).core_properties.created
    assert created is not None
    assert created.isoformat() == "2027-02-12T00:00:00+00:00"


def test_what_is_compressed_once_is_what_the_library_compresses_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    once = [write(document(Paragraph("", t(words))), THEME) for words in ("one", "one", "two")]
    assert once[0] == once[1] != once[2]
    asked: list[str] = []

    def as_usual(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes, level: int) -> None:
        asked.append(info.filename)
        target.writestr(info, content, compresslevel=level)

    monkeypatch.setattr(packages, "_write_compressed", as_usual)
    assert [write(document(Paragraph("", t(words))), THEME) for words in ("one", "one", "two")] == once
    assert set(asked) == {
        *(f"word/{part}.xml" for part in ("styles", "settings", "fontTable", "theme/theme1")),
        *(f"word/fonts/font{number}.odttf" for number in range(1, 7)),
    }


def test_constant_parts_are_compressed_once() -> None:
    writer = DocxWriter(THEME)
    writer.write(document(Paragraph("", t("one"))))
    before = packages._compressed.cache_info()
    content = writer.write(document(Paragraph("", t("two")))).content
    after = packages._compressed.cache_info()
    assert (after.misses, after.hits - before.hits) == (before.misses, 10)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        assert made.testzip() is None
