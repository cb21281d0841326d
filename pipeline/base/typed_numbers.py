"""Numbers as people write them: what a figure with points, commas or blanks between its digits can mean."""

from __future__ import annotations

import re
from decimal import Decimal

_LONGEST = 30
_GROUPED = re.compile(
    r"(?P<sign>-?)(?P<whole>[1-9][0-9]{0,2}(?P<group>[ \u00a0\u202f'’_.,])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?!(?P=group))[.,](?P<rest>[0-9]+))?"
)
_FRACTION = re.compile("(?P<sign>-?)(?P<whole>[0-9]+)[.,](?P<rest>[0-9]+)")


def readings(text: str) -> tuple[Decimal, ...]:
    """The numbers that digits with signs between them can stand for, the largest first.

    `6.400` and `6,400` are six thousand to some readers and six to others; `6 400` is one number to all.
    """
    if len(text) > _LONGEST:
        return ()
    found = {_number(match) for form in (_GROUPED, _FRACTION) if (match := form.fullmatch(text))}
    return tuple(sorted(found, key=abs, reverse=True))


def _number(match: re.Match[str]) -> Decimal:
    whole = re.sub("[^0-9]", "", match["whole"])
    fraction = (match["rest"] or "").rstrip("0")
    return Decimal(f"{match['sign']}{whole}.{fraction}" if fraction else f"{match['sign']}{whole}")
