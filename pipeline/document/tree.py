"""The semantic tree: what a document says, with nothing of how it looks.

Every writer is made from this tree, so two formats cannot disagree about what a document
says. `role` is a name from the theme's closed list, or empty for the plain element.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

# --- inline -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words, as typeset for the language around them."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are stressed."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `href`."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A code to be copied exactly: never translated, hyphenated or typeset."""

    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """A date or an instant as printed, with its ISO 8601 value."""

    value: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """Words in another language than the text around them."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of this page or, where `total`, the number of pages."""

    total: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture in a line, with the words for those who don't see it.

    `source` is a drawing with all of its data, or a file with a `digest` that tells it from a former one. A photograph
    has a `width` and a `height`, in points; any other picture is as high as a line has room for.
    """

    source: str
    alt: str
    digest: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Break:
    """A line that ends here."""


Inline = Text | Strong | Emphasis | Link | Token | Time | ForeignWords | PageNumber | Picture | Break

# --- blocks -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; `level` counts from 1."""

    level: int
    role: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. In a masthead the second part, if any, stands at the right."""

    role: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items in order; `ordered` where the order is part of what is said."""

    ordered: bool
    role: str
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """One term with the paragraphs that explain it."""

    term: tuple[Inline, ...]
    details: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their explanations."""

    role: str
    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `scope` is `col` or `row` for a header, empty for data."""

    scope: str
    role: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: as many cells as the table has columns."""

    role: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `caption` is a heading or plain words; `label` names it where it has no caption."""

    role: str
    label: str
    caption: Heading | Paragraph | None
    head: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """How many columns every row has."""
        return len((self.head or self.rows)[0].cells)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under its own heading."""

    role: str
    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark beside the main text."""

    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents under its title: the headings of `outline`, which each writer knows the pages of."""

    title: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words that say the same (`alt`) and a caption.

    `picture` is a file below content/, or a chart with all of its data: `pipeline/writers/pictures.py` draws either.
    """

    role: str
    alt: str
    picture: str
    caption: tuple[Inline, ...]


Block = Heading | Paragraph | List | DefinitionList | Table | Section | Aside | Contents | Figure


EVENT = "event "
"""What the name of a property begins with whose value is a dated event: the rest of the name is its id for ever."""
ATTACHMENT = "attachment "
"""What the name of a property begins with whose value is a file that the document carries inside."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A date that a calendar takes from a document. `start` is an instant on the clocks of `zone`, else a day.

    `said` is it in words. A file with a higher `sequence` replaces the event of the same `uid`, or cancels it.
    """

    uid: str
    start: str
    zone: str
    summary: str
    description: str
    sequence: int
    cancelled: bool
    said: str = ""

    @property
    def day(self) -> datetime.date:
        """The day on which it is."""
        return datetime.datetime.fromisoformat(self.start).date()

    @property
    def as_property(self) -> tuple[str, str]:
        """The property of a document that is this event."""
        told = {name: value for name, value in asdict(self).items() if name != "uid"}
        return f"{EVENT}{self.uid}", json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `properties` holds what a reader's program shows about the file: title, author, subject, keywords, identifier,
    version, status, date (ISO 8601), market, paper, accent. `header` is the running head from the second page on,
    `footer` stands on every page; its second paragraph is the folio at the right.
    """

    language: str
    properties: tuple[tuple[str, str], ...]
    header: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    footer: tuple[Paragraph, ...]

    @property
    def attachments(self) -> tuple[tuple[str, str], ...]:
        """The name and the text of each file that the document carries inside."""
        found = ((name.partition(ATTACHMENT), value) for name, value in self.properties)
        return tuple((end, value) for (start, mark, end), value in found if mark and not start)

    @property
    def events(self) -> tuple[DatedEvent, ...]:
        """The dates that a calendar takes from the document."""
        found = ((name.removeprefix(EVENT), value) for name, value in self.properties if name.startswith(EVENT))
        return tuple(DatedEvent(uid, **json.loads(value)) for uid, value in found)

    def property(self, name: str, default: str = "") -> str:
        """The value of one property."""
        return dict(self.properties).get(name, default)


# --- reading the tree -------------------------------------------------------


def plain(children: tuple[Inline, ...]) -> str:
    """The words of some inlines without their markup; page numbers print nothing."""
    return "".join(_words(children))


def _words(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        match child:
            case Text(text) | Token(text):
                yield text
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner) | ForeignWords(_, inner):
                yield from _words(inner)
            case Break():
                yield "\n"
            case PageNumber() | Picture():
                pass
