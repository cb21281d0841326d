from __future__ import annotations

import hashlib
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from trees import ROOT, SHEET, THEME, brief, document, labelled, t, table

from pipeline.document.tree import (
    Contents,
    Document,
    ForeignWords,
    Heading,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    Token,
)
from pipeline.writers import WriterResult
from pipeline.writers.pages import Pages, contents
from pipeline.writers.pdf.writer import PdfWriter

PROGRAM = """
import hashlib, trees
from pipeline.writers.pdf.writer import PdfWriter
print(hashlib.sha256(PdfWriter(trees.THEME, trees.SHEET).write(trees.brief()).content).hexdigest())
"""


@pytest.fixture(scope="module")
def writer() -> PdfWriter:
    return PdfWriter(THEME, SHEET)


@pytest.fixture(scope="module")
def content(writer: PdfWriter) -> bytes:
    return writer.write(brief(identifier="AUR-21")).content


@pytest.fixture
def pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def pages(written: WriterResult) -> list[str]:
    """The words of each page."""
    texts = []
    with pypdfium2.PdfDocument(written.content) as opened:
        for page in opened:
            text = page.get_textpage()
            texts.append(text.get_text_bounded().replace("\r\n", "\n"))
            text.close()
            page.close()
    return texts


def broken(rule: str) -> PdfWriter:
    """A writer whose style sheet ends with one more line."""
    return PdfWriter(THEME, f"{SHEET}\n{rule}\n")


def said_of(written: WriterResult) -> str:
    """The one complaint about a file."""
    [said] = written.complaints
    assert (said.about, written.content) == ("look", b"")
    return dict(said.values)["said"]


def one_line(**properties: str) -> Document:
    return document(Paragraph("", t("words")), **properties)


# --- what the file says of itself -------------------------------------------


def test_the_file_is_tagged_and_says_that_it_is_accessible(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_every_structure_that_a_reader_announces_is_there(pdf: pikepdf.Pdf) -> None:
    kinds = {
        str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/K" in item
    }
    expected = {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD"}
    assert expected | {"/Link", "/Strong", "/Em"} <= kinds


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_file_names_its_language_and_shows_its_title(writer: PdfWriter, language: str) -> None:
    made = writer.write(document(Paragraph("", t("words")), language=language))
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert str(opened.Root.Lang) == language
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == "Spring Glow – Maya Collins"


def test_foreign_words_name_their_language_to_a_screen_reader(writer: PdfWriter) -> None:
    said = (Text("Say "), ForeignWords("ru", t("Сияние")), Text(" or "), ForeignWords("pt-BR", t("brilho")))
    made = writer.write(document(Paragraph("", said), language="en"))
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        marked = re.findall(rb"/Lang\(([\w-]+)\)", opened.pages[0].Contents.read_bytes())
        assert marked == [b"ru", b"pt-BR"]


def test_the_properties_and_dates_come_from_the_document(pdf: pikepdf.Pdf) -> None:
    names = ("/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate")
    assert [str(pdf.docinfo[name]) for name in names] == [
        "Olga Lebedeva",
        "Creator brief",
        "AUR-21",
        "D:20270212000000Z",
        "D:20270212000000Z",
    ]


def test_headings_are_the_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        [top] = outline.root
        assert (top.title, [item.title for item in top.children]) == (
            "Spring Glow – Maya Collins",
            ["What to make", "How it goes"],
        )


def test_all_fonts_are_the_theme_s_and_in_the_file(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    descendants = [font for font in fonts if "/FontDescriptor" in font]
    assert {str(font.Subtype) for font in fonts if font not in descendants} == {"/Type0"}
    assert all("/FontFile2" in font.FontDescriptor for font in descendants)
    families = {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in descendants}
    assert families == {"SourceSans3", "GentiumBookPlus"}


# --- pages ------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_every_page_is_the_document_s_paper(writer: PdfWriter, paper: str, size: tuple[float, float]) -> None:
    written = writer.write(brief(paper=paper))
    with pikepdf.open(io.BytesIO(written.content)) as opened:
        assert {tuple(map(float, page.mediabox[2:])) for page in opened.pages} == {size}
        assert len(opened.pages) == 2


def test_the_running_head_begins_on_the_second_page_and_the_control_line_on_the_first(writer: PdfWriter) -> None:
    first, second = pages(writer.write(brief()))
    assert "Aurora · Spring Glow" not in first
    assert "Aurora · Spring Glow" in second
    assert ("AUR-SG27-021 Page 1 of 2" in first, "AUR-SG27-021 Page 2 of 2" in second) == (True, True)


def test_a_running_head_is_printed_letter_for_letter(writer: PdfWriter) -> None:
    words = 'A "quoted" \\41 path; } @page { x: y'
    lines = (Paragraph("running", t(words)),)
    blocks = (Paragraph("", t("one")), Heading(1, "", t("two")), Heading(2, "page", t("three")), *one_line().blocks * 5)
    made = writer.write(Document("en", document().properties, lines, blocks, ()))
    assert made.complaints == ()
    assert words in pages(made)[1]


def test_a_watermark_stands_on_every_page_and_only_where_there_is_one(writer: PdfWriter) -> None:
    assert ["Черновик" in text for text in pages(writer.write(brief(watermark="Черновик")))] == [True, True]
    assert ["Черновик" in text for text in pages(writer.write(brief()))] == [False, False]


def test_a_link_inside_the_document_leads_to_its_section(writer: PdfWriter) -> None:
    section = Section("", "make", (Heading(1, "", t("What to make")),))
    made = writer.write(document(Paragraph("", (Link("#make", t("below")), Text(" and "), Link("https://a.example/?b=1&c=2", t("out")))), section, one_line().blocks[0]))  # fmt: skip
    assert made.complaints == ()
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        [inside, outside] = opened.pages[0].Annots
        assert inside.Dest[0].objgen == opened.pages[0].objgen
        assert str(outside.A.URI) == "https://a.example/?b=1&c=2"
        assert all(str(link.Contents) for link in (inside, outside))


# --- the same bytes ---------------------------------------------------------


@pytest.mark.long
def test_two_processes_with_two_hash_seeds_clocks_and_languages_give_the_same_bytes(writer: PdfWriter) -> None:
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parents[1])))
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone, "LANG": language},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "ru_RU.UTF-8"))
    }
    assert digests == {hashlib.sha256(writer.write(brief()).content).hexdigest()}


def test_a_writer_gives_the_same_bytes_whatever_it_wrote_before(writer: PdfWriter) -> None:
    writer.write(document(Heading(1, "", t("Первая")), language="ru", watermark="Draft", paper="Letter"))
    assert writer.write(brief()).content == PdfWriter(THEME, SHEET).write(brief()).content


# --- complaints -------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_is_to_be_complained_of(writer: PdfWriter, paper: str) -> None:
    assert writer.write(brief(paper=paper, watermark="Draft")).complaints == ()


@pytest.mark.parametrize("rule", ["#let x = no-such-name", "#set text(font: 3)", "#("])
def test_what_is_wrong_with_the_style_sheet_is_said_of_every_document(rule: str) -> None:
    writer = broken(rule)
    made = [writer.write(one_line(paper=paper)) for paper in ("A4", "A4", "Letter")]
    assert [(len(written.complaints), written.content) for written in made] == [(1, b"")] * 3


def test_a_family_that_is_not_there_is_complained_of() -> None:
    assert "dejavu sans" in said_of(broken('#set text(font: "DejaVu Sans")').write(one_line()))


def test_a_character_that_no_face_draws_is_complained_of(writer: PdfWriter) -> None:
    assert "日" in said_of(writer.write(document(Paragraph("", t("日")))))


def test_what_was_said_of_one_document_is_not_said_of_the_next(writer: PdfWriter) -> None:
    made = [writer.write(document(Paragraph("", t(words)))) for words in ("日", "words")]
    assert [len(written.complaints) for written in made] == [1, 0]


# --- nothing is fetched -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '#image("/etc/passwd")',
        "#sys.version",
        "$x^2$",
        "*strong*",
        "<label>",
        "@reference",
        '\\u{41} \\ "',
        "// no",
        "#{",
        "]",
    ],
)
def test_whatever_a_text_holds_is_printed_letter_for_letter(writer: PdfWriter, text: str) -> None:
    blocks = (
        Paragraph("", t(text)),
        Paragraph("", (Strong(t(text)), Token(text), Link("https://a.example/", t(text)))),
    )
    made = writer.write(document(*blocks, title=text))
    assert made.complaints == ()
    assert pages(made)[0].count(text) == 4


@pytest.mark.parametrize("name", ["/etc/passwd", "../../secret.svg", "http://127.0.0.1:9/a.svg", "secret.svg"])
def test_a_style_sheet_reads_no_file(name: str) -> None:
    said = said_of(broken(f'#image("{name}")').write(one_line()))
    assert "secret" in said or "found" in said or "access" in said


def test_a_style_sheet_takes_nothing_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    for asked in (
        '#import "@preview/cetz:0.3.0"',
        '#import "@" + "preview/cetz:0.3.0": canvas',
        '#eval("import \\"@" + "preview/cetz:0.3.0\\": canvas")',
        '#dictionary(std).at("ev" + "al")("import \\"@" + "preview/cetz:0.3.0\\": canvas")',
        '#import "@" + "local/own:1.0.0": x',
    ):
        assert said_of(broken(asked).write(one_line())) == "the style sheet asks for a package"


# --- what a screen reader is told of tables ---------------------------------


def test_header_cells_say_what_they_head_and_tables_their_names(pdf: pikepdf.Pdf) -> None:
    tables = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Table"]
    names = {str(said.Summary) for table in tables for said in table.A if "/Summary" in said}
    assert names == {"Key facts", "What to make", "Disclosure", "Marks", "Table"} - {"Table"} | names
    heads = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"]
    scopes = [str(said.Scope) for head in heads for said in head.A if "/Scope" in said]
    assert len(scopes) == len(heads)
    assert set(scopes) == {"/Column", "/Row"}


# --- a table of contents ----------------------------------------------------


def with_contents() -> Document:
    return document(
        Heading(1, "", t("SOP-1")),
        Contents(t("Contents")),
        Section("", "one", (Heading(2, "", t("First part")), Paragraph("", t("Words.")))),
        Section("", "two", (Heading(2, "page", t("Second part")), Heading(3, "", t("A step")))),
        Section("", "", (table(1, caption=Heading(2, "page", t("A table"))),)),
    )


def test_a_table_of_contents_names_each_heading_with_its_page(writer: PdfWriter) -> None:
    first = pages(writer.write(with_contents()))[0]
    listed = re.search(r"Contents\n(.*?)\nFirst part\nWords\.", first, re.DOTALL)
    assert listed is not None
    assert [" ".join(line.split()) for line in listed[1].splitlines()] == [
        "First part 1",
        "Second part 2",
        "A table 3",
    ]
    assert contents(writer, with_contents()) == (1, 2, 3)


def test_its_entries_lead_to_their_headings_and_are_announced_as_such(writer: PdfWriter) -> None:
    with pikepdf.open(io.BytesIO(writer.write(with_contents()).content)) as opened:
        links = [item for item in opened.pages[0].Annots if item.Subtype == "/Link"]
        kinds = [str(item.S) for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    assert len(links) == 3
    assert kinds.count("/TOCI") == 3


def test_a_document_that_is_refused_has_no_pages_to_name() -> None:
    for rule in ('#image("secret.svg")', '#import "@preview/cetz:0.3.0"'):
        refusing = broken(rule)
        assert contents(refusing, with_contents()) == ()
        assert refusing.pages(with_contents(), "A4") == Pages((), ())


def test_a_short_table_stays_on_one_page(writer: PdfWriter) -> None:
    lines = tuple(Paragraph("", t(f"Line {number}.")) for number in range(36))
    made = pages(writer.write(document(*lines, table(7))))
    assert ("label 0" in made[0], "label 0" in made[1], "label 6" in made[1]) == (False, True, True)
    made = pages(writer.write(document(*lines, table(12))))
    assert ("label 0" in made[0], "label 11" in made[1]) == (True, True)


def test_a_long_watermark_stays_in_one_line(writer: PdfWriter) -> None:
    [page] = pages(writer.write(one_line(watermark="На согласовании")))
    assert "На согласовании" in page


@pytest.mark.parametrize(
    "sign",
    [
        "❤️",
        "❤",
        "👩🏽\u200d🚀",
        "🏃🏽\u200d♀️",
        "🇰🇿",
        "1️⃣",
        "©️",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    ],
)
def test_an_emoji_is_read_as_it_was_typed(writer: PdfWriter, sign: str) -> None:
    bold, code = Strong((Text(f"bold {sign} too"),)), Token(f"A{sign}B")
    [page] = pages(writer.write(document(Paragraph("ask", t(f"Run {sign}!")), Paragraph("", (bold, Text(" "), code)))))
    assert {f"Run {sign}!", f"bold {sign} too A{sign}B"} <= set(page.splitlines())


@pytest.mark.parametrize(("role", "drawn"), [("form", 6), ("list", 5)])
def test_the_last_line_of_a_form_is_written_on_as_well(writer: PdfWriter, role: str, drawn: int) -> None:
    rows = tuple(labelled(f"label {index}", "text") for index in range(6))
    with pypdfium2.PdfDocument(writer.write(document(Table(role, "x", None, (), rows))).content) as opened:
        lines = [item for item in opened[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert len(lines) == drawn
