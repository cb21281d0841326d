"""Outlines behind the words of a document, as Word draws them."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.writers.docx.ooxml import Element, qualified, w

_WHOLE = 65536
"""A corner as wide as its side, as Word counts it."""

_BEHIND = -251658240
"""Below the text, as Word counts what lies above each other."""


@dataclass(frozen=True)
class Shape:
    """A rectangle from the first line of its paragraph on, in points; `corner` is the radius of its corners."""

    left: float
    top: float
    width: float
    height: float
    corner: float
    line: float


def outlines(colour: str, *shapes: Shape) -> Element:
    """A run that holds some outlines, which nobody is told of and which no text gives way to."""
    return w("r", *(w("pict", _drawn(shape, colour)) for shape in shapes))


def _drawn(shape: Shape, colour: str) -> Element:
    said = {
        "position": "absolute",
        "margin-left": f"{shape.left:g}pt",
        "margin-top": f"{shape.top:g}pt",
        "width": f"{shape.width:g}pt",
        "height": f"{shape.height:g}pt",
        "z-index": str(_BEHIND),
        "mso-position-horizontal-relative": "text",
        "mso-position-vertical-relative": "text",
    }
    style = ";".join(f"{name}:{value}" for name, value in said.items())
    round_ = min(0.5, shape.corner / min(shape.width, shape.height))
    looks = {"style": style, "alt": "", "strokecolor": colour, "strokeweight": f"{shape.line:g}pt", "filled": "f"}
    if shape.corner:
        return etree.Element(qualified("v:roundrect"), {**looks, "arcsize": f"{round(round_ * _WHOLE)}f"})
    return etree.Element(qualified("v:rect"), looks)
