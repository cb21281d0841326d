from __future__ import annotations

import io

import pikepdf
import pytest
from trees import SHEET, THEME, brief, document, t, table

from pipeline.document.tree import Contents, Heading, Paragraph, Section
from pipeline.writers.pdf.structure import complete
from pipeline.writers.pdf.writer import PdfWriter


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


def attributes(cell: pikepdf.Dictionary) -> dict[str, object]:
    return {key: value for part in cell.get("/A", []) for key, value in part.items()}


def test_a_cell_is_headed_by_its_column_and_its_row() -> None:
    """A list of headers would count alone: Typst's has no row headers in it."""
    made = PdfWriter(THEME, SHEET).write(document(table(2, label="Fees")))
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        rows = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"]
        cells = [cell for row in rows for cell in row.K]
        assert all("/Headers" not in attributes(cell) for row in rows for cell in row.K if row.K[-1].S == "/TD")
        assert sorted(str(attributes(cell)["/Scope"]) for cell in cells if cell.S == "/TH") == [
            "/Column",
            "/Column",
            "/Row",
            "/Row",
        ]


def test_an_entry_of_the_contents_is_told_by_its_heading() -> None:
    titles = [t("First part"), t("Second part"), t("A step")]
    made = PdfWriter(THEME, SHEET).write(
        document(
            Heading(1, "", t("SOP-1")),
            Contents(t("Contents")),
            Section("", "one", (Heading(2, "", titles[0]), Paragraph("", t("Words.")))),
            Section("", "two", (Heading(2, "page", titles[1]), Heading(3, "", titles[2]))),
        )
    )
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["First part", "Second part"]
