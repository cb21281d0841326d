"""What a finished PDF says of its tables to those who listen to it: row headers, and names."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline import traversal
from pipeline.document import Document, Row, Table, plain

if TYPE_CHECKING:
    import pikepdf


def complete(content: bytes, document: Document) -> bytes:
    """The same PDF with the header cells of rows marked as such, and each table under its name.

    Typst marks column headers alone. Objects are packed into streams, which halves the file. The
    identifier follows from the content.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        elements = list(_tables(pdf.Root.StructTreeRoot.K))
        tables = list(traversal.tables(document.blocks))
        if len(elements) != len(tables):
            raise ValueError(f"{len(tables)} tables in the document, {len(elements)} in the PDF")
        for element, table in zip(elements, tables, strict=True):
            _complete(element, table)
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _tables(children: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The table elements of a structure tree, in reading order."""
    for child in _elements(children):
        if child.S == "/Table":
            yield child
        elif "/K" in child and child.S not in ("/P", "/H1", "/H2", "/H3", "/L"):
            yield from _tables(child.K)


def _elements(children: pikepdf.Object) -> Iterator[pikepdf.Object]:
    import pikepdf

    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def _complete(element: pikepdf.Object, table: Table) -> None:
    import pikepdf

    name = plain(table.caption.children) if table.caption else table.label
    summary = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(name))
    element.A = pikepdf.Array([*(element.A if "/A" in element else []), summary])
    for row, source in zip(_rows(element), (*table.head, *table.rows), strict=True):
        _mark(row, source)


def _rows(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in _elements(element.K):
        if child.S == "/TR":
            yield child
        else:
            yield from _rows(child)


def _mark(row: pikepdf.Object, source: Row) -> None:
    import pikepdf

    for cell, said in zip(_elements(row.K), source.cells, strict=True):
        if said.scope == "row":
            cell.S = pikepdf.Name.TH
            cell.A = pikepdf.Array([*cell.A, pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)])
