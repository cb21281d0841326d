"""HTML text → a tree of elements that know which template line they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from pipeline.errors import Problem, problem

AT = "data-at"
"""The attribute by which rendering tells an element's template and line."""

_VOID = frozenset({"br", "meta", "col"})
_ATTRIBUTES = {
    "html": {"lang"},
    "meta": {"name", "content"},
    "section": {"class", "id"},
    "table": {"class", "aria-label"},
    "th": {"class", "scope"},
    "a": {"href"},
    "span": {"lang"},
    "time": {"datetime"},
    "data": {"value"},
    **{tag: {"class"} for tag in ("p", "h1", "h2", "h3", "ul", "ol", "dl", "aside", "tr", "td")},
    **{tag: set() for tag in ("head", "title", "body", "header", "footer", "li", "dt", "dd", "caption")},
    **{tag: set() for tag in ("thead", "tbody", "strong", "em", "code", "br")},
}
_MAX_DEPTH = 60


@dataclass
class Element:
    """One element with its attributes and what it holds; `template` and `line` say where it was written."""

    tag: str
    attributes: dict[str, str]
    template: str
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def children_named(self, tag: str) -> Iterator[Element]:
        """The elements of one tag directly inside."""
        return (child for child in self.elements() if child.tag == tag)

    def find(self, tag: str) -> Element | None:
        """The first element of one tag directly inside."""
        return next(self.children_named(tag), None)

    def walk(self) -> Iterator[Element]:
        """Every element inside, in reading order."""
        for child in self.elements():
            yield child
            yield from child.walk()

    def text(self) -> str:
        """All words inside, as written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def problem(self, message: str, *, hint: str = "", **values: Any) -> Problem:
        """A problem with this element, at its place in the template; `{tag}` is its own name."""
        return problem(self.template, message, hint=hint, line=self.line, tag=self.tag, **values)


def in_vocabulary(tag: str) -> bool:
    """Whether an element exists at all; one that does not has been reported by `parse`."""
    return tag in _ATTRIBUTES


def parse(html: str, name: str) -> tuple[Element, list[Problem]]:
    """The root element of some HTML, and what is not allowed in it whatever the elements mean."""
    parser = _Parser(name)
    parser.feed(html)
    parser.close()
    for element in parser.open[1:]:
        parser.problems.append(element.problem("{tag} is never closed"))
    root = parser.open[0].find("html")
    return root if root is not None else parser.open[0], parser.problems


class _Parser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Problem] = []
        self.open = [Element("#document", {}, name, 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        parent = self.open[-1]
        template, line = parent.template, parent.line
        if AT in attributes:
            template, _, number = attributes.pop(AT).rpartition(":")
            line = int(number)
        element = Element(tag, attributes, template, line)
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None:
            self.problems.append(element.problem("the element {tag} is not in the vocabulary"))
        else:
            for attribute in sorted(set(attributes) - allowed):
                self.problems.append(element.problem("{tag} has no attribute {attribute}", attribute=attribute))
        if len(self.open) > _MAX_DEPTH:
            self.problems.append(element.problem("elements nested deeper than {limit}", limit=_MAX_DEPTH))
            return
        parent.children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()
            return
        self.problems.append(self.open[-1].problem("</{closed}> closes nothing; {tag} is open", closed=tag))

    def handle_data(self, data: str) -> None:
        if len(self.open) > 1:
            self.open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        self.problems.append(self.open[-1].problem("a declaration inside the document"))
