"""How one role of tables looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Model, mistake

Share = Annotated[float, Field(ge=0, le=100)]
Length = Annotated[float, Field(ge=0, le=5000)]

PANEL_PADDING = 9.0
"""How far a panel's ground reaches beyond its text on either side, in points."""

_INEXACT = 0.5
"""How far rounded percentages may be from 100."""

_LINED, _SHORT = 4, " Short"
"""From how many rows on there are lines between them, and what Word calls the style of a table with fewer."""


class TableStyle(Model):
    """How one role of tables looks. `columns` maps a number of columns to widths in percent.

    `rules` stand between the rows of a table that is long enough to need them, and where it is a `form`, of any.
    `below` is the space below the words of an `airy` table, `gutter` that between its columns, in points.
    """

    word: str
    columns: dict[int, tuple[Share, ...]]
    rules: bool
    header_rule: bool
    rule_above: bool = False
    panel: bool = False
    airy: bool = False
    below: Length = 0
    gutter: Length = 0
    form: bool = False
    tall: bool = False
    """Its rows are of several lines, so that even few of them are told apart by lines."""
    every: Annotated[int, Field(ge=1, le=12)] = 1
    """So many rows belong together: lines stand only between those of one and those of the next."""
    total: bool = False
    """Its last row is the sum of those above, below a line of ink."""
    short: bool = False
    """Said of no role: it is what `lined` makes of one."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """Widths of other columns than there are, and those that leave the text or do not fill it."""
        for count, widths in self.columns.items():
            if len(widths) != count:
                message = "{given} widths for {count} columns"
                yield mistake(message, at=["columns", count], given=len(widths), count=count)
            elif abs(sum(widths) - 100) > _INEXACT:
                yield mistake(
                    "the widths come to {sum} percent, not 100", at=["columns", count], sum=f"{sum(widths):g}"
                )

    @property
    def line_colour(self) -> str:
        """The color of the lines between rows: what is written on has lines that every printer prints."""
        return "muted" if self.form else "hairline"

    @property
    def rule_below(self) -> bool:
        """Whether a line closes it: the last line of a form is written on as well."""
        return self.rules and not self.header_rule and not self.rule_above

    def lined(self, rows: int) -> TableStyle:
        """The look of a table with so many rows: a short one has no lines."""
        if self.form or self.tall or not self.rules or rows >= _LINED:
            return self
        plain = {"rules": False, "header_rule": False, "short": True}
        return self.model_copy(update={"word": self.word + _SHORT, **plain})

    def widths(self, count: int, room: float) -> list[float]:
        """The width of each of so many columns in points, in a room; a panel hangs into both margins.

        So its text stands on the axis.
        """
        found = [share / 100 * room - self.narrower(count) for share in self.shares(count)]
        if self.panel:
            found[0] += PANEL_PADDING
            found[-1] += PANEL_PADDING
        return found

    def narrower(self, count: int) -> float:
        """How much narrower each of so many columns is for the space between them, in points."""
        return self.gutter * (count - 1) / count

    def shares(self, count: int) -> tuple[float, ...]:
        """The width of each of so many columns in percent: as the theme says, else all alike."""
        return self.columns.get(count) or (100 / count,) * count
