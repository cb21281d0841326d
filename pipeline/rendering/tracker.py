"""What a tracker shows → the workbook of its document, headings in the words of its template."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from pipeline.document.workbooks import KEY, BookPage, BookRow, Column, ColumnKind, Workbook
from pipeline.domain.tracker import (
    COUNTS,
    ORDER_INPUTS,
    ORDERS,
    POST_INPUTS,
    POSTS,
    SOURCES,
    TRAFFIC,
    InputKind,
    PartnershipLine,
    PostLine,
    TrackedMetric,
    TrackerSheet,
)
from pipeline.model.localized import Translated
from pipeline.reading.places import value_at

Value = str | int | Decimal | datetime.date | None
Columns = Iterator[tuple[Column, Callable[[Any], Value]]]
"""Columns, each with what it says of a line."""

_EACH_ONCE = '=IF(COUNT({by_link},{by_code},{both})=3,{by_link}+{by_code}-{both},"")'
_SUM = (
    f'=IF(COUNTIF({{posts!{KEY}}},{{{KEY}}}&"/*")=COUNTIFS({{posts!{KEY}}},{{{KEY}}}&"/*",{{posts!NAME}},">=0"),'
    f'SUMS,"")'
)
_PART = f'SUMIF({{posts!{KEY}}},{{{KEY}}}&"/*",{{posts!NAME}})'
_PLACES = 6
_INSIDE, _ABOVE, _BELOW = "●", "△", "▽"
"""The signs of a chart: inside of the range, above it, below it."""


def filters(said: Callable[[Translated], str]) -> dict[str, Callable[..., Any]]:
    """The filter by which a template makes the workbook of a tracker; `said` gives a text's words."""

    def workbook(sheet: TrackerSheet, words: Mapping[str, str]) -> str:
        plain = {name: html.unescape(str(text)) for name, text in words.items()}
        return _Maker(sheet, plain, said).workbook().value

    return {"workbook": workbook}


class _Maker:
    def __init__(self, sheet: TrackerSheet, words: Mapping[str, str], said: Callable[[Translated], str]) -> None:
        self.sheet = sheet
        self.words = words
        self.said = said
        self.in_brief = [metric for metric in sheet.metrics if metric.in_brief]

    def workbook(self) -> Workbook:
        return Workbook(self.sheet.campaign, (self.orders(), self.posts()))

    def orders(self) -> BookPage:
        """A row for each partnership: who, where, for how much, the agreed ranges, the orders, and what follows."""
        groups = {
            "creator": self._creator(),
            "market": self._market(),
            "rate": self._rate(),
            "kpis": self._ranges(),
            "results": self._results(),
        }
        return self._page(ORDERS, groups, {line.name: line for line in self.sheet.partnerships})

    def posts(self) -> BookPage:
        """A row for each post: whose, where, its planned day, and all that is counted of it."""
        groups = {"post": self._post(), "results": self._inputs(POST_INPUTS)}
        return self._page(POSTS, groups, {line.name: line for line in self.sheet.posts})

    def _page(self, name: str, groups: Mapping[str, Columns], lines: Mapping[str, Any]) -> BookPage:
        """A page of groups of columns, each below its band."""
        made = {band: list(columns) for band, columns in groups.items()}
        columns = [each for group in made.values() for each in group]
        bands = tuple((self.words[band], len(group)) for band, group in made.items())
        rows = tuple(BookRow(key, tuple(_text(said(line)) for _, said in columns)) for key, line in lines.items())
        return BookPage(name, self.words[name], bands, tuple(column for column, _ in columns), rows)

    def _creator(self) -> Columns:
        yield self._column("name", "text"), lambda line: self.said(line.creator.name)
        yield self._column("handle", "text"), lambda line: line.handle

    def _market(self) -> Columns:
        yield self._column("market-name", "text"), lambda line: self.said(line.market.name)

    def _rate(self) -> Columns:
        yield self._column("fee", "number"), lambda line: line.fee
        yield self._column("currency", "text"), lambda line: line.currency
        yield self._column("paid", "number"), lambda line: line.paid

    def _ranges(self) -> Columns:
        for metric in self.in_brief:
            for end in ("low", "high"):
                heading = self._titled(metric, self.words[end])
                yield Column(f"{metric.name}.{end}", heading, "number"), partial(_end, metric.name, end)
        if self.sheet.currency:
            heading = self.words["worth"].replace("{currency}", self.sheet.currency)
            yield Column("worth", heading, "number"), lambda line: line.worth

    def _results(self) -> Columns:
        yield from self._inputs(ORDER_INPUTS)
        orders = self._computed("orders", self.words["orders-once"], "count", _EACH_ONCE)
        yield orders, lambda line: line.orders
        yield self._computed("cost", self.words["cost"], "number"), lambda line: line.cost
        for name in COUNTS:
            yield self._computed(name, self.words[name], "count", self._sum(name)), partial(_count, name)
        for metric in self.sheet.metrics:
            formula = _worked_out(metric.formula)
            yield self._computed(metric.name, self._titled(metric), "number", formula), partial(_value, metric.name)
        for metric in self.in_brief:
            heading = self._titled(metric, self.words["verdict"], unit=False)
            column = self._computed(f"{metric.name}.verdict", heading, "text", self._judged(metric))
            yield column, partial(self._verdict, metric)

    def _post(self) -> Columns:
        yield self._column("name", "text"), lambda line: self.said(line.creator.name)
        yield self._column("platform", "text"), lambda line: self.said(line.platform.name)
        yield self._column("format", "text"), lambda line: self.said(line.form.name)
        yield self._column("planned", "day"), lambda line: line.planned

    def _inputs(self, inputs: Mapping[str, InputKind]) -> Columns:
        choices: Mapping[str, tuple[str, ...]] = {"source": SOURCES, "person": self.sheet.people}
        for name, kind in inputs.items():
            shown = kind if kind in ("count", "day") else "text"
            yield Column(name, self._heading(name, inputs), shown, True, choices.get(kind, ())), partial(_typed, name)

    def _heading(self, name: str, inputs: Mapping[str, InputKind]) -> str:
        field, _, count = name.partition(".")
        if field in TRAFFIC:
            return f"{self.words[count]}, {self.words[f'by-{field}']}"
        # A proof is of orders or, with a source, of counts.
        return self.words["seen" if name == "proof" and "source" in inputs else name]

    def _column(self, word: str, kind: ColumnKind) -> Column:
        return Column(word, self.words[word], kind)

    def _computed(self, name: str, heading: str, kind: ColumnKind, formula: str = "") -> Column:
        return Column(name, heading, kind, computed=True, formula=formula)

    def _titled(self, metric: TrackedMetric, more: str = "", *, unit: bool = True) -> str:
        """The heading of a metric's column, with its unit."""
        of = {"percent": "%", "money": metric.currency}.get(metric.metric.unit, "") if unit else ""
        return ", ".join(filter(None, (self.said(metric.metric.short), of, more)))

    def _sum(self, name: str) -> str:
        """The sum of one count over a partnership's posts; nothing where one of them lacks it."""
        traffic = self.sheet.traffic
        parts = ["paid"] if traffic == "paid" else ["organic", *(["paid"] if traffic == "all" else [])]
        sums = "+".join(_PART.replace("NAME", f"{part}.{name}") for part in parts)
        return _SUM.replace("NAME", f"{parts[0]}.{name}").replace("SUMS", sums)

    def _judged(self, metric: TrackedMetric) -> str:
        """The verdict in a word with its sign, by arithmetic on values that are not rounded."""
        if not self.sheet.judged:
            return ""
        value, low, high = (f"{{{metric.name}{end}}}" for end in ("", ".low", ".high"))
        inside, above, below = (self._sign(metric, side) for side in (_INSIDE, _ABOVE, _BELOW))
        judged = f'IF(AND(COUNT({high})=1,{value}>{high}),"{above}","{inside}")'
        return f'=IF(COUNT({value},{low})<2,"",IF({value}<{low},"{below}",{judged}))'

    def _verdict(self, metric: TrackedMetric, line: PartnershipLine) -> str:
        if not self.sheet.judged:
            return self.words["open"]
        found = line.verdicts[metric.name]
        if found is None:
            return ""
        if found == "hit":
            return self._sign(metric, _INSIDE)
        return self._sign(metric, _BELOW if (found == "better") == (metric.metric.better == "down") else _ABOVE)

    def _sign(self, metric: TrackedMetric, side: str) -> str:
        """What a side of the range means, with its sign."""
        better = (side == _BELOW) == (metric.metric.better == "down")
        word = self.words["hit" if side == _INSIDE else "better" if better else "missed"]
        return f"{side} {word.replace(chr(34), '')}"


def _end(metric: str, end: str, line: PartnershipLine) -> Value:
    found: Decimal | None = getattr(line.targets[metric], end)
    return found


def _count(name: str, line: PartnershipLine) -> Value:
    return line.counts[name]


def _value(metric: str, line: PartnershipLine) -> Value:
    return line.values[metric]


def _typed(name: str, line: PartnershipLine | PostLine) -> Value:
    found: Value = value_at(line.typed, tuple(name.split(".")))
    return found


def _worked_out(formula: str) -> str:
    """A formula that says nothing while something that it takes is missing."""
    if not formula:
        return ""
    names = list(dict.fromkeys(re.findall(r"\{[^}]+\}", formula)))
    return f'=IF(COUNT({",".join(names)})={len(names)},IFERROR({formula},""),"")'


def _text(value: Value) -> str:
    """A value as the text of a cell."""
    if isinstance(value, Decimal):
        rounded = round(value, _PLACES)
        return f"{rounded.normalize():f}"
    return "" if value is None else value.isoformat() if isinstance(value, datetime.date) else str(value)
