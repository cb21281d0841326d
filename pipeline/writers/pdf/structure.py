"""What a finished PDF says to those who listen to it: row headers, names of tables, entries of contents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document import traversal
from pipeline.document.tree import Contents, Document, Row, Table, plain
from pipeline.writers.fields import is_to_be_filled
from pipeline.writers.pdf import forms

if TYPE_CHECKING:
    import pikepdf


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
        found = _Found()
        found.look_through(pdf.Root.StructTreeRoot.K)
        tables = list(traversal.tables(document.blocks))
        if len(found.tables) != len(tables):
            raise ValueError(f"{len(tables)} tables in the document, {len(found.tables)} in the PDF")
        _name_entries(found.entries, document)
        # Fields are links to nowhere before they are fields.
        _name_links(found.links, document)
        fields = [field for pair in zip(found.tables, tables, strict=True) for field in _complete(*pair)]
        forms.register(pdf, fields)
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


Parts = list["pikepdf.Object"]
"""The annotations of a link: a part on the page for each of its lines."""


@dataclass
class _FoundTable:
    """The element of a table, and each of its rows as the elements of its cells."""

    element: pikepdf.Object
    rows: list[list[pikepdf.Object]] = field(default_factory=list)


@dataclass
class _Found:
    """The tables of a structure tree, its links, and those in its table of contents, all in reading order."""

    tables: list[_FoundTable] = field(default_factory=list)
    links: list[Parts] = field(default_factory=list)
    entries: list[Parts] = field(default_factory=list)

    def look_through(self, children: pikepdf.Object, parent: str = "") -> None:
        """Finds what stands in an element of a type, by its children: each access is a call into the library."""
        for child in _listed(children):
            # A number is what is marked on the page.
            if isinstance(child, int) or (kind := child.get("/S")) is None:
                continue
            said = str(kind)
            if said == "/Link":
                (self.entries if parent == "/TOC" else self.links).append(_annotations(child))
                continue
            if said == "/Table":
                self.tables.append(_FoundTable(child))
            elif said == "/TR":
                self.tables[-1].rows.append([])
            elif parent == "/TR":
                self.tables[-1].rows[-1].append(child)
            below = child.get("/K")
            if below is not None and not isinstance(below, int):
                self.look_through(below, parent if parent == "/TOC" else said)


def _annotations(link: pikepdf.Object) -> Parts:
    return [part.Obj for part in _listed(link.K) if not isinstance(part, int) and "/Obj" in part]


def _name_entries(entries: list[Parts], document: Document) -> None:
    import pikepdf

    listed = any(isinstance(block, Contents) for block in document.blocks)
    headings = traversal.outline(document.blocks) if listed else ()
    for entry, heading in zip(entries, headings, strict=True):
        for annotation in entry:
            annotation.Contents = pikepdf.String(plain(heading.children))


def _name_links(links: list[Parts], document: Document) -> None:
    """Has each link within the document say its words: Typst says of it no more than its page."""
    import pikepdf

    words = [plain(link.children) for link in traversal.links(document.blocks) if link.href.startswith("#")]
    inside = [link for link in links if "/A" not in link[0] or "/URI" not in link[0].A]
    for link, said in zip(inside, words, strict=True):
        for annotation in link:
            annotation.Contents = pikepdf.String(said)


def _complete(found: _FoundTable, table: Table) -> Iterator[pikepdf.Object]:
    """The fields of a table, once it and its cells say what they are."""
    import pikepdf

    name = plain(table.caption.children) if table.caption else table.label
    element = found.element
    summary = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(name))
    element.A = pikepdf.Array([*(element.A if "/A" in element else []), summary])
    for cells, source in zip(found.rows, (*table.head, *table.rows), strict=True):
        _mark(cells, source)
        yield from _fields(cells, table, source)


def _fields(cells: list[pikepdf.Object], table: Table, source: Row) -> Iterator[pikepdf.Object]:
    for index, (cell, said) in enumerate(zip(cells, source.cells, strict=True)):
        if is_to_be_filled(said):
            field = forms.field_of(cell, traversal.cell_label(table, source, index))
            if field is not None:
                yield field


def _mark(cells: list[pikepdf.Object], source: Row) -> None:
    """Marks what heads a row. The lists of headers go where there is any: they name column headers alone, and a list
    counts instead of scopes.
    """
    import pikepdf

    if all(said.scope != "row" for said in source.cells):
        return
    for cell, said in zip(cells, source.cells, strict=True):
        kept = [part for part in cell.A if part.O != "/Table"]
        if said.scope == "row":
            cell.S = pikepdf.Name.TH
            kept.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
        if kept:
            cell.A = pikepdf.Array(kept)
        else:
            del cell.A


def _listed(children: pikepdf.Object) -> pikepdf.Object | list[pikepdf.Object]:
    """The parts of an element, which stand in a list only where there are several."""
    import pikepdf

    return children if isinstance(children, pikepdf.Array) else [children]
