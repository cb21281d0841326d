"""The theme on one sheet of paper, with lengths as Word counts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.model.paper import Paper
from pipeline.model.table_style import PANEL_PADDING, TableStyle
from pipeline.model.theme import Style, Theme
from pipeline.writers.docx.ooxml import twips

# Points from one level of a list to the next.
LIST_STEP = 13.5


@dataclass(frozen=True)
class WordLayout:
    """The theme on one paper with one accent."""

    theme: Theme
    page: Paper
    colours: dict[str, str]

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Every style of the theme with what it takes from its base: each paragraph asks for one."""
        return {key: self.theme.style(key) for key in self.theme.styles}

    @cached_property
    def text_width(self) -> int:
        """The width between the margins in twips, as Word rounds them."""
        return twips(self.page.width) - 2 * twips(self.page.side)

    def share(self, percent: float) -> int:
        """A part of the text width in twips."""
        return round(self.text_width * percent / 100)

    def columns(self, table: TableStyle, count: int) -> list[int]:
        """The widths of a table's columns in twips; they add up to the text width or the panel's."""
        shares = table.shares(count)
        edges = [self.share(sum(shares[:index])) for index in range(count)] + [self.text_width]
        widths = [right - left for left, right in pairwise(edges)]
        widths[-1] += 2 * twips(PANEL_PADDING) if table.panel else 0
        if table.gutter:
            widths = [width - twips(table.narrower(count)) for width in widths]
        return widths
