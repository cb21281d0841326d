"""A sheet of paper, its margins and how much space there is on it."""

from __future__ import annotations

from typing import Literal

from pipeline.model.base import Model
from pipeline.model.table_style import Length

LANDSCAPE = " landscape"
"""What the name of a paper ends in where it lies on its long side."""


Spacing = Literal["usual", "close", "flowing"]
"""How much space there is: as usual, less between sections, or none left at the end of pages."""


class Paper(Model):
    """A sheet and its margins, in points; `gap` is the space before a section, `narrow_gap` where pages are short."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    side: Length
    gap: Length
    narrow_gap: Length | None = None

    @property
    def text_width(self) -> float:
        """The width between the margins, in points."""
        return self.width - 2 * self.side

    @property
    def narrow(self) -> Paper:
        """The sheet with less space before each section, where it says how much."""
        return self.model_copy(update={"gap": self.narrow_gap or self.gap})

    @property
    def turned(self) -> Paper:
        """The sheet on its long side, with the same margins."""
        return self.model_copy(update={"width": self.height, "height": self.width})
