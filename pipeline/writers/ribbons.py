"""A ribbon of minutes → what draws it: parts to scale, each with the minute it begins at and the words on it."""

from __future__ import annotations

from pipeline.document.ribbons import Ribbon, RibbonPart
from pipeline.writers.pen import Pen

_BAND, _LINE, _FOOT, _PAD = 42.0, 11.0, 13.0, 2.0


def height(data: Ribbon) -> float:
    """How high a ribbon is, in points."""
    return _BAND + _FOOT


def draw(pen: Pen, data: Ribbon) -> None:
    """Draws a ribbon."""
    minute = data.width / sum(part.minutes for part in data.parts)
    begun = 0
    for part in data.parts:
        left, right = begun * minute, (begun + part.minutes) * minute
        pen.box(
            (left + 1.2, right - 1.2), (_FOOT, _FOOT + _BAND), "band" if part.told else "hairline", hollow=not part.told
        )
        pen.words((left + 1, 3), str(begun), "muted", side="left")
        _words(pen, part, left, right)
        begun += part.minutes
    pen.words((data.width, 3), str(begun), "muted", side="right")


def _words(pen: Pen, part: RibbonPart, left: float, right: float) -> None:
    """The words on a part, in as many lines as they take; those that have no room are left to the table."""
    room = right - left - 2 * _PAD
    y = _FOOT + _BAND - _LINE - 1
    for index, text in enumerate(part.lines):
        for line in _broken(pen, text, room, bold=index == 0):
            if y > _FOOT:
                pen.words((left + _PAD, y), line, "ink", bold=index == 0, side="left")
                y -= _LINE


def _broken(pen: Pen, text: str, room: float, *, bold: bool) -> list[str]:
    """A text in lines that have room, without the words that have none."""
    lines: list[str] = []
    for word in text.split():
        if lines and pen.width(f"{lines[-1]} {word}", bold=bold) <= room:
            lines[-1] += f" {word}"
        elif pen.width(word, bold=bold) <= room:
            lines.append(word)
    return lines
