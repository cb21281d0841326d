"""Metrics of a one-pager → a chart of their ranges and last results, in one language."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.document.bullets import Bullet, BulletRow, Bullets
from pipeline.document.described import number_of
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.kpi_sheet import SheetRow
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.metric import Metric
from pipeline.model.theme import Theme

_ROOM = Decimal("0.1")
"""How far a scale goes beyond what is on it, as a share of that, so that no sign stands on its end."""


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> Mapping[str, Callable[..., Any]]:
    """The filter `bullets` of a sheet's rows; `said` gives a text's words."""

    def bullets(rows: Sequence[SheetRow], paper: str, heads: Sequence[str], style: str) -> str:
        share = theme.tables[style].shares(1 + len(rows[0].agreed))[0]
        drawn = Bullets(
            round(theme.sheet(paper).text_width, 2),
            share / 100,
            tuple(said(agreed.market.name) for agreed in rows[0].agreed),
            tuple(BulletRow(said(row.metric.short), tuple(_bullets(row, localization))) for row in rows),
            (html.unescape(heads[0]), html.unescape(heads[1])),
        )
        return drawn.reference

    return {"bullets": bullets}


def _bullets(row: SheetRow, localization: Localization) -> Iterator[Bullet]:
    """A bar for each market: on one scale where all are in one currency."""
    single = len({agreed.target.currency for agreed in row.agreed}) == 1
    for agreed in row.agreed:
        yield _bullet(row.metric, agreed, _scale(row.agreed if single else [agreed]), localization)


def _scale(markets: Sequence[AgreedTarget]) -> tuple[Decimal, Decimal]:
    """From where to where a scale goes: near what is on it, from zero where that is one value."""
    told = [value for agreed in markets for value in (agreed.target.low, agreed.target.high, *agreed.values)]
    values = [value for value in told if value is not None]
    least, most = min(values), max(values)
    if least == most:
        least, most = Decimal(0), most or Decimal(1)
    room = (most - least) * _ROOM
    return max(least - room, Decimal(0)), most + room


def _bullet(metric: Metric, agreed: AgreedTarget, scale: tuple[Decimal, Decimal], localization: Localization) -> Bullet:
    target, latest, past = agreed.target, agreed.latest, agreed.past
    return Bullet(
        f"{target.low:f}",
        "" if target.high is None else f"{target.high:f}",
        localization.target(target, metric.unit),
        number_of(scale[1]),
        (number_of(past.low), number_of(past.high)) if past else None,
        "" if latest is None else number_of(latest),
        ""
        if latest is None
        else localization.value(latest, metric.unit, target.currency, cents=metric.unit == "money"),
        agreed.standing or "inside",
        number_of(scale[0]),
    )
