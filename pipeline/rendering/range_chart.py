"""A metric's ranges → words and a chart, in one language: what templates of one-pagers ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from pipeline.document.charts import Chart, Panel, Point
from pipeline.domain.kpi_sheet import AgreedTarget, SheetRow, concerning, origins
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.metric import Metric
from pipeline.model.range import MetricTarget
from pipeline.model.theme import Theme
from pipeline.rendering import inlines


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> dict[str, Callable[..., Any]]:
    """The filters by which a template prints values of metrics, ranges and their chart; `said` gives a text's words."""

    def period(text: str) -> str:
        return "\u00a0".join(localization.period(text))

    def in_words(metric: Metric, target: MetricTarget) -> Markup:
        # So many of a hundred: without the sign of percent.
        unit = "count" if metric.unit == "percent" else metric.unit
        words = said(metric.in_words or metric.formula)
        return inlines.words(words.replace("{range}", localization.target(target, unit)))

    def picture(row: SheetRow, paper: str) -> str:
        return chart(row, localization, theme.sheet(paper).text_width).reference

    return {
        "value": localization.value,
        "span": localization.span,
        "years": localization.years,
        "period": period,
        "in_words": in_words,
        "chart": picture,
        "concerning": concerning,
        "origins": origins,
    }


def chart(row: SheetRow, localization: Localization, width: float) -> Chart:
    """The ranges of one metric against history, a panel for each market, over a text width in points."""
    return Chart(round(width, 2), tuple(_panel(row.metric, agreed, localization) for agreed in row.agreed))


def _panel(metric: Metric, agreed: AgreedTarget, localization: Localization) -> Panel:
    target = agreed.target

    def printed(value: Decimal) -> str:
        return localization.value(value, metric.unit, target.currency)

    return Panel(
        low=f"{target.low:f}",
        high="" if target.high is None else f"{target.high:f}",
        low_printed=printed(target.low),
        high_printed="" if target.high is None else printed(target.high),
        zero=printed(Decimal(0)),
        points=tuple(_points(metric, agreed, localization)),
    )


def _points(metric: Metric, agreed: AgreedTarget, localization: Localization) -> Iterator[Point]:
    past = agreed.past.values if agreed.past else ()
    cents = any(value != int(value) for value in past)

    def point(when: str, year: str, value: Decimal, posts: int, *, actual: bool = False) -> Point:
        printed = localization.value(value, metric.unit, agreed.target.currency, cents=cents)
        return Point(when, year, f"{round(value, 4).normalize():f}", printed, f"n={posts}", actual)

    if agreed.past is not None:
        for result, value in zip(agreed.past.history.results, past, strict=True):
            yield point(*localization.period(result.period), value, result.posts)
    if agreed.actual is not None and agreed.reached is not None:
        day = agreed.actual.measured
        yield point(localization.date(day, "day"), str(day.year), agreed.reached, agreed.actual.posts, actual=True)
