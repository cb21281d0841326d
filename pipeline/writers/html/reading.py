"""What an HTML file says to whoever sees or hears it, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.writers import Reading

if TYPE_CHECKING:
    from lxml import etree

_BEGINNING = b"<!DOCTYPE html>"
_SILENT = frozenset({"style", "script", "head", "title", "button"})
_IN_A_LINE = frozenset({"a", "strong", "em", "code", "time", "span", "img", "label", "input"})
_BESIDE = ("href", "alt", "content", "aria-label")


def reading(content: bytes) -> Reading:
    """The words of a file, a line for each block, also of what is folded; links, alternative texts and properties.

    Raises ValueError for what is no page: the parser makes one of anything.
    """
    from lxml import etree

    if not content.startswith(_BEGINNING):
        raise ValueError("it does not begin as a page does")
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    said = [value for node in root.iter("*") for name in _BESIDE if (value := node.get(name))]
    title = root.findtext("head/title") or ""
    return Reading("".join(_words(root)), "\n".join((title, *said)))


def _words(node: etree._Element) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in _SILENT:
        return
    edge = "" if node.tag in _IN_A_LINE else "\n"
    yield edge + (node.text or "")
    for child in node:
        yield from _words(child)
        yield child.tail or ""
    yield edge
