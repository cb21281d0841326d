"""A meeting's counts → a board with its labels in one language: what templates of the ritual ask for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import babel.dates

from pipeline.document.boards import Board, BoardPanel
from pipeline.document.described import number_of
from pipeline.domain.monthly import Count, Series
from pipeline.domain.ritual_sheet import Meeting, ToldMetric
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.metric import Metric
from pipeline.model.theme import Theme

_FEW = 6
"""So many metrics stand beside each other in one row for each market."""


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> dict[str, Callable[..., Any]]:
    """The filters by which a template prints counts and their board; `said` gives a text's words."""

    def drawn(meeting: Meeting, paper: str) -> str:
        return board(meeting, localization, said, round(theme.sheet(paper).text_width, 2)).reference

    def when(count: Count) -> str:
        return _when(count, localization)

    def usual(series: Series, metric: Metric) -> str:
        low, high = series.limits or (Decimal(), Decimal())
        if metric.unit == "count":
            low, high = round(low, 0), round(high, 0)
        return localization.span(low, high, metric.unit, series.currency)

    def month(text: str) -> str:
        first = datetime.date.fromisoformat(f"{text}-01")
        return str(babel.dates.format_date(first, "LLLL\u00a0y", locale=localization.locale))

    return {"board": drawn, "when": when, "usual": usual, "month": month}


def board(meeting: Meeting, localization: Localization, said: Callable[[Translated], str], width: float) -> Board:
    """The board of a meeting: a row for each market, a column for each metric."""
    panels = [
        _panel(told, each.series, f"{said(told.metric.short)}, {each.market.territory}", localization)
        for market in meeting.markets
        for told in meeting.told
        for each in told.counts
        if each.market == market and each.series.newest is not None
    ]
    return Board(width, min(len(meeting.told), _FEW), tuple(panels))


def _panel(told: ToldMetric, series: Series, title: str, localization: Localization) -> BoardPanel:
    shown, agreed, limits = series.shown, series.agreed, series.limits
    return BoardPanel(
        title=title,
        values=tuple(number_of(count.value) for count in shown),
        first=_when(shown[0], localization),
        last=_when(shown[-1], localization),
        newest=localization.value(shown[-1].value, told.metric.unit, series.currency, cents=True),
        low=number_of(agreed.low) if agreed else "",
        high=number_of(agreed.high) if agreed and agreed.high is not None else "",
        least=number_of(limits[0]) if limits else "",
        most=number_of(limits[1]) if limits else "",
        signal=series.verdict == "signal",
    )


def _when(count: Count, localization: Localization) -> str:
    if count.measured is not None:
        return localization.date(count.measured, "day")
    return "\u00a0".join(localization.period(count.period))
