"""The look, once: theme.yaml as data that the style sheet and the Word styles are made from."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Font(_Part):
    """One family of static faces from the installed font package."""

    family: str
    substitute: str
    folder: str
    faces: dict[str, str]

    def files(self) -> dict[str, Path]:
        """The file of each face: regular, bold, italic, bold-italic."""
        return {face: font_folder() / self.folder / name for face, name in self.faces.items()}


class Paper(_Part):
    """A sheet and its margins, in points; `gap` is the space before a section."""

    width: float
    height: float
    top: float
    bottom: float
    side: float
    gap: float

    @property
    def text_width(self) -> float:
        """The width between the margins, in points."""
        return self.width - 2 * self.side


class Rule(_Part):
    """A horizontal line above a paragraph; `space` is the distance to the text, in points."""

    width: float
    colour: str
    space: float


class Style(_Part):
    """How one element or role looks. Lengths in points, `right` in percent of the text width."""

    word: str
    based_on: str = "p"
    face: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    line: float | None = None
    colour: str | None = None
    before: float | Literal["gap"] = 0.0
    after: float = 0.0
    right: float = 0.0
    align: Literal["left", "right", "center"] | None = None
    rule: Rule | None = None
    keep_next: bool = False
    new_page: bool = False
    outline: int | None = None


class Mark(_Part):
    """How one kind of words inside a line looks."""

    word: str
    face: str | None = None
    bold: bool | None = None
    size: float | None = None
    colour: str | None = None


class TableStyle(_Part):
    """How one role of tables looks. `columns` maps a number of columns to widths in percent."""

    word: str
    columns: dict[int, tuple[float, ...]]
    rules: bool
    header_rule: bool
    rule_above: bool = False
    panel: bool = False


class Theme(_Part):
    """The whole look."""

    fonts: dict[str, Font]
    colours: dict[str, str]
    mixes: dict[str, float]
    papers: dict[str, Paper]
    styles: dict[str, Style]
    marks: dict[str, Mark]
    tables: dict[str, TableStyle] = Field(min_length=1)

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """The roles that each element may carry, beside none."""
        found: dict[str, set[str]] = {"table": set(self.tables)}
        for key in self.styles:
            element, _, role = key.partition(".")
            found.setdefault(element, set()).update({role} - {""})
        return {element: frozenset(names) for element, names in found.items()}

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
        passed = base.model_dump(exclude={"word", "based_on"}, include=letters if own.based_on == "p" else None)
        return Style(**{**passed, **own.model_dump(exclude_unset=True)})

    def palette(self, accent: str) -> dict[str, str]:
        """Every colour by name, with the organisation's accent and what is mixed from it."""
        mixed = {name: mix(accent, share) for name, share in self.mixes.items()}
        return {**self.colours, "accent": accent, **mixed}


def font_folder() -> Path:
    """Where the installed font package keeps its families."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package rendercv-fonts is not installed")
    return Path(spec.origin).parent


def mix(colour: str, share: float) -> str:
    """`share` percent of a colour on white, as #RRGGBB."""
    channels = (round(255 + (value - 255) * share / 100) for value in _channels(colour))
    return "#" + "".join(f"{value:02X}" for value in channels)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
