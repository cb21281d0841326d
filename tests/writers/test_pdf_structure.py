from __future__ import annotations

import io

import pikepdf
import pytest
from trees import SHEET, THEME, brief, document, t, table

from pipeline.document import Heading, Paragraph
from pipeline.writers.pdf import PdfWriter
from pipeline.writers.pdf_structure import complete


def test_each_table_carries_the_name_that_the_document_gives_it() -> None:
    blocks = (table(1, label="Fees"), Heading(1, "", t("x")), table(2, caption=Paragraph("", t("Dates"))))
    made = PdfWriter(THEME, SHEET).write(document(*blocks))
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        tables = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Table"]
        assert {str(said.Summary) for item in tables for said in item.A if "/Summary" in said} == {"Fees", "Dates"}


def test_the_first_cell_of_a_row_heads_it() -> None:
    made = PdfWriter(THEME, SHEET).write(document(table(3, label="Fees")))
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        rows = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"]
        kinds = sorted([str(cell.S) for cell in row.K] for row in rows)
        assert kinds == [["/TH", "/TD"]] * 3 + [["/TH", "/TH"]]


def test_a_pdf_of_another_document_is_refused() -> None:
    made = PdfWriter(THEME, SHEET).write(brief())
    with pytest.raises(ValueError, match="tables in the document"):
        complete(made.content, document(table(1, label="Fees")))
