"""What a finished PDF says to those who listen to it: row headers, names of tables, entries of contents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.document import traversal
from pipeline.document.tree import Contents, Document, Row, Table, plain
from pipeline.writers.fields import is_to_be_filled
from pipeline.writers.pdf import forms

if TYPE_CHECKING:
    import pikepdf

_ROUND_ENTRIES = ("/Document", "/TOC")


def complete(content: bytes, document: Document, prepare: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """The same PDF with the header cells of rows marked as such, each table and entry of the contents under its name.

    Typst marks column headers alone, and says of an entry no more than its page; what another engine leaves out
    besides is prepared. Objects are packed into streams, which halves the file. The identifier follows from what is
    in the file.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if prepare:
            prepare(pdf)
        elements = list(_tables(pdf.Root.StructTreeRoot.K))
        tables = list(traversal.tables(document.blocks))
        if len(elements) != len(tables):
            raise ValueError(f"{len(tables)} tables in the document, {len(elements)} in the PDF")
        fields = [field for pair in zip(elements, tables, strict=True) for field in _complete(*pair)]
        forms.register(pdf, fields)
        _name_entries(pdf.Root.StructTreeRoot.K, document)
        _name_links(pdf.Root.StructTreeRoot.K, document)
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _tables(children: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The table elements of a structure tree, in reading order."""
    for child in _elements(children):
        if child.S == "/Table":
            yield child
        elif "/K" in child and child.S not in ("/P", "/H1", "/H2", "/H3"):
            yield from _tables(child.K)


def _name_entries(children: pikepdf.Object, document: Document) -> None:
    import pikepdf

    listed = any(isinstance(block, Contents) for block in document.blocks)
    headings = traversal.outline(document.blocks) if listed else ()
    for link, heading in zip(_entries(children), headings, strict=True):
        for annotation in link:
            annotation.Contents = pikepdf.String(plain(heading.children))


def _name_links(children: pikepdf.Object, document: Document) -> None:
    """Has each link within the document say its words: Typst says of it no more than its page."""
    import pikepdf

    words = [plain(link.children) for link in traversal.links(document.blocks) if link.href.startswith("#")]
    inside = [link for link in _links(children) if "/A" not in link[0] or "/URI" not in link[0].A]
    for link, said in zip(inside, words, strict=True):
        for annotation in link:
            annotation.Contents = pikepdf.String(said)


def _links(children: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    """The parts on the page of each link outside a table of contents, in reading order."""
    for child in _elements(children):
        if child.S == "/Link":
            yield _annotations(child)
        elif "/K" in child and child.S != "/TOC":
            yield from _links(child.K)


def _annotations(link: pikepdf.Object) -> list[pikepdf.Object]:
    import pikepdf

    return [part.Obj for part in _listed(link.K) if isinstance(part, pikepdf.Dictionary) and "/Obj" in part]


def _entries(children: pikepdf.Object, inside: bool = False) -> Iterator[list[pikepdf.Object]]:
    """The parts on the page of each link of a table of contents, in reading order."""
    for child in _elements(children):
        if child.S == "/Link" and inside:
            yield _annotations(child)
        elif "/K" in child and (inside or child.S in _ROUND_ENTRIES):
            yield from _entries(child.K, inside or child.S == "/TOC")


def _elements(children: pikepdf.Object) -> Iterator[pikepdf.Object]:
    import pikepdf

    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def _complete(element: pikepdf.Object, table: Table) -> list[pikepdf.Object]:
    """The fields of a table, once it and its cells say what they are."""
    import pikepdf

    name = plain(table.caption.children) if table.caption else table.label
    summary = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(name))
    element.A = pikepdf.Array([*(element.A if "/A" in element else []), summary])
    fields: list[pikepdf.Object] = []
    for row, source in zip(_rows(element), (*table.head, *table.rows), strict=True):
        _mark(row, source)
        fields += _fields(row, table, source)
    return fields


def _fields(row: pikepdf.Object, table: Table, source: Row) -> Iterator[pikepdf.Object]:
    for index, (cell, said) in enumerate(zip(_listed(row.K), source.cells, strict=True)):
        if is_to_be_filled(said):
            field = forms.field_of(cell, traversal.cell_label(table, source, index))
            if field is not None:
                yield field


def _rows(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in _listed(element.K):
        if child.S == "/TR":
            yield child
        else:
            yield from _rows(child)


def _mark(row: pikepdf.Object, source: Row) -> None:
    """Marks what heads a row. The lists of headers go where there is any: they name column headers alone, and a list
    counts instead of scopes.
    """
    import pikepdf

    if all(said.scope != "row" for said in source.cells):
        return
    for cell, said in zip(_listed(row.K), source.cells, strict=True):
        kept = [part for part in cell.A if part.O != "/Table"]
        if said.scope == "row":
            cell.S = pikepdf.Name.TH
            kept.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
        if kept:
            cell.A = pikepdf.Array(kept)
        else:
            del cell.A


def _listed(children: pikepdf.Object) -> pikepdf.Object | list[pikepdf.Object]:
    """The parts of a table or row, all of which are elements."""
    import pikepdf

    return children if isinstance(children, pikepdf.Array) else [children]
