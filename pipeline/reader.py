"""HTML → Document: a closed vocabulary, and a problem with its place for anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pipeline.document import (
    Aside,
    Block,
    Break,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)
from pipeline.elements import BLANK, Element, flat, folded, in_vocabulary, parse
from pipeline.errors import Problem, Problems, suggestion

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_PICTURE = re.compile(r"content/(?!.*\.\.)[\w./-]+\.(svg|png)")
_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")


def read(html: str, roles: Mapping[str, frozenset[str]], name: str) -> Document:
    """The document that some HTML says. `roles` lists what `class` may hold on each element.

    `name` is the file that problems name where the HTML does not say which template an
    element comes from. Raises Problems.
    """
    root, problems = parse(html, name)
    if problems and root.tag != "html":
        # Reading stopped before the document was there: what it lacks follows from that.
        raise Problems(problems)
    reader = _Reader(roles, problems)
    document = reader.document(root)
    if reader.problems or document is None:
        raise Problems(reader.problems)
    return document


class _Reader:
    """Builds nodes from elements and keeps every problem on the way."""

    def __init__(self, roles: Mapping[str, frozenset[str]], problems: list[Problem]) -> None:
        self.roles = roles
        self.problems = problems

    # --- the document -------------------------------------------------------

    def document(self, root: Element) -> Document | None:
        head, body = root.find("head"), root.find("body")
        if head is None or body is None or not root.attributes.get("lang"):
            self.refuse(root, "a document is html with a lang, holding head and body")
            return None
        title = head.find("title")
        properties = [("title", flat(title.text()) if title is not None else "")]
        properties += [
            (meta.attributes.get("name", ""), meta.attributes.get("content", ""))
            for meta in head.children_named("meta")
        ]
        parts: dict[str, tuple[Paragraph, ...]] = {"header": (), "footer": ()}
        blocks: list[Element | str] = []
        for child in body.children:
            if isinstance(child, Element) and child.tag in parts:
                parts[child.tag] = tuple(self.running(child))
            else:
                blocks.append(child)
        document = Document(
            root.attributes["lang"], tuple(properties), parts["header"], self.blocks(body, blocks), parts["footer"]
        )
        self.check_headings(body)
        return document

    def running(self, element: Element) -> Iterator[Paragraph]:
        for block in self.blocks(element, element.children):
            if isinstance(block, Paragraph):
                yield block
            else:
                self.refuse(element, "{tag} holds paragraphs only")

    def check_headings(self, body: Element) -> None:
        """Levels start at 1 and never skip one: a screen reader's table of contents hangs on it."""
        last = 0
        for element in body.walk():
            level = _HEADINGS.get(element.tag, 0)
            if level > last + 1:
                message = "{tag} follows h{last}" if last else "the first heading is {tag}"
                self.refuse(element, message, last=last)
            last = level or last

    # --- blocks -------------------------------------------------------------

    def blocks(self, parent: Element, children: Iterable[Element | str]) -> tuple[Block, ...]:
        built = []
        for child in children:
            if isinstance(child, str):
                if child.strip(BLANK):
                    self.refuse(parent, 'text outside a paragraph: "{text}"', text=flat(child)[:30])
            elif (build := _BLOCKS.get(child.tag)) and (child.tag != "nav" or parent.tag == "body"):
                block = build(self, child)
                if block is not None:
                    built.append(block)
            else:
                self.misplaced(child, parent)
        return tuple(built)

    def heading(self, element: Element) -> Heading:
        return Heading(_HEADINGS[element.tag], self.role(element), self.inlines(element))

    def paragraph(self, element: Element) -> Paragraph:
        return Paragraph(self.role(element), self.inlines(element))

    def section(self, element: Element) -> Section:
        return Section(self.role(element), element.attributes.get("id", ""), self.blocks(element, element.children))

    def aside(self, element: Element) -> Aside:
        return Aside(self.role(element), self.blocks(element, element.children))

    def contents(self, element: Element) -> Contents:
        return Contents(self.inlines(element))

    def list(self, element: Element) -> List:
        items = []
        for child in self.elements(element, "li"):
            blocks = any(isinstance(part, Element) and part.tag in _BLOCKS for part in child.children)
            items.append(self.blocks(child, child.children) if blocks else (Paragraph("", self.inlines(child)),))
        return List(element.tag == "ol", self.role(element), tuple(items))

    def definition_list(self, element: Element) -> DefinitionList | None:
        entries: list[Definition] = []
        for child in self.elements(element, "dt", "dd"):
            if child.tag == "dt":
                entries.append(Definition(self.inlines(child), ()))
            elif entries:
                term = entries.pop()
                entries.append(Definition(term.term, (*term.details, self.inlines(child))))
            else:
                self.refuse(child, "dd before the first dt")
        if any(not entry.details for entry in entries):
            self.refuse(element, "a dt without its dd")
        return DefinitionList(self.role(element), tuple(entries)) if entries else None

    # --- tables -------------------------------------------------------------

    def table(self, element: Element) -> Table | None:
        caption: Heading | Paragraph | None = None
        head: tuple[Row, ...] = ()
        rows: tuple[Row, ...] = ()
        for child in self.elements(element, "caption", "thead", "tbody"):
            if child.tag == "caption":
                caption = self.caption(child)
            elif child.tag == "thead":
                head = tuple(self.rows(child))
            else:
                rows += tuple(self.rows(child))
        label = element.attributes.get("aria-label", "")
        if caption is None and not label:
            self.refuse(element, "a table needs a caption or an aria-label")
        widths = {len(row.cells) for row in head + rows}
        if len(widths) != 1:
            self.refuse(element, "a table's rows have different numbers of cells" if widths else "a table without rows")
            return None
        if not rows:
            return None
        return Table(self.role(element), label, caption, head, rows)

    def caption(self, element: Element) -> Heading | Paragraph:
        heading = next((child for child in element.elements() if child.tag in _HEADINGS), None)
        return self.heading(heading) if heading is not None else Paragraph("", self.inlines(element))

    def rows(self, element: Element) -> Iterator[Row]:
        for row in self.elements(element, "tr"):
            yield Row(self.role(row), tuple(self.cell(cell) for cell in self.elements(row, "th", "td")))

    def cell(self, element: Element) -> Cell:
        scope = element.attributes.get("scope", "")
        if element.tag == "th" and scope not in ("col", "row"):
            self.refuse(element, 'th needs scope="col" or scope="row"')
        return Cell(scope, self.role(element), self.inlines(element))

    # --- inlines ------------------------------------------------------------

    def inlines(self, element: Element) -> tuple[Inline, ...]:
        """What an element says, with white space folded and none at its ends."""
        return _trimmed(list(self.inline_children(element)))

    def inline_children(self, element: Element) -> Iterator[Inline]:
        for child in element.children:
            if isinstance(child, str):
                if child:
                    yield Text(folded(child))
            elif build := _INLINES.get(child.tag):
                yield build(self, child)
            else:
                self.misplaced(child, element)

    def strong(self, element: Element) -> Strong:
        return Strong(tuple(self.inline_children(element)))

    def emphasis(self, element: Element) -> Emphasis:
        return Emphasis(tuple(self.inline_children(element)))

    def link(self, element: Element) -> Link:
        href = element.attributes.get("href", "")
        if not href.startswith(_LINK_SCHEMES):
            message = 'a link to "{href}": expected https, mailto, tel or a place in the document'
            self.refuse(element, message, href=href[:60])
        return Link(href, tuple(self.inline_children(element)))

    def token(self, element: Element) -> Token:
        return Token(element.text())

    def time(self, element: Element) -> Time:
        return Time(element.attributes.get("datetime", ""), tuple(self.inline_children(element)))

    def foreign(self, element: Element) -> Foreign:
        if not element.attributes.get("lang"):
            self.refuse(element, "span needs a lang")
        return Foreign(element.attributes.get("lang", ""), tuple(self.inline_children(element)))

    def page_number(self, element: Element) -> PageNumber:
        value = element.attributes.get("value")
        if value not in ("page", "pages"):
            self.refuse(element, 'data needs value="page" or value="pages"')
        return PageNumber(total=value == "pages")

    def picture(self, element: Element) -> Picture:
        source, alt, digest = (element.attributes.get(name, "") for name in ("src", "alt", "data-digest"))
        if not _PICTURE.fullmatch(source):
            self.refuse(element, '"{source}" is not a picture below content/', source=source[:60])
        if not alt.strip():
            self.refuse(element, "a picture needs an alt text")
        return Picture(source, alt, digest)

    def line_break(self, element: Element) -> Break:
        return Break()

    # --- checks -------------------------------------------------------------

    def role(self, element: Element) -> str:
        role = element.attributes.get("class", "")
        if role and role not in self.roles.get(element.tag, frozenset()):
            roles = self.roles.get(element.tag, frozenset())
            hint = suggestion(role, roles, otherwise=", ".join(sorted(roles)))
            self.refuse(element, '{tag} has no role "{role}"', role=role, **hint)
        return role

    def elements(self, parent: Element, *tags: str) -> Iterator[Element]:
        for child in parent.children:
            if isinstance(child, str):
                if child.strip(BLANK):
                    self.refuse(parent, 'text directly in {tag}: "{text}"', text=flat(child)[:30])
            elif child.tag in tags:
                yield child
            else:
                self.misplaced(child, parent)

    def misplaced(self, element: Element, parent: Element) -> None:
        if in_vocabulary(element.tag):
            self.refuse(element, "{tag} is not allowed in {parent}", parent=parent.tag)

    def refuse(self, element: Element, message: str, **values: Any) -> None:
        self.problems.append(element.problem(message, **values))


_BLOCKS: dict[str, Callable[[_Reader, Element], Block | None]] = {
    **dict.fromkeys(_HEADINGS, _Reader.heading),
    "p": _Reader.paragraph,
    "ul": _Reader.list,
    "ol": _Reader.list,
    "dl": _Reader.definition_list,
    "table": _Reader.table,
    "section": _Reader.section,
    "aside": _Reader.aside,
    "nav": _Reader.contents,
}
_INLINES: dict[str, Callable[[_Reader, Element], Inline]] = {
    "strong": _Reader.strong,
    "em": _Reader.emphasis,
    "a": _Reader.link,
    "code": _Reader.token,
    "time": _Reader.time,
    "span": _Reader.foreign,
    "data": _Reader.page_number,
    "img": _Reader.picture,
    "br": _Reader.line_break,
}


def _trimmed(children: list[Inline]) -> tuple[Inline, ...]:
    if children and isinstance(first := children[0], Text) and first.text[:1] in BLANK:
        children[0] = Text(first.text.lstrip(BLANK))
    if children and isinstance(last := children[-1], Text) and last.text[-1:] in BLANK:
        children[-1] = Text(last.text.rstrip(BLANK))
    return tuple([child for child in children if not (isinstance(child, Text) and not child.text)])
