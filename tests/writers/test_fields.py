from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from pypdfium2 import raw
from trees import SHEET, THEME, document, t

from pipeline.document.tree import Cell, Document, Heading, Paragraph, Row, Strong, Table
from pipeline.writers.docx.writer import DocxWriter
from pipeline.writers.pdf import reading
from pipeline.writers.pdf.writer import PdfWriter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BLANK = Cell("", "blank", t("\u00a0"))
FORM = document(
    Heading(1, "", t("Form")),
    Table(
        "form",
        "",
        Heading(2, "", t("Your answer")),
        (),
        (
            Row("", (Cell("row", "field", t("☐ Yes")), BLANK)),
            Row("", (Cell("row", "field", t("Why")), BLANK)),
            Row("", (Cell("row", "field", t("Said")), Cell("", "blank", t("already")))),
        ),
    ),
)
WORDS = ["Form", "Your", "answer", "☐", "Yes", "Why", "Said", "already"]
NAMES = ["Your answer – Yes", "Your answer – Why"]


def pdf() -> bytes:
    made = PdfWriter(THEME, SHEET).write(FORM)
    assert made.complaints == ()
    return made.content


def test_each_blank_cell_of_a_pdf_is_a_field_with_its_name() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as file:
        fields = list(file.Root.AcroForm.Fields)
        assert [str(field.TU) for field in fields] == NAMES
        assert len({str(field.T) for field in fields}) == len(fields)
        assert "/NeedAppearances" not in file.Root.AcroForm
        for field in fields:
            assert (field.Subtype, field.FT, int(field.F)) == ("/Widget", "/Tx", 4)
            assert "/A" not in field and "/AA" not in field
            assert field.AP.N.BBox[2] > 300


def test_a_field_of_a_pdf_is_a_form_in_its_structure_and_holds_nothing_else() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as file:
        elements = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form"]
        assert len(elements) == len(NAMES)
        for element in elements:
            kids = list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]
            assert [kid.Type for kid in kids] == ["/OBJR"]
            assert kids[0].Obj.Subtype == "/Widget"


def test_what_somebody_types_into_a_pdf_is_kept_under_its_field() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.Root.AcroForm.Fields[1].V = pikepdf.String("Потому что")
        typed = io.BytesIO()
        file.save(typed)
    opened = pdfium.PdfDocument(typed.getvalue())
    assert opened.get_formtype() == raw.FORMTYPE_ACRO_FORM
    with pikepdf.open(io.BytesIO(typed.getvalue())) as file:
        assert str(file.Root.AcroForm.Fields[1].V) == "Потому что"


def test_a_pdf_with_fields_says_what_it_would_without() -> None:
    text = reading.reading(pdf()).text
    assert [word for word in text.split() if word in WORDS] == WORDS
    assert "field" not in text


def test_a_document_without_blank_cells_has_no_form() -> None:
    made = PdfWriter(THEME, SHEET).write(document(Heading(1, "", t("Form"))))
    with pikepdf.open(io.BytesIO(made.content)) as file:
        assert "/AcroForm" not in file.Root


def controls(source: Document) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(DocxWriter(THEME).write(source).content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    assert root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable") == "w14"
    return list(root.iter(f"{W}sdt"))


def name(control: etree._Element) -> str:
    return str(control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"))


def test_each_blank_cell_of_a_docx_is_a_control_with_its_name() -> None:
    typed = [control for control in controls(FORM) if control.find(f"{W}sdtPr/{W}text") is not None]
    assert [name(control) for control in typed] == NAMES
    assert ["".join(control.itertext()) for control in typed] == ["\u00a0", "\u00a0"]


def test_a_box_of_a_docx_is_ticked_by_a_click_and_is_named_by_the_words_behind_it() -> None:
    both = (Strong(t("☐ One way")), *t(" or ☐ another"))
    boxes = [box for box in controls(document(Paragraph("", both))) if box.find(f"{W}sdtPr/{W14}checkbox") is not None]
    assert [(name(box), "".join(box.itertext())) for box in boxes] == [("One way", "☐"), ("another", "☐")]
    for box in boxes:
        ticked = box.find(f"{W}sdtPr/{W14}checkbox")
        assert [(each.tag.removeprefix(W14), each.get(f"{W14}val")) for each in ticked] == [
            ("checked", "0"),
            ("checkedState", "2611"),
            ("uncheckedState", "2610"),
        ]


def test_both_states_of_a_box_are_in_its_font() -> None:
    font = TTFont(dict(THEME.fonts["text"].files())["regular"])
    assert {0x2610, 0x2611} <= font.getBestCmap().keys()


@pytest.mark.parametrize(
    ("language", "pattern"), [("en", "MMMM d, yyyy"), ("ru", "d MMMM yyyy\u00a0'г'."), ("de", "d. MMMM yyyy")]
)
def test_a_day_of_a_docx_is_chosen_and_written_as_in_the_language(language: str, pattern: str) -> None:
    form = replace(signed(), language=language)
    [control] = [control for control in controls(form) if control.find(f"{W}sdtPr/{W}date") is not None]
    assert name(control) == "Signed – Day"
    assert control.find(f"{W}sdtPr/{W}date/{W}dateFormat").get(f"{W}val") == pattern


def test_a_cell_is_named_by_the_head_of_its_row_that_stands_before_it() -> None:
    assert [name(control) for control in controls(signed())] == ["Signed – Name", "Signed – Day"]


def signed() -> Document:
    cells = (Cell("row", "", t("Name")), BLANK, Cell("row", "", t("Day")), Cell("", "day", t("\u00a0")))
    return document(Heading(1, "", t("Form")), Table("form", "Signed", None, (), (Row("", cells),)))


def test_the_same_form_is_the_same_bytes() -> None:
    assert pdf() == pdf()
