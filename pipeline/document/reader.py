"""HTML → Document: a closed vocabulary, and a problem with its place for anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.base.problems import Problem, Problems, suggestion
from pipeline.document.drawings import READERS
from pipeline.document.elements import BLANK, Element, flat, parse, trimmed
from pipeline.document.inline_reader import WordingReader
from pipeline.document.qr_codes import QR_CODE, qr_code
from pipeline.document.tree import (
    Aside,
    Block,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Row,
    Section,
    Table,
)

_PICTURE = re.compile(r"content/(?!.*\.\.)[\w./-]+\.(svg|png)$")
_DRAWN: Mapping[str, Callable[[str], object]] = {**READERS, QR_CODE: qr_code}
"""How references to pictures that carry their own data begin, and what reads each."""
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}


def read(html: str, roles: Mapping[str, frozenset[str]], name: str) -> Document:
    """The document that some HTML says. `roles` lists what `class` may hold on each element.

    `name` is the file that problems name where the HTML does not say which template an
    element comes from. Raises Problems.
    """
    root, problems = parse(html, name)
    if problems and root.tag != "html":
        # Reading stopped before the document was there: what it lacks follows from that.
        raise Problems(problems)
    reader = _BlockReader(roles, problems)
    document = reader.document(root)
    if reader.problems or document is None:
        raise Problems(reader.problems)
    return document


class _BlockReader(WordingReader):
    """Builds nodes from elements and keeps every problem on the way."""

    def __init__(self, roles: Mapping[str, frozenset[str]], problems: list[Problem]) -> None:
        super().__init__(problems)
        self.roles = roles

    # --- the document -------------------------------------------------------

    def document(self, root: Element) -> Document | None:
        head, body = root.find("head"), root.find("body")
        if head is None or body is None or not root.attributes.get("lang"):
            self.refuse(root, "a document is an html element with a lang, a head and a body")
            return None
        title = head.find("title")
        properties = [("title", trimmed(title.text()) if title is not None else "")]
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
                self.refuse(element, "{tag} may contain only paragraphs")

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

    def figure(self, element: Element) -> Figure | None:
        """A picture and, below it, its caption; whoever cannot see it is told the same by `alt`."""
        pictures = list(element.children_named("img"))
        for child in self.elements(element, "img", "figcaption"):
            if child.tag == "img" and not flat(child.attributes.get("alt", "")):
                self.refuse(child, "a picture needs an alt text", hint="describe in words what it shows")
        if len(pictures) != 1:
            self.refuse(element, "a figure contains exactly one img")
            return None
        picture, caption = pictures[0].attributes.get("src", ""), element.find("figcaption")
        described = next((read for start, read in _DRAWN.items() if picture.startswith(start)), None)
        if described is not None:
            try:
                described(picture)
            except ValueError:
                hint = "use the filter chart, timeline, board or qr_code"
                self.refuse(pictures[0], "a chart without its data", hint=hint)
        elif not _PICTURE.match(picture):
            message = '"{picture}" is not a picture: expected a file below content/ or a chart'
            self.refuse(pictures[0], message, picture=picture[:60])
        alt = trimmed(pictures[0].attributes.get("alt", ""))
        return Figure(self.role(element), alt, picture, self.inlines(caption) if caption is not None else ())

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
            self.refuse(element, "a dt without a dd")
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


_BLOCKS: dict[str, Callable[[_BlockReader, Element], Block | None]] = {
    **dict.fromkeys(_HEADINGS, _BlockReader.heading),
    "p": _BlockReader.paragraph,
    "ul": _BlockReader.list,
    "ol": _BlockReader.list,
    "dl": _BlockReader.definition_list,
    "table": _BlockReader.table,
    "section": _BlockReader.section,
    "aside": _BlockReader.aside,
    "nav": _BlockReader.contents,
    "figure": _BlockReader.figure,
}
