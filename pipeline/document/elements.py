"""HTML text → a tree of elements that know which template line they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from pipeline.base.problems import N_, Problem, Problems, problem

AT = "data-at"
"""The attribute by which rendering tells an element's template and line."""

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
    "img": {"src", "alt", "data-digest", "width", "height"},
    **{tag: {"class"} for tag in ("p", "h1", "h2", "h3", "ul", "ol", "dl", "aside", "tr", "td", "figure")},
    **{
        tag: set()
        for tag in ("nav", "head", "title", "body", "header", "footer", "li", "dt", "dd", "caption", "figcaption")
    },
    **{tag: set() for tag in ("thead", "tbody", "strong", "em", "code", "br")},
}
BLANK = " \t\n\r\f"
"""White space of HTML: no-break spaces are not among it."""
_BLANKS = re.compile(f"[{BLANK}]+")
_MAX_DEPTH = 60


@dataclass(slots=True)
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
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def text(self) -> str:
        """All words inside, as written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def problem(self, message: str, *, hint: str = "", **values: Any) -> Problem:
        """A problem with this element, at its place in the template; `{tag}` is its own name."""
        return problem(self.template, message, hint=hint, line=self.line, tag=self.tag, **values)


def flat(text: str) -> str:
    """The words of a text with one space between each two, whatever stood there: to be shown, not kept."""
    return " ".join(text.split())


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Text with each run of blanks as one space; no-break spaces are not blanks."""
    return _BLANKS.sub(" ", text) or " "


def trimmed(text: str) -> str:
    """Text with each run of blanks as one space and none at its ends; no-break spaces are not blanks."""
    return folded(text).strip(BLANK)


def in_vocabulary(tag: str) -> bool:
    """Whether an element exists at all; one that does not has been reported by `parse`."""
    return tag in _ATTRIBUTES


def parse(html: str, name: str) -> tuple[Element, list[Problem]]:
    """The root element of some well-formed HTML, and what is not allowed in it whatever the elements mean.

    Reading stops where elements are not nested: what follows would only be guessed at.
    """
    reader = _ElementReader(name)
    try:
        reader.expat.Parse(html.encode(), True)
    except expat.ExpatError as error:
        reader.not_well_formed(error.code)
    except Problems as found:
        reader.problems += found.problems
    root = reader.open[0].find("html")
    return root if root is not None else reader.open[0], reader.problems


@lru_cache(maxsize=10_000)
def _place(at: str) -> tuple[str, int]:
    template, _, line = at.rpartition(":")
    return template, int(line)


class _ElementReader:
    """Collects elements from expat, which is as strict as the vocabulary and many times quicker than HTML's rules."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self.open = [Element("#document", {}, name, 0)]
        self.expat = expat.ParserCreate("UTF-8")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self.start
        self.expat.EndElementHandler = self.end
        self.expat.CharacterDataHandler = self.text
        self.expat.EntityDeclHandler = self.declaration

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self.open[-1]
        template, line = parent.template, parent.line
        if AT in attributes:
            template, line = _place(attributes.pop(AT))
        element = Element(tag, attributes, template, line, [])
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None:
            self.problems.append(element.problem("the element {tag} is not in the vocabulary"))
        elif attributes and not attributes.keys() <= allowed:
            for attribute in sorted(attributes.keys() - allowed):
                self.problems.append(element.problem("{tag} has no attribute {attribute}", attribute=attribute))
        if len(self.open) > _MAX_DEPTH:
            raise Problems([element.problem("elements nested deeper than {limit}", limit=_MAX_DEPTH)])
        parent.children.append(element)
        self.open.append(element)

    def end(self, tag: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        if len(self.open) > 1:
            children = self.open[-1].children
            # A text that is longer than the parser's buffer comes in pieces.
            if children and isinstance(before := children[-1], str):
                children[-1] = before + text
            else:
                children.append(text)

    def declaration(self, *said: object) -> None:
        raise Problems([self.open[-1].problem("a declaration inside the document")])

    def not_well_formed(self, code: int) -> None:
        """The problem of the innermost open element; expat knows no more than that something is wrong there."""
        said = expat.ErrorString(code) or ""
        if code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]:
            message, hint = (
                N_("{tag} is not closed before its parent ends"),
                N_("write </{tag}>, or <{tag}/> if it is empty"),
            )
        elif code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            message, hint = N_("a named character inside {tag}"), N_("write its number, such as &#160;")
        elif code in map(
            expat.errors.codes.get, (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
        ):
            message, hint = N_("{tag} is never closed"), ""
        else:
            message, hint = N_("{tag} is not well formed: {said}"), ""
        self.problems.append(self.open[-1].problem(message, hint=hint, said=said))
