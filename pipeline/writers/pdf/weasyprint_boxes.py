"""Which element of a page each part of WeasyPrint's structure was made of: it goes page by page, and keeps no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.writers.pdf.print_css import ENTRY

SOURCE = "Source"
"""The key under which a part says the number of its element, until the file is completed."""
_KINDS = {
    "nav": "/TOC", ENTRY: "/TOCI", "entries": "/L", "entry": "/LI", "dt": "/Lbl", "details": "/LBody"
}  # fmt: skip
"""What elements are by their class, where WeasyPrint knows none that say so."""

Made = dict[str, Any]


def note(document: Any, pdf: Any) -> None:
    """Has each part of a structure say its element and the language of its words: a finisher of WeasyPrint.

    A box and its part are found beside each other, as both are lists in the order in which the one became the other.
    """
    made = _Structure(pdf)
    root = made.part(pdf.catalog["StructTreeRoot"])
    top = made.part(root["K"][0])
    parts = iter(top["K"])
    for page in document.pages:
        made.match(page._page_box, parts)
    if next(parts, None) is not None:
        raise ValueError("a structure with more parts than the pages have boxes")


class _Structure:
    def __init__(self, pdf: Any) -> None:
        self._objects = pdf.objects
        self._numbers: dict[int, int] = {}

    def part(self, reference: bytes) -> Made:
        part: Made = self._objects[int(reference.split()[0])]
        return part

    def match(self, box: Any, parts: Iterator[Any]) -> None:
        """Pairs a box with the next part, and what they hold."""
        from weasyprint.formatting_structure import boxes

        box = getattr(box, "_box", box)
        if isinstance(box, boxes.MarginBox):
            return
        if isinstance(box, boxes.PageBox) or box.element_tag in ("html", "body"):
            for child in box.children:
                self.match(child, parts)
            return
        part = self.part(next(parts))
        if part["S"] == "/LI" and _has_no_label(box):
            part = self.part(part["K"][0])
        self._pair(box, part, parts)

    def _pair(self, box: Any, part: Made, beside: Iterator[Any]) -> None:
        from weasyprint.formatting_structure import boxes

        is_item = part["S"] == "/LI"
        self._name(box, part)
        inner = iter(part["K"])
        for _ in filter(None, (box.link_annotation, box.widget_annotation)):
            next(inner)
        for child in _children(box):
            if isinstance(child, boxes.TextBox):
                next(inner)
            else:
                # A list within an item is told beside that item.
                within = is_item and child.element_tag in ("ul", "ol")
                self.match(child, beside if within else inner)
        if any(isinstance(left, bytes) for left in inner):
            raise ValueError("a structure with more parts than the pages have boxes")

    def _name(self, box: Any, part: Made) -> None:
        import pydyf

        if box.element is None:
            return
        part[SOURCE] = self._numbers.setdefault(id(box.element), len(self._numbers))
        if language := box.element.get("lang"):
            part["Lang"] = pydyf.String(language)
        kind = _KINDS.get(box.element.get("class") or box.element_tag)
        if kind:
            part["S"] = kind


def _has_no_label(box: Any) -> bool:
    style = box.style
    return box.element_tag in ("dt", "dd") or "list-item" not in style["display"] or style["list_style_type"] == "none"


def _children(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    table = box.get_wrapped_table() if getattr(box, "is_table_wrapper", False) else None
    for child in box.children if not table else [part for each in box.children for part in _unwrapped(each, table)]:
        yield from child.children if isinstance(child, boxes.LineBox) else [child]


def _unwrapped(child: Any, table: Any) -> list[Any]:
    return list(child.children) if child is table else [child]
