"""Areas of a finished PDF over which somebody writes → form fields, each with its name for those who listen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.writers.fields import FIELD

if TYPE_CHECKING:
    import pikepdf

_LETTERS = "/Helv 10 Tf 0 g"
"""What is typed is set in: a reader's program has this font, and others for letters that it lacks."""
_LINES = 1 << 12
"""The flag of a field that takes several lines."""


def field_of(cell: pikepdf.Object, label: str) -> pikepdf.Object | None:
    """The form field that a cell's area becomes, under what it is asked for; None where the cell has no area."""
    import pikepdf

    for element in _areas(cell):
        element.S = pikepdf.Name.Form
        for widget in _parts(element):
            _made(widget, label)
            return widget
    return None


def register(pdf: pikepdf.Pdf, fields: list[pikepdf.Object]) -> None:
    """Has a file list its fields. Each is empty, and looks so: nothing is left to be drawn by whoever opens it."""
    import pikepdf

    if not fields:
        return
    for number, widget in enumerate(fields, 1):
        widget.T = pikepdf.String(f"field {number}")
        left, bottom, right, top = (float(side) for side in widget.Rect)
        look = pikepdf.Stream(pdf, b"/Tx BMC EMC")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox, look.Resources = pikepdf.Array([0, 0, right - left, top - bottom]), pikepdf.Dictionary()
        widget.AP = pikepdf.Dictionary(N=pdf.make_indirect(look))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array(fields), DA=pikepdf.String(_LETTERS),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(font))),
    )  # fmt: skip


def _made(widget: pikepdf.Object, label: str) -> None:
    import pikepdf

    for key in ("/A", "/Dest", "/H", "/QuadPoints"):
        if key in widget:
            del widget[key]
    widget.Subtype, widget.FT, widget.F = pikepdf.Name.Widget, pikepdf.Name.Tx, 4
    widget.TU = widget.Contents = pikepdf.String(label)
    widget.DA, widget.Ff = pikepdf.String(_LETTERS), _LINES


def _areas(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements of a cell that are links to nowhere but a field."""
    import pikepdf

    for child in _listed(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if child.S == "/Link" and any("/A" in part and part.A.get("/URI") == FIELD for part in _parts(child)):
                yield child
            else:
                yield from _areas(child)


def _parts(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The annotations of an element."""
    import pikepdf

    for part in _listed(element):
        if isinstance(part, pikepdf.Dictionary) and "/Obj" in part:
            yield part.Obj


def _listed(element: pikepdf.Object) -> list[pikepdf.Object]:
    import pikepdf

    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]
