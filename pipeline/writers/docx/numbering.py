"""numbering.xml: the bullets and numbers of lists, each ordered list counting from one."""

from __future__ import annotations

from pipeline.writers.docx.layout import LIST_STEP
from pipeline.writers.docx.ooxml import Element, twips, w

_BULLETS, _NUMBERS = 1, 2

# Key of the style → the list that its paragraphs belong to.
LIST_STYLES = {"li": _BULLETS, "li.ordered": _NUMBERS}

# Bullets are nearer to their words than numbers, and as light as in the PDF; sizes are half-points.
_BULLET_STEP, _BULLET_SIZE = 9.0, 15

# Word knows no deeper one, counted from 0.
DEEPEST = 8


class Numbering:
    """The lists of one document."""

    def __init__(self, words: dict[str, str]) -> None:
        """`words` maps the keys in `LIST_STYLES` to the ids of their paragraph styles."""
        self._words = words
        self._starts: list[int] = []

    def start(self, *, ordered: bool, level: int) -> int:
        """The id of a list that begins here: its own where it counts, the common one for bullets."""
        if not ordered:
            return _BULLETS
        self._starts.append(level)
        return len(LIST_STYLES) + len(self._starts)

    def xml(self) -> Element:
        """The whole of numbering.xml."""
        bullets = [_level(level, "bullet", "•", self._words["li"]) for level in range(DEEPEST + 1)]
        numbers = [
            _level(level, "decimal", f"%{level + 1}.", self._words["li.ordered"]) for level in range(DEEPEST + 1)
        ]
        root = w("numbering", _definition(_BULLETS, bullets), _definition(_NUMBERS, numbers))
        root.extend(w("num", w("abstractNumId", val=number), numId=number) for number in (_BULLETS, _NUMBERS))
        for number, level in enumerate(self._starts, len(LIST_STYLES) + 1):
            restart = w("lvlOverride", w("startOverride", val=1), ilvl=level)
            root.append(w("num", w("abstractNumId", val=_NUMBERS), restart, numId=number))
        return root


def _definition(number: int, levels: list[Element]) -> Element:
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _level(level: int, form: str, text: str, style: str) -> Element:
    """One level; the first belongs to the paragraph style, which then needs no number of its own."""
    parts = [w("start", val=1), w("numFmt", val=form)]
    if level == 0:
        parts.append(w("pStyle", val=style))
    bullet = form == "bullet"
    step = twips(_BULLET_STEP if bullet else LIST_STEP)
    indent = w("pPr", w("ind", left=step * (level + 1), hanging=step))
    letters = [w("rPr", w("sz", val=_BULLET_SIZE))] if bullet else []
    return w("lvl", *parts, w("lvlText", val=text), w("lvlJc", val="left"), indent, *letters, ilvl=level)
