"""The bar of one metric in one market as data: all that stands in a line beside its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Number, described, reference_of

BULLET = "bullet:"
"""How a reference to a bar begins."""

Width = Annotated[float, Field(ge=24, le=240, allow_inf_nan=False)]
"""How wide a bar is, in points."""

Mark = Literal["inside", "better", "above", "below"]
"""What a result is: within its range, outside on the side that is better, or above or below it and missed."""


@dataclass(frozen=True)
class Bullet:
    """The agreed range, without an upper end where `high` is empty, on a scale from `start` to `top`.

    `past` is from what to what past results went, `last` the last of them and `mark` what that is: nothing of it is
    there where there are none. `plan` is what the plan comes to. Of days, `dots` are those on which something goes out.
    """

    width: Width
    low: Number
    high: Number | Literal[""]
    top: Number
    past: tuple[Number, Number] | None = None
    last: Number | Literal[""] = ""
    mark: Mark = "inside"
    start: Number = "0"
    plan: Number | Literal[""] = ""
    dots: Annotated[tuple[Number, ...], Field(max_length=200)] = ()

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, BULLET)


def bullet(reference: str) -> Bullet:
    """The bar that a reference describes. Raises ValueError where it describes none."""
    return described(Bullet, reference, BULLET)
