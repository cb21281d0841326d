"""A metric of a one-pager in one market → the bar of its range and last result."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.document.bullets import Bullet
from pipeline.document.described import number_of
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.agreement import Agreement
from pipeline.domain.kpi_sheet import SheetRow
from pipeline.model.theme import Theme

_ROOM = Decimal("0.1")
"""How far a scale goes beyond what is on it, as a share of that, so that no sign stands on its end."""

_PADDING = 9.0
"""What keeps a drawing away from the words beside it, in points."""


def filters(theme: Theme) -> Mapping[str, Callable[..., Any]]:
    """The filters `bullet`, the bar of a market's range as wide as its `column` or a `part` of that, `mark`, what the
    last result is, `share_scales`, whether more markets than one stand beside each other and each row of them has one
    scale, and `posting_days`, when somebody's posts go out among those of a campaign.
    """

    def bullet(
        row: SheetRow,
        agreed: AgreedTarget,
        paper: str,
        style: str,
        columns: int,
        part: float = 1,
        plan: bool = False,
        column: int = 1,
    ) -> str:
        return _bullet(row, agreed, round(room(theme, paper, style, columns, column) * part, 2), plan=plan).reference

    def posting_days(agreed: Agreement, every: Sequence[Agreement], paper: str, style: str, columns: int) -> str:
        return _posting_days(agreed, every, round(room(theme, paper, style, columns, column=2), 2)).reference

    def mark(row: SheetRow, agreed: AgreedTarget) -> str:
        return "" if agreed.latest is None else row.mark(agreed.latest, agreed)

    def share_scales(rows: Sequence[SheetRow]) -> bool:
        return all(len(row.agreed) > 1 and _comparable(row.agreed) for row in rows)

    return {"bullet": bullet, "mark": mark, "share_scales": share_scales, "posting_days": posting_days}


def room(theme: Theme, paper: str, style: str, columns: int, column: int) -> float:
    """How wide a drawing is at most in a column of a table, by its number from 0, in points."""
    share = theme.tables[style].shares(columns)[column]
    return theme.sheet(paper).text_width * share / 100 - _PADDING


def _posting_days(agreed: Agreement, every: Sequence[Agreement], width: float) -> Bullet:
    """The days of somebody's posts: all have one scale, from the first post of a campaign to its last."""
    first, last = min(each.first_day for each in every), max(each.last_day for each in every)

    def middle(day: datetime.date) -> str:
        return f"{(day - first).days + 0.5:g}"

    days = sorted({publication.date for _, publication in agreed.publications if publication.until is None})
    return Bullet(
        width,
        str((agreed.first_day - first).days),
        str((agreed.last_day - first).days + 1),
        str((last - first).days + 1),
        dots=tuple(map(middle, days)),
    )


def _bullet(row: SheetRow, agreed: AgreedTarget, width: float, *, plan: bool = False) -> Bullet:
    """Its bar: on one scale with those of other markets where all are in one currency.

    With the plan on it, it has a scale of its own: what is planned lies so near the range that a wider one hides it.
    """
    start, top = _scale(row.agreed if _comparable(row.agreed) and not plan else [agreed])
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
        number_of(agreed.planned) if plan and agreed.planned is not None else "",
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
