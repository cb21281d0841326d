"""A metric of a one-pager in one market → the bar of its range and last result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.document.bullets import Bullet
from pipeline.document.described import number_of
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.kpi_sheet import SheetRow
from pipeline.model.theme import Theme

_ROOM = Decimal("0.1")
"""How far a scale goes beyond what is on it, as a share of that, so that no sign stands on its end."""

_PADDING = 9.0
"""What keeps a bar away from the words beside it, in points."""


def filters(theme: Theme) -> Mapping[str, Callable[..., Any]]:
    """The filters `bullet`, the bar of a market's range as wide as its column, `mark`, what the last result is, and
    `share_scales`, whether more markets than one stand beside each other and each row of them has one scale.
    """

    def bullet(row: SheetRow, agreed: AgreedTarget, paper: str, style: str, columns: int) -> str:
        share = theme.tables[style].shares(columns)[1]
        width = round(theme.sheet(paper).text_width * share / 100 - _PADDING, 2)
        return _bullet(row, agreed, width).reference

    def mark(row: SheetRow, agreed: AgreedTarget) -> str:
        return "" if agreed.latest is None else row.mark(agreed.latest, agreed)

    def share_scales(rows: Sequence[SheetRow]) -> bool:
        return all(len(row.agreed) > 1 and _comparable(row.agreed) for row in rows)

    return {"bullet": bullet, "mark": mark, "share_scales": share_scales}


def _bullet(row: SheetRow, agreed: AgreedTarget, width: float) -> Bullet:
    """Its bar: on one scale with those of other markets where all are in one currency."""
    start, top = _scale(row.agreed if _comparable(row.agreed) else [agreed])
    target, latest, past = agreed.target, agreed.latest, agreed.past
    return Bullet(
        width,
        f"{target.low:f}",
        "" if target.high is None else f"{target.high:f}",
        number_of(top),
        (number_of(past.low), number_of(past.high)) if past else None,
        "" if latest is None else number_of(latest),
        row.mark(latest, agreed) if latest is not None else "inside",
        number_of(start),
    )


def _comparable(markets: Sequence[AgreedTarget]) -> bool:
    return len({each.target.currency for each in markets}) == 1


def _scale(markets: Sequence[AgreedTarget]) -> tuple[Decimal, Decimal]:
    """From where to where a scale goes: near what is on it, from zero where that is one value."""
    told = [value for agreed in markets for value in (agreed.target.low, agreed.target.high, *agreed.values)]
    values = [value for value in told if value is not None]
    least, most = min(values), max(values)
    if least == most:
        least, most = Decimal(0), most or Decimal(1)
    room = (most - least) * _ROOM
    return max(least - room, Decimal(0)), most + room
