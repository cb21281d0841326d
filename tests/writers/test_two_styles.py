"""A cell in two styles: the ask of a hero and, below it, why it goes to this creator."""

from __future__ import annotations

import pytest
from trees import ROOT, SHEET, THEME, Package, all_said, document, t

from pipeline.base.assets import Assets
from pipeline.document.traversal import parts, styled
from pipeline.document.tree import Break, Cell, Document, Heading, Row, Table, Text
from pipeline.writers.docx.writer import write
from pipeline.writers.flow import Flow
from pipeline.writers.html.writer import HtmlWriter
from pipeline.writers.measure import Measure
from pipeline.writers.pdf.reading import reading
from pipeline.writers.pdf.writer import PdfWriter
from pipeline.writers.registry import Writers

ASK, WHY = Text("Show your morning"), Text("Your viewers know your kitchen")


def hero(*said: Text | Break) -> Document:
    row = Row("", (Cell("row", "ask", said), Cell("", "", t("beside"))))
    return document(Heading(1, "", t("Brief")), Table("hero", "Hero", None, (), (row,)))


def test_words_behind_the_first_line_end_have_the_style_that_follows() -> None:
    assert parts("th.ask", (ASK, Break(), WHY), "td.reason") == (("th.ask", (ASK,)), ("td.reason", (WHY,)))
    assert parts("th.ask", (ASK,), "td.reason") == (("th.ask", (ASK,)),)
    assert parts("td", (ASK, Break(), WHY), None) == (("td", (ASK, Break(), WHY)),)


def test_each_line_is_a_paragraph_where_a_style_follows_itself() -> None:
    said = (ASK, Break(), WHY, Break(), ASK)
    key = "td.action"
    assert THEME.then_key(key) == key
    assert parts(key, said, key) == ((key, (ASK,)), (key, (WHY,)), (key, (ASK,)))
    row = Row("", (Cell("row", "step", (ASK,)), Cell("", "action", said)))
    steps = document(Heading(1, "", t("SOP")), Heading(2, "", t("Steps")), Table("step", "Step", None, (), (row,)))
    paragraphs = all_said(Package(write(steps, THEME)).body)
    assert [words for style, words in paragraphs if style == "UBAction"] == [ASK.text, WHY.text, ASK.text]
    assert reading(PdfWriter(THEME, SHEET).write(steps).content).text.count(WHY.text) == 1


def test_each_font_is_told_its_words() -> None:
    runs = dict(styled(hero(ASK, Break(), WHY).blocks, THEME.cell_key, THEME.then_key))
    assert (runs["th.ask"], runs["td.reason"]) == ((ASK,), (WHY,))


def test_a_docx_has_a_paragraph_in_each_style() -> None:
    paragraphs = all_said(Package(write(hero(ASK, Break(), WHY), THEME)).body)
    place = paragraphs.index(("UBHeroAsk", ASK.text))
    assert paragraphs[place + 1] == ("UBHeroReason", WHY.text)


def test_a_pdf_reads_one_behind_the_other() -> None:
    made = PdfWriter(THEME, SHEET).write(hero(ASK, Break(), WHY))
    assert made.complaints == ()
    text = " ".join(reading(made.content).text.split())
    assert f"{ASK.text} {WHY.text} beside" in text


def test_a_screen_shows_it_below() -> None:
    page = HtmlWriter(THEME, "", "").write(hero(ASK, Break(), WHY)).content.decode()
    assert f'{ASK.text}<div class="td-reason">{WHY.text}</div></th>' in page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_is_as_high_as_both(paper: str) -> None:
    flow, layout = Flow(THEME, Measure(THEME)), Writers(THEME, Assets(ROOT)).layout()
    made = hero(ASK, Break(), Text(f"{WHY.text}. " * 8))
    sheet = THEME.papers[paper]
    [high] = flow.parts(made.blocks, paper)
    lowest = min(line.bottom for line in layout.pages(made, paper).lines[0])
    assert high == pytest.approx(sheet.height - sheet.top - lowest, abs=12)
