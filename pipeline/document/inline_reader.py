"""Words and what stands inside them: HTML inlines → nodes, and the problems of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.base.addresses import in_ascii
from pipeline.base.problems import Problem
from pipeline.document.bullets import BULLET, bullet
from pipeline.document.dots import DOTS, dots
from pipeline.document.elements import BLANK, Element, folded, in_vocabulary
from pipeline.document.tree import (
    Break,
    Emphasis,
    ForeignWords,
    Inline,
    Link,
    PageNumber,
    Picture,
    Strong,
    Text,
    Time,
    Token,
)

_PICTURE = re.compile(r"content/(?!.*\.\.)[\w./-]+\.(svg|png|jpe?g)")
_POINTS = re.compile(r"\d{1,3}(\.\d{1,2})?")
_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")

_DRAWN: Mapping[str, Callable[[str], object]] = {BULLET: bullet, DOTS: dots}
"""What reads a drawing that stands in a line or a cell, by how its reference begins."""

_NOT_LINKED = frozenset({"a", "img"})
"""What stands inside no link: a link in it would have two ends, and a picture's words would be read for the link's."""


class WordingReader:
    """Builds inline nodes from elements and keeps every problem on the way."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def inlines(self, element: Element) -> tuple[Inline, ...]:
        """What an element says, with white space folded and none at its ends."""
        return _trimmed(list(self._inline_children(element)))

    def _inline_children(self, element: Element) -> Iterator[Inline]:
        for child in element.children:
            if isinstance(child, str):
                if child:
                    yield Text(folded(child))
            elif build := _INLINES.get(child.tag):
                yield build(self, child)
            else:
                self.misplaced(child, element)

    def _strong(self, element: Element) -> Strong:
        return Strong(tuple(self._inline_children(element)))

    def _emphasis(self, element: Element) -> Emphasis:
        return Emphasis(tuple(self._inline_children(element)))

    def _link(self, element: Element) -> Link:
        href = element.attributes.get("href", "")
        if not href.startswith(_LINK_SCHEMES):
            message = 'a link to "{href}": expected https, mailto, tel or a place in the document'
            self.refuse(element, message, href=href[:60])
        for child in element.walk():
            if child.tag in _NOT_LINKED:
                self.misplaced(child, element)
        try:
            # Neither format allows any other letters where it says where a link leads.
            href = in_ascii(href)
        except ValueError:
            self.refuse(element, 'a link to "{href}": not a valid host name', href=href[:60])
        return Link(href, tuple(self._inline_children(element)))

    def _token(self, element: Element) -> Token:
        return Token(element.text())

    def _time(self, element: Element) -> Time:
        return Time(element.attributes.get("datetime", ""), tuple(self._inline_children(element)))

    def _foreign(self, element: Element) -> ForeignWords:
        if not element.attributes.get("lang"):
            self.refuse(element, "span needs a lang")
        return ForeignWords(element.attributes.get("lang", ""), tuple(self._inline_children(element)))

    def _page_number(self, element: Element) -> PageNumber:
        value = element.attributes.get("value")
        if value not in ("page", "pages"):
            self.refuse(element, 'data needs value="page" or value="pages"')
        return PageNumber(total=value == "pages")

    def _picture(self, element: Element) -> Picture:
        source, alt, digest = (element.attributes.get(name, "") for name in ("src", "alt", "data-digest"))
        read = next((each for prefix, each in _DRAWN.items() if source.startswith(prefix)), None)
        if read:
            try:
                read(source)
            except ValueError:
                self.refuse(element, "a chart without its data")
        elif not _PICTURE.fullmatch(source):
            self.refuse(element, '"{source}" is not a picture below content/', source=source[:60])
        if not alt.strip():
            self.refuse(element, "a picture needs an alt text")
        width, height = (self._points(element, name) for name in ("width", "height"))
        return Picture(source, alt, digest, width, height)

    def _points(self, element: Element, name: str) -> float:
        value = element.attributes.get(name, "0")
        if not _POINTS.fullmatch(value):
            self.refuse(element, '{name}="{value}" is no length in points', name=name, value=value[:20])
            return 0.0
        return float(value)

    def _line_break(self, element: Element) -> Break:
        return Break()

    def misplaced(self, element: Element, parent: Element) -> None:
        """Keeps the problem that an element may not stand in another."""
        if in_vocabulary(element.tag):
            self.refuse(element, "{tag} is not allowed in {parent}", parent=parent.tag)

    def refuse(self, element: Element, message: str, **values: Any) -> None:
        """Keeps a problem with an element."""
        self.problems.append(element.problem(message, **values))


_INLINES: dict[str, Callable[[WordingReader, Element], Inline]] = {
    "strong": WordingReader._strong,
    "em": WordingReader._emphasis,
    "a": WordingReader._link,
    "code": WordingReader._token,
    "time": WordingReader._time,
    "span": WordingReader._foreign,
    "data": WordingReader._page_number,
    "img": WordingReader._picture,
    "br": WordingReader._line_break,
}


def _trimmed(children: list[Inline]) -> tuple[Inline, ...]:
    if children and isinstance(first := children[0], Text) and first.text[:1] in BLANK:
        children[0] = Text(first.text.lstrip(BLANK))
    if children and isinstance(last := children[-1], Text) and last.text[-1:] in BLANK:
        children[-1] = Text(last.text.rstrip(BLANK))
    return tuple([child for child in children if not (isinstance(child, Text) and not child.text)])
