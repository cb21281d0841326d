from __future__ import annotations

import hashlib
import io
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from trees import ROOT, SHEET, THEME, brief, document, t

from pipeline.document import Document, Foreign, Heading, Link, Paragraph, Section, Text
from pipeline.writers import Written
from pipeline.writers.pdf import PdfWriter

PROGRAM = """
import hashlib, trees
from pipeline.writers.pdf import PdfWriter
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


def pages(written: Written) -> list[str]:
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
    """A writer whose style sheet ends with one more rule."""
    return PdfWriter(THEME, f"{SHEET}\n{rule}\n")


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
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= kinds


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_file_names_its_language_and_shows_its_title(writer: PdfWriter, language: str) -> None:
    made = writer.write(document(Paragraph("", t("words")), language=language))
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert str(opened.Root.Lang) == language
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == "Spring Glow – Maya Collins"


def test_foreign_words_name_their_language_to_a_screen_reader(writer: PdfWriter) -> None:
    said = (Text("Say "), Foreign("ru", t("Сияние")), Text(" or "), Foreign("pt-BR", t("brilho")))
    made = writer.write(document(Paragraph("", said), language="en"))
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        items = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        assert [str(item.Lang) for item in items if "/Lang" in item] == ["ru", "pt-BR"]


def test_the_properties_and_dates_come_from_the_document(pdf: pikepdf.Pdf) -> None:
    names = ("/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate", "/ModDate")
    assert [str(pdf.docinfo[name]) for name in names] == [
        "Olga Lebedeva",
        "Creator brief",
        "AUR-21",
        "Universal Brief",
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
    families = {str(font.BaseFont).partition("+")[2].replace("-", " ").rstrip(",") for font in fonts}
    assert {family.removesuffix(" Bold").removesuffix(" Italic").removesuffix(" Bold") for family in families} == {
        "Source Sans 3",
        "Gentium Book Plus",
    }


# --- pages ------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_every_page_is_the_document_s_paper(writer: PdfWriter, paper: str, size: tuple[float, float]) -> None:
    written = writer.write(brief(paper=paper))
    with pikepdf.open(io.BytesIO(written.content)) as opened:
        assert {tuple(map(float, page.mediabox[2:])) for page in opened.pages} == {size}
        assert len(opened.pages) == written.pages == 2


def test_the_running_head_begins_on_the_second_page_and_the_control_line_on_the_first(writer: PdfWriter) -> None:
    first, second = pages(writer.write(brief()))
    assert "Aurora · Spring Glow" not in first
    assert "Aurora · Spring Glow" in second
    assert ("AUR-SG27-021 Page 1 of 2" in first, "AUR-SG27-021 Page 2 of 2" in second) == (True, True)


def test_a_running_head_is_printed_letter_for_letter(writer: PdfWriter) -> None:
    words = 'A "quoted" \\41 path; } @page { x: y'
    lines = (Paragraph("running", t(words)),)
    blocks = (Paragraph("", t("one")), Heading(1, "", t("two")), Heading(2, "page", t("three")))
    made = writer.write(Document("en", document().properties, lines, blocks, ()))
    assert made.complaints == ()
    assert words in pages(made)[1]


def test_a_watermark_stands_on_every_page_and_only_where_there_is_one(writer: PdfWriter) -> None:
    assert ["Черновик" in text for text in pages(writer.write(brief(watermark="Черновик")))] == [True, True]
    assert ["Черновик" in text for text in pages(writer.write(brief()))] == [False, False]


def test_a_link_inside_the_document_leads_to_its_section(writer: PdfWriter) -> None:
    section = Section("", "make", (Heading(1, "", t("What to make")),))
    made = writer.write(document(Paragraph("", (Link("#make", t("below")), Text(" and "), Link("https://a.example/?b=1&c=2", t("out")))), section))  # fmt: skip
    assert made.complaints == ()
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        [inside, outside] = opened.pages[0].Annots
        assert str(inside.Dest if "/Dest" in inside else inside.A.D) == "make"
        assert str(outside.A.URI) == "https://a.example/?b=1&c=2"


# --- the same bytes ---------------------------------------------------------


def test_two_processes_with_two_hash_seeds_clocks_and_languages_give_the_same_bytes(writer: PdfWriter) -> None:
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
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


def test_what_is_wrong_with_the_style_sheet_is_said_of_every_document() -> None:
    writer = broken("p { colour: red; }")
    complaints = [writer.write(one_line(paper=paper)).complaints for paper in ("A4", "A4", "Letter")]
    assert [len(said) for said in complaints] == [1, 1, 1]
    assert all("colour: red" in said for [said] in complaints)


def test_what_was_said_of_one_document_is_not_said_of_the_next() -> None:
    writer = broken("h1 { background: url(https://nowhere.example/a.png) }")
    heading = Heading(1, "", t("heading"))
    complaints = [writer.write(document(block)).complaints for block in (heading, Paragraph("", t("words")))]
    assert [len(said) for said in complaints] == [1, 0]


# --- nothing is fetched -----------------------------------------------------


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A server that nobody should call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.mark.parametrize(
    "rule",
    [
        "p {{ background: url({address}) }}",
        "p {{ list-style: url({address}); display: list-item }}",
        "@font-face {{ font-family: Other; src: url({address}) }} p {{ font-family: Other }}",
        "@page {{ background: url({address}) }}",
    ],
)
def test_nothing_is_asked_of_the_network(listening: socket.socket, rule: str) -> None:
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/picture.svg"
    made = broken(rule.format(address=address)).write(one_line())
    assert len(made.complaints) == 1
    assert select.select([listening], [], [], 0)[0] == []


@pytest.mark.parametrize(
    "rule",
    [
        "p {{ background: url({address}) }}",
        "@font-face {{ font-family: Other; src: url({address}) }} p {{ font-family: Other }}",
    ],
)
def test_no_file_is_read(tmp_path: Path, rule: str) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="30">secret</text></svg>'
    )
    made = broken(rule.format(address=picture.as_uri())).write(one_line())
    assert len(made.complaints) == 1
    assert "secret" not in pages(made)[0]


def test_a_style_sheet_cannot_name_a_file_without_saying_where_it_is() -> None:
    made = broken("p { background: url(print.css) }").write(one_line())
    [said] = made.complaints
    assert "print.css" in said
