from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import mammoth
import ooxml_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from trees import ROOT, THEME, Package, all_said, brief, document, every, items, said, t, table, value, written

from pipeline.document.tree import (
    Aside,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Link,
    List,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.writer import DocxWriter, write


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("watermark", ["", "Draft"])
def test_the_file_passes_the_validators(tmp_path: Path, paper: str, watermark: str) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(write(brief(paper=paper, watermark=watermark), THEME))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []


@pytest.mark.long
def test_two_runs_with_two_hash_seeds_give_the_same_bytes() -> None:
    program = "import hashlib, trees; print(hashlib.sha256(trees.write(trees.brief(), trees.THEME)).hexdigest())"
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parents[1])))
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert digests == {hashlib.sha256(write(brief(), THEME)).hexdigest()}


def test_a_writer_gives_the_same_bytes_whatever_it_wrote_before() -> None:
    writer = DocxWriter(THEME)
    writer.write(document(Paragraph("", (Strong((Emphasis(t("first")),)),))))
    assert writer.write(brief()).content == write(brief(), THEME)


def test_another_program_reads_the_same_headings_lists_and_tables() -> None:
    html = mammoth.convert_to_html(io.BytesIO(write(brief(), THEME))).value
    assert "<h1>Spring Glow – Maya Collins</h1>" in html
    assert "What to make</h2><table><thead><tr><th><p>Format</p></th>" in html
    assert "<ol><li>Send the storyboard.</li><li>Shoot.</li></ol>" in html
    assert "<ul><li>no filters</li><li>no promises<ul><li>of days</li></ul></li></ul>" in html
    assert "<strong>Who decides</strong>\tIrina Volkova." in html


def test_every_paragraph_run_and_table_has_a_style_that_exists() -> None:
    package = Package(write(brief(), THEME))
    known = {value(style, "w:styleId") for style in every(package.part("word/styles.xml"), "w:style")}
    parts = [package.part(entry) for entry in package.names if entry.startswith("word/") and entry.endswith("1.xml")]
    for root in [package.body, *parts]:
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {value(style) for style in every(root, tag)} <= known
    assert len(every(package.body, "w:pStyle")) == len(every(package.body, "w:p"))


def test_runs_carry_nothing_but_a_style_a_language_and_whether_it_is_proofed() -> None:
    package = Package(write(brief(watermark="Draft"), THEME))
    for entry in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        found = {part.tag for properties in every(package.part(entry), "w:rPr") for part in properties}
        assert found <= {qualified("w:rStyle"), qualified("w:noProof"), qualified("w:lang")}


def test_paragraphs_carry_nothing_but_a_style_a_list_and_the_tie_to_the_next() -> None:
    found = {part.tag for properties in every(Package(write(brief(), THEME)).body, "w:pPr") for part in properties}
    assert found == {qualified("w:pStyle"), qualified("w:numPr"), qualified("w:keepNext")}


def test_headings_and_paragraphs_take_the_style_of_their_role() -> None:
    body = written(
        Heading(1, "", t("a")), Heading(2, "market", t("b")), Paragraph("", t("c")), Paragraph("lead", t("d"))
    )
    assert all_said(body) == [("Heading1", "a"), ("UBMarketHeading", "b"), ("Normal", "c"), ("UBLead", "d")]


def test_a_link_inside_the_document_leads_to_the_bookmark_of_its_section() -> None:
    section = Section("", "what-to-make", (table(label="Formats"),))
    body = written(Paragraph("", (Link("#what-to-make", t("below")),)), section)
    [start] = every(body, "w:bookmarkStart")
    assert value(every(body, "w:hyperlink")[0], "w:anchor") == value(start, "w:name") == "_what_to_make"
    assert [value(end, "w:id") for end in every(body, "w:bookmarkEnd")] == [value(start, "w:id")]


def test_bullets_come_with_the_style() -> None:
    body = written(List(False, "", items("a", "b")))
    assert all_said(body) == [("ListBullet", "a"), ("ListBullet", "b")]
    assert every(body, "w:numPr") == []


def test_a_list_in_a_list_stands_one_level_deeper() -> None:
    body = written(List(False, "", ((Paragraph("", t("a")), List(True, "", items("b"))),)))
    assert all_said(body) == [("ListBullet", "a"), ("ListNumber", "b")]
    assert [value(level) for level in every(body, "w:ilvl")] == ["1"]


def test_the_later_paragraphs_of_an_item_have_no_number() -> None:
    body = written(List(True, "", ((Paragraph("", t("a")), Paragraph("", t("b"))),)))
    assert all_said(body) == [("ListNumber", "a"), ("ListContinue", "b")]


def test_a_term_is_bold_and_its_explanation_is_not() -> None:
    body = written(DefinitionList("", (Definition(t("Who decides"), (t("Irina."), t("Nobody else."))),)))
    assert all_said(body) == [("UBDefinition", "Who decides\tIrina."), ("UBDefinitionList", "Nobody else.")]
    assert [value(style) for style in every(body, "w:rStyle")] == ["Strong"]


def test_a_term_that_reaches_beyond_the_axis_has_a_line_of_its_own() -> None:
    words = "Above the range in a second campaign"
    body = written(DefinitionList("", (Definition(t(words), (t("We part."),)),)))
    assert all_said(body) == [("UBDefinition", f"{words}We part.")]
    assert len(every(body, "w:br")) == 1
    assert every(body, "w:tab") == []


def test_a_ground_goes_on_between_two_tables_that_have_it_in_their_first_columns() -> None:
    cells = Cell("row", "step", t("1 Vetting")), Cell("", "action", t("Judge it."))
    tinted = Table("step", "a", None, (), (Row("", cells),))
    body = written(tinted, tinted, table(label="a"))
    between, other, _last = (element for element in body if element.tag == qualified("w:p"))
    assert [shade.get(qualified("w:fill")) for shade in every(between, "w:shd")] == ["D6E3E1"]
    assert every(other, "w:shd") == []


def test_a_table_that_parts_what_stands_beside_a_ground_goes_on_in_the_one_above_it() -> None:
    above = Cell("row", "step", t("1 Vetting")), Cell("", "action", t("Judge it."))
    below = Cell("row", "flow-time", t("5 days")), *(Cell("", "flow", t(name)) for name in ("In", "Out", "Record"))
    tinted = Table("step", "a", None, (), (Row("", above),)), Table("fields", "b", None, (), (Row("", below),))
    body = written(*tinted, *tinted)
    assert [etree.QName(element).localname for element in body] == ["tbl", "p", "tbl", "p", "sectPr"]
    for made in every(body, "w:tbl"):
        widths = [int(value(column, "w:w") or 0) for column in every(made, "w:gridCol")]
        spans = [[value(span) for span in every(row, "w:gridSpan")] for row in every(made, "w:tr")]
        assert (len(widths), spans) == (4, [["3"], []])


def test_no_two_tables_touch_and_none_ends_the_document() -> None:
    body = written(table(label="a"), Section("", "", (table(label="b"),)), Aside("", (table(label="c"),)))
    kinds = [etree.QName(element).localname for element in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert {said(element)[0] for element in body if element.tag == qualified("w:p")} == {"UBSpacer"}


def test_a_chart_is_a_picture_with_its_words_and_no_exact_line() -> None:
    from pipeline.document.charts import Chart, Panel, Point
    from pipeline.document.tree import Figure

    panel = Panel("8", "12", "$8", "$12", "2027", (Point(2026.125, "9.4", "$9.40"),))
    figure = Figure("chart", "Russia: $8–12", Chart(496.0, 70, 140, (panel,)).reference, t("From zero."))
    package = Package(write(document(figure), THEME))
    [inline] = package.body.iter("{*}inline")
    assert {inline.get(side) for side in ("distT", "distB", "distL", "distR")} == {"0"}
    [described] = inline.iter("{*}docPr")
    assert (described.get("id"), described.get("descr")) == ("1", "Russia: $8–12")
    [blip] = inline.iter("{*}blip")
    relations = package.part("word/_rels/document.xml.rels")
    [target] = [item.get("Target") for item in relations if item.get("Id") in blip.attrib.values()]
    assert package.archive.read(f"word/{target}".replace("word//word", "word")).startswith(b"\x89PNG")
    said = dict(all_said(package.body)[:2])
    assert said["UBFigureCaption"] == "From zero."
    style = next(
        one for one in every(package.part("word/styles.xml"), "w:style") if value(one, "w:styleId") == "UBChart"
    )
    [spacing] = every(style, "w:spacing")
    assert value(spacing, "w:lineRule") == "auto"
