"""A metric's ranges → words and a chart, in one language: what templates of one-pagers ask for."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Literal

from markupsafe import Markup

from pipeline.document.charts import Chart, Panel, Point, Sign, Value
from pipeline.document.described import number_of
from pipeline.document.dots import Array, Dots
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.kpi_sheet import SheetRow, concerning
from pipeline.domain.origins import origins
from pipeline.domain.verdicts import Verdict
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.metric import Metric, Unit
from pipeline.model.range import MetricTarget
from pipeline.model.theme import Theme
from pipeline.rendering import bullet_chart, inlines

_TENTH = Decimal("0.1")
_FEW, _HUNDRED, _THOUSAND = Decimal(2), "100", 1000
_SHARES, _SHOWN = "shares", 4
"""The table that shows shares as squares, and how many of them a page has room for."""

_BOTTOM, _TOP, _STEP = Decimal(75), Decimal(135), Decimal(5)
"""What every scale shows at least, in percent of a range's middle, and the steps by which it grows."""


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> dict[str, Callable[..., Any]]:
    """The filters by which a template prints values of metrics, ranges and their chart; `said` gives a text's words."""

    def period(text: str) -> str:
        return "\u00a0".join(localization.period(text))

    def whole(metric: Metric, target: MetricTarget) -> Literal[100, 1000]:
        return _whole(said(metric.in_words or metric.formula), metric, target)

    def in_words(metric: Metric, target: MetricTarget) -> Markup:
        # So many of a hundred: without the sign of percent.
        unit = "count" if metric.unit == "percent" else metric.unit
        words = said(metric.in_words or metric.formula)
        if whole(metric, target) == _THOUSAND:
            words = words.replace(_HUNDRED, localization.number(_THOUSAND))
            target = _tenfold(target)
        return inlines.words(words.replace("{range}", localization.target(target, unit)))

    def judged(found: Verdict, unit: Unit, currency: str | None) -> str:
        if unit == "money":
            return localization.money(found.value, currency or "", places=found.places)
        rounded = round(found.value, found.places)
        return localization.percent(rounded) if unit == "percent" else localization.number(rounded)

    def signed(value: Decimal | int) -> str:
        return f"{'+' if value > 0 else ''}{localization.number(value)}"

    def picture(
        row: SheetRow,
        paper: str,
        key: Mapping[Sign, str],
        note: str,
        open: str = "",  # noqa: A002 - templates say it
        height: float = 60,
        valued: bool = True,
    ) -> str:
        drawn = chart(row, localization, theme.sheet(paper).text_width, html.unescape(open))
        said = tuple((sign, html.unescape(words)) for sign, words in key.items() if sign in row.signs)
        return replace(drawn, height=float(height), key=said, note=html.unescape(note), valued=valued).reference

    def each_day(given: Sequence[datetime.date]) -> str:
        days = list(dict.fromkeys(given))
        # Two days are no period: April 9 and 30 is not April 9–30, though their month is said once as well.
        if len(days) == 2 and (days[0].year, days[0].month) == (days[1].year, days[1].month):
            between = localization.joined(["9", "8"])[1:-1]
            return localization.dates(days[0], days[1]).replace("–", between).replace(" ", "\u00a0")
        return localization.joined([localization.date(day, "day") for day in days])

    return {
        "each_day": each_day,
        **_squares(localization, theme, whole),
        "value": localization.value,
        "spoken": lambda currency: localization.language.money.spoken.get(currency, currency),
        "judged": judged,
        "signed": signed,
        "points": lambda score: localization.number(score.quantize(_TENTH, ROUND_HALF_UP)),
        "span": localization.span,
        "years": localization.years,
        "period": period,
        "in_words": in_words,
        "chart": picture,
        **bullet_chart.filters(theme),
        "concerning": concerning,
        "latest_marks": lambda rows: [row.mark(it.latest, it) for row in rows for it in row.agreed if it.standing],
        "origins": origins,
    }


def _squares(
    localization: Localization, theme: Theme, whole: Callable[[Metric, MetricTarget], Literal[100, 1000]]
) -> dict[str, Callable[..., Any]]:
    """The filters by which a template shows shares as so many squares; `whole` says of how many a share is told."""

    def of_hundred(row: SheetRow) -> tuple[Decimal, Decimal]:
        target = row.agreed[0].target
        high = target.low if target.high is None else target.high
        return _rounded(target.low, high) if whole(row.metric, target) == _THOUSAND else (target.low, high)

    def dots(row: SheetRow, paper: str, column: int, columns: int) -> str:
        array = Array(*map(float, of_hundred(row)))
        wide = round(bullet_chart.room(theme, paper, _SHARES, columns, column), 2)
        return Dots((array,), wide, wide).reference

    return {"of_hundred": of_hundred, "dots": dots, "shares": _shares, "whole_of": whole}


def chart(row: SheetRow, localization: Localization, width: float, not_yet: str = "") -> Chart:
    """The ranges of one metric against history, a panel for each market, over a text width in points.

    `not_yet` says why nothing was reached yet.
    """
    bottom, top = scale(row)
    panels = tuple(_panel(row.metric, agreed, localization, not_yet) for agreed in row.agreed)
    return Chart(round(width, 2), int(bottom), int(top), panels, better=row.metric.better)


def scale(row: SheetRow) -> tuple[Decimal, Decimal]:
    """From where to where all markets' values lie, in percent of the middle of each market's range."""
    shares = [value / _middle(agreed.target) * 100 for agreed in row.agreed for value in _values(agreed)]
    bottom = (min([_BOTTOM, *shares]) / _STEP).to_integral_value(ROUND_FLOOR) * _STEP
    return bottom, (max([_TOP, *shares]) / _STEP).to_integral_value(ROUND_CEILING) * _STEP


def _whole(words: str, metric: Metric, target: MetricTarget) -> Literal[100, 1000]:
    """Of how many a share is told: a tenth of a person is none, so of a thousand, where words name the hundred."""
    few = target.high is not None and target.high < _FEW and metric.unit == "percent"
    return 1000 if few and words.count(_HUNDRED) == 1 else 100


def _tenfold(target: MetricTarget) -> MetricTarget:
    return target.model_copy(update={"low": target.low * 10, "high": (target.high or target.low) * 10})


def _rounded(*ends: Decimal) -> tuple[Decimal, Decimal]:
    """A range of a hundred in whole squares, at least one: a part of one looks like a slip of the printer."""
    low, high = (end.quantize(Decimal(1), ROUND_HALF_UP) for end in ends)
    return low, max(high, Decimal(1))


def _shares(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Those of some metrics that are a share; of more than a page shows, those that the brief names."""
    shares = [row for row in rows if row.metric.unit == "percent"]
    named = [row for row in shares if row.measure.in_brief]
    return named if named and len(shares) > _SHOWN else shares


def _middle(target: MetricTarget) -> Decimal:
    high = target.low if target.high is None else target.high
    return (target.low + high) / 2 or Decimal(1)


def _values(agreed: AgreedTarget) -> Iterator[Decimal]:
    yield agreed.target.low
    yield from (value for value in (agreed.target.high, agreed.reached, agreed.planned) if value is not None)
    yield from agreed.past.values if agreed.past else ()
    yield from agreed.chance or ()


def _panel(metric: Metric, agreed: AgreedTarget, localization: Localization, not_yet: str) -> Panel:
    target, past = agreed.target, agreed.past.values if agreed.past else ()
    cents = any(value != int(value) for value in past)

    def printed(value: Decimal, *, cents: bool = False) -> str:
        return localization.value(value, metric.unit, target.currency, cents=cents)

    def valued(value: Decimal | None, *, cents: bool = False) -> Value | None:
        return None if value is None else Value(number_of(value), printed(value, cents=cents))

    results = agreed.past.history.results if agreed.past else ()
    return Panel(
        low=f"{target.low:f}",
        high="" if target.high is None else f"{target.high:f}",
        low_printed=printed(target.low),
        high_printed="" if target.high is None else printed(target.high),
        year=str(agreed.year),
        points=tuple(
            Point(_moment(result.period), number_of(value), printed(value, cents=cents))
            for result, value in zip(results, past, strict=True)
        ),
        plan=valued(agreed.planned, cents=cents),
        actual=valued(agreed.reached, cents=cents),
        chance=(number_of(agreed.chance[0]), number_of(agreed.chance[1])) if agreed.chance else None,
        open=not_yet,
    )


def _moment(period: str) -> float:
    """The middle of a quarter or a month, in years."""
    year, _, part = period.partition("-")
    months = 3 * int(part[1:]) - 1.5 if part.startswith("Q") else int(part) - 0.5
    return round(int(year) + months / 12, 4)
