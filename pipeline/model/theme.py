"""The look, once: theme.yaml as data that the style sheet and the Word styles are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import Colour, Model, mistake
from pipeline.model.colours import mix
from pipeline.model.font import FACES, Font
from pipeline.model.paper import LANDSCAPE, Paper, Spacing
from pipeline.model.table_style import Length, Share, TableStyle
from pipeline.model.word_names import repeated

_NEEDED = {
    "fonts": "text",
    "colours": "ink hairline watermark",
    "mixes": "tint",
    "styles": "p h1 h2 h3 li li.ordered dt dd caption th.col th.row td contents contents.2",
    "marks": "code a",
}
"""What writers take for granted, by part of the theme."""

AXIS = 25.0
"""Where the text stands that a label at the left belongs to, in percent of the text width."""

SHORT_TABLE = 8
"""A table of up to so many rows, heads included, stays on one page."""

PLAIN_TABLE = "list"
"""The style of a table without a role."""

NOTE = "note"
"""The role of a paragraph that belongs to the table before it, and stays on its page."""

FIELDS, SIGNED = "fields", "signed"
"""The roles of tables that belong to the one before them, and stay on its page."""

NUMBER = "number"
"""The role of cells whose figures stand under each other."""

BLANK, SLOT = "blank", "slot"
"""The role of cells in which somebody writes, where nothing stands in them yet."""

DAY, SLOT_DAY = "day", "slot-day"
"""The role of those in which it is a date."""

EMOJI = "emoji"
"""The mark of emoji, which texts hold as letters are: its font is no other style's or mark's."""


class Rule(Model):
    """A horizontal line above a paragraph; `space` is the distance to the text, in points."""

    width: Length
    colour: str
    space: Length


class Frame(Model):
    """An outline around a table's cell, as wide as its column and as high as its row, in points.

    One that is `open` on a side is the part of a card, which goes on there in the next row.
    """

    padding: Length
    width: Length = 0.75
    colour: str = "ink"
    open: Literal["top", "bottom"] | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have a line, clockwise."""
        return tuple(side for side in ("top", "right", "bottom", "left") if side != self.open)


class Style(Model):
    """How one element or role looks. Lengths in points, `right` in percent of the text width.

    `indent` is how far its lines start from the left, `hanging` how much farther all but the first do, `ground` the
    color behind the words of a table's cell, `frame` the outline around them; no last line is short where lines are
    `even`. `smaller` is the style of cells that takes its place where words are wider than their column; `then` is
    that of what stands in a cell behind its first line end, as a paragraph of its own, and where it is the style
    itself, each line is one; `under` is the line of a cell on which somebody writes.
    """

    word: str
    based_on: str = "p"
    smaller: str | None = None
    then: str | None = None
    face: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    size: Length | None = None
    line: Length | None = None
    colour: str | None = None
    ground: str | None = None
    frame: Frame | None = None
    before: Length | Literal["gap"] = 0.0
    after: Length = 0.0
    right: Share = 0.0
    indent: Length = 0.0
    hanging: Length = 0.0
    align: Literal["left", "right", "center"] | None = None
    rule: Rule | None = None
    under: Rule | None = None
    keep_next: bool = False
    even: bool = False
    new_page: bool = False
    outline: int | None = None

    @property
    def taken(self) -> float:
        """How much of a cell's width its words have no room on, in points."""
        return self.indent + self.hanging + (2 * self.frame.padding if self.frame else 0.0)


class MarkStyle(Model):
    """How one kind of words inside a line looks."""

    word: str
    face: str | None = None
    bold: bool | None = None
    size: Length | None = None
    colour: str | None = None


class FigureStyle(Model):
    """How one role of figures stands on the page: the space around the picture, in points."""

    word: str
    before: Length = 0.0
    after: Length = 0.0


class Theme(Model):
    """The whole look."""

    fonts: dict[str, Font]
    colours: dict[str, Colour]
    mixes: dict[str, Share]
    papers: dict[str, Paper]
    styles: dict[str, Style]
    marks: dict[str, MarkStyle]
    tables: dict[str, TableStyle] = Field(min_length=1)
    figures: dict[str, FigureStyle] = {}

    def sheet(self, name: str) -> Paper:
        """A paper by its name, turned where the name says so."""
        return self.papers[name.removesuffix(LANDSCAPE)].turned if name.endswith(LANDSCAPE) else self.papers[name]

    def like(self, name: str) -> list[str]:
        """Every paper, turned as the named one is."""
        return [paper + LANDSCAPE if name.endswith(LANDSCAPE) else paper for paper in self.papers]

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """What writers look for and do not find."""
        for part, names in _NEEDED.items():
            for name in names.split():
                if name not in getattr(self, part):
                    yield mistake('the field "{name}" is missing', at=[part], name=name)
        yield from repeated({part: getattr(self, part) for part in ("styles", "marks", "figures", "tables")})
        for name, font in self.fonts.items():
            for face in FACES:
                if face not in font.faces:
                    yield mistake('the field "{name}" is missing', at=["fonts", name, "faces"], name=face)
        for name, style in self.styles.items():
            for field in ("based_on", "smaller", "then"):
                value, at = getattr(style, field) or "p", ("styles", name, field)
                if value not in ("p", *self.styles):
                    yield mistake('no style "{value}"', at=at, value=value, **suggestion(value, self.styles))
                elif not (field == "then" and value == name) and self._circular(name, field):
                    yield mistake("the style is based on itself", at=at)
            yield from self._face(style.face, "styles", name)
            yield from self._colours(style, name)
        for name, mark in self.marks.items():
            yield from self._face(mark.face, "marks", name)
            yield from self._colour(mark.colour, "marks", name, "colour")

    def _colours(self, style: Style, name: str) -> Iterator[PydanticCustomError]:
        yield from self._colour(style.colour, "styles", name, "colour")
        yield from self._colour(style.ground, "styles", name, "ground")
        yield from self._colour(style.frame.colour if style.frame else None, "styles", name, "frame", "colour")
        for field, rule in (("rule", style.rule), ("under", style.under)):
            yield from self._colour(rule.colour if rule else None, "styles", name, field, "colour")

    def _circular(self, name: str, field: str) -> bool:
        seen = {"p"}
        while name not in seen:
            seen.add(name)
            name = getattr(self.styles.get(name), field, None) or "p"
        return name != "p"

    def _face(self, face: str | None, *place: str) -> Iterator[PydanticCustomError]:
        if face is not None and face not in self.fonts:
            yield mistake('no font "{value}"', at=[*place, "face"], value=face, **suggestion(face, self.fonts))

    def _colour(self, colour: str | None, *place: str) -> Iterator[PydanticCustomError]:
        # One that is missing has been told of where it belongs.
        known = {"accent", "campaign", *self.colours, *self.mixes}
        known.update(*(_NEEDED[part].split() for part in ("colours", "mixes")))
        if colour is not None and colour not in known:
            yield mistake('no color "{value}"', at=place, value=colour, **suggestion(colour, known))

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """The roles that each element may carry, beside none."""
        found: dict[str, set[str]] = {"table": set(self.tables), "figure": set(self.figures)}
        for key in self.styles:
            element, _, role = key.partition(".")
            found.setdefault(element, set()).update({role} - {""})
        return {element: frozenset(names) for element, names in found.items()}

    def spaced(self, spacing: Spacing) -> Theme:
        """The same look with as much space as there is."""
        return {"usual": self, "close": self.close, "flowing": self.flowing}[spacing]

    @cached_property
    def close(self) -> Theme:
        """The same look to save pages: sections stand closer."""
        return self.model_copy(update={"papers": {name: paper.narrow for name, paper in self.papers.items()}})

    @cached_property
    def flowing(self) -> Theme:
        """The same look to save more pages: sections stand closer, nothing begins a page."""
        styles = {key: self._flowing(style) for key, style in self.styles.items()}
        return self.close.model_copy(update={"styles": styles})

    def _flowing(self, style: Style) -> Style:
        if style.new_page:
            return style.model_copy(update={"new_page": False, "before": self.style(style.based_on).before})
        return style

    def style(self, key: str) -> Style:
        """The style of an element and role, with what it does not say taken from its base.

        Only how letters and lines look is inherited; spaces, rules and breaks are a style's own,
        but for `based_on` another style than the body text, which passes on everything.
        """
        own = self.styles[key]
        if key == "p":
            return own
        base = self.style(own.based_on)
        letters = {"face", "bold", "italic", "size", "line", "colour", "align"}
        passed = base.model_dump(
            exclude={"word", "based_on", "smaller", "then"}, include=letters if own.based_on == "p" else None
        )
        return Style(**{**passed, **own.model_dump(exclude_unset=True)})

    def cell_key(self, scope: str, role: str) -> str:
        """The key of the style that a table's cell is set in, the closest one there is."""
        heads, cells = f"th.{role}", f"td.{role}"
        if scope != "col" and cells in self.styles:
            return cells
        if scope in ("col", "row"):
            return heads if heads in self.styles else f"th.{scope}"
        return "td"

    def then_key(self, key: str) -> str | None:
        """The key of the style that what stands in a cell behind its first line end is set in, where it has one."""
        return self.styles[key].then if key in self.styles else None

    @property
    def emoji(self) -> Font | None:
        """The font that emoji are set in, where the theme has one: that of their mark."""
        return self.fonts[self.font_of(EMOJI)] if EMOJI in self.marks else None

    def font_of(self, key: str) -> str:
        """The name of the font that a style's words are set in, or a mark's."""
        if key in self.marks:
            return self.marks[key].face or "text"
        return self.style(key).face or "text"

    def embedded_faces(self, font: str) -> frozenset[str]:
        """The faces of a font that documents are set in: those of its styles and marks, and in texts italics too."""
        looks = [(style.face, style.bold) for style in map(self.style, self.styles)]
        looks += [(mark.face, mark.bold) for mark in self.marks.values()]
        bold = {"bold"} if (font, True) in looks else set()
        return frozenset({"regular", "bold", "italic", "bold-italic"} if font == "text" else {"regular"} | bold)

    def palette(self, accents: str) -> dict[str, str]:
        """Every color by name, with the organization's accent, what is mixed of it, and a campaign's behind a space."""
        own, _, campaign = accents.partition(" ")
        mixed = {name: mix(own, share) for name, share in self.mixes.items()}
        return {**self.colours, "accent": own, "campaign": campaign or own, **mixed}

    def drawn(self, accents: str) -> dict[str, str]:
        """The same for charts: their accent is the campaign's."""
        return self.palette(accents.rpartition(" ")[2])
