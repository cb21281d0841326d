"""What a PDF by WeasyPrint does not say to those who listen to it: which cells head what, where links lead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def completed(content: bytes) -> bytes:
    """The same PDF with the scope of each header cell, the words of each link, and the order of the tabs."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for element, inside in _elements(pdf.Root.StructTreeRoot.K, ""):
            if element.S == "/TH":
                element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=_scope(inside))
                del element.ID
            elif element.S == "/TD" and "/A" in element and "/Headers" in element.A:
                # A list of headers counts instead of scopes, and names cells that have no identifiers now.
                del element.A.Headers
        for page in pdf.pages:
            if "/Annots" in page:
                page.Tabs = pikepdf.Name.S
                for annotation in page.Annots:
                    annotation.Contents = pikepdf.String(_destination(annotation))
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _scope(inside: str) -> pikepdf.Name:
    import pikepdf

    return pikepdf.Name.Column if inside == "/THead" else pikepdf.Name.Row


def _destination(annotation: pikepdf.Object) -> str:
    return str(annotation.A.URI) if "/A" in annotation and "/URI" in annotation.A else str(annotation.get("/Dest", ""))


def _elements(children: pikepdf.Object, inside: str) -> Iterator[tuple[pikepdf.Object, str]]:
    """Each element of a structure tree, with the part of a table that it is in."""
    import pikepdf

    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            part = str(child.S) if child.S in ("/THead", "/TBody") else inside
            yield child, part
            if "/K" in child:
                yield from _elements(child.K, part)
