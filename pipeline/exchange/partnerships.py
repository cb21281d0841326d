"""A table of partnerships → what it would change in content files, or every cell that cannot be read."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.base.problems import N_, Problem, Problems
from pipeline.checks import load
from pipeline.exchange import rows, values
from pipeline.exchange.columns import Column, columns
from pipeline.exchange.creators import Creators, Start
from pipeline.exchange.deliverables import DeliverableRows
from pipeline.exchange.headings import Headed, Ignored
from pipeline.exchange.names import KnownNames
from pipeline.exchange.places import Origins, in_order, put
from pipeline.exchange.rows import Row
from pipeline.model.partnership import Tracking
from pipeline.reading import sources
from pipeline.reading.edited import edited, same
from pipeline.reading.project import Project

_NO_MARKET = N_('no market "{name}"')
_NO_TERM = N_('no such term "{name}"')
_ASSUMED = ("ask", "term", "next", "taxes", "city", "prefers", "motivates", "annoys")
_NO_CREATOR = N_("this row names no creator")
_IN_EACH_ROW = N_("write the creator in each row; delete totals and remarks")
_KEPT = ("ask", "term", "fee", "tracking")
"""What a new partnership has of the starting file where the table says nothing."""


@dataclass(frozen=True)
class Change:
    """One value of a file that would be another."""

    path: str
    place: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Proposal:
    """What a table would write: the texts of files, and what is new or another in them.

    `assumed` are columns of which new partnerships have a starting file's words.
    """

    texts: Mapping[str, str]
    partnerships: Mapping[str, Any]
    creators: tuple[str, ...]
    changes: tuple[Change, ...]
    unchanged: int
    assumed: tuple[Column, ...]
    ignored: tuple[Ignored, ...]


def proposal(project: Project, campaign: str, table: Headed, start: Start) -> Proposal:
    """What a table of a campaign's partnerships would write. Raises Problems with every cell that is wrong."""
    problems = list(rows.merged(table))
    if problems:
        raise Problems(problems)
    return _Import(project, campaign, table, start).proposal()


class _Import:
    def __init__(self, project: Project, campaign: str, table: Headed, start: Start) -> None:
        self.project = project
        self.campaign = campaign
        self.table = table
        self.path = f"content/campaigns/{campaign}.yaml"
        self.source = project.sources[self.path]
        self.before: Mapping[str, Any] = self.source.data.get("partnerships") or {}
        self.names = KnownNames(project)
        self.origins = Origins()
        self.creators = Creators(project, self.names, start, self.origins)
        self.deliverables = DeliverableRows(self.names, self.creators, self.origins, self.path)
        self.start = start
        self.after: dict[str, Any] = {}

    def proposal(self) -> Proposal:
        found = list(rows.rows(self.table))
        groups = self._groups(found)
        for name, group in groups.items():
            self.after[name] = self._partnership(name, group)
        self._refuse([problem for row in found for problem in row.problems])
        wanted = copy.deepcopy(self.source.data)
        wanted["partnerships"] = {**self.before, **self.after}
        texts = dict(self.creators.texts())
        if not same(wanted, self.source.data):
            texts[self.path] = edited(self.source, wanted)
        self._refuse(self._wrong(texts))
        new = {name: data for name, data in self.after.items() if name not in self.before}
        kept = {name: data for name, data in self.after.items() if name in self.before}
        return Proposal(
            texts,
            new,
            tuple(self.creators.new),
            tuple(self._changes(kept)),
            sum(same(self.before[name], data) for name, data in kept.items()),
            tuple(self._assumed()) if new else (),
            self.table.ignored,
        )

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            raise Problems(problems)

    def _wrong(self, texts: Mapping[str, str]) -> list[Problem]:
        """What would be wrong with the project, each at the cell that it comes from."""
        _, problems = load.examine(self.project.folder, texts)
        return [self.origins.told(found) for found in problems]

    def _groups(self, found: list[Row]) -> dict[str, list[Row]]:
        """The rows of each partnership, by its id."""
        groups: dict[str, list[Row]] = {}
        for row in found:
            name = row.read("partnership", values.line) or self._known_by_creator(row)
            if name:
                groups.setdefault(name, []).append(row)
        return groups

    def _known_by_creator(self, row: Row) -> str | None:
        """The partnership of a row's creator in its market: the one that is there, or one by the creator's id."""
        creator = self.creators.named(row)
        if creator is None:
            if not row.problems:
                row.refuse("creator", _NO_CREATOR, hint=_IN_EACH_ROW)
            return None
        market = self._market(row)
        known = [
            name
            for name, data in self.before.items()
            if data["creator"] == creator and market in (None, data["market"])
        ]
        if len(known) > 1:
            hint = N_("name one in a column Partnership: {choices}")
            row.refuse("creator", "this creator has several partnerships", hint=hint, choices=", ".join(known))
            return None
        return known[0] if known else self._free(creator, market)

    def _free(self, creator: str, market: str | None) -> str:
        """An id for a new partnership: the creator's, with the market's behind it where that is taken."""
        return creator if creator not in self.before else f"{creator}-{market}"

    def _market(self, row: Row) -> str | None:
        return row.read("market", lambda value: values.named(value, self.names.markets, _NO_MARKET))

    def _partnership(self, name: str, group: list[Row]) -> Any:
        """The partnership that some rows describe."""
        first = group[0]
        here: tuple[str, str] = ("partnerships", name)
        self.origins.note(self.path, here, first, "creator")
        data = self._known(name, group) if name in self.before else self._begun(group)
        if data is None:
            return {}
        for key, column in first.columns.items():
            if column.holder == "partnership" and column.place and key in self._said(group, data):
                self.origins.note(self.path, (*here, *column.place), first, key)
                self._put(data, group, key, new=name not in self.before)
        self.deliverables.take(data, group, here)
        if name not in self.before:
            data["tracking"] = in_order(data["tracking"], Tracking.model_fields)
        return data

    def _known(self, name: str, group: list[Row]) -> Any:
        """A partnership that is there, whose creator and market a table does not change."""
        data = copy.deepcopy(self.before[name])
        for row in group:
            creator, market = self.creators.named(row), self._market(row)
            for key, said in (("creator", creator), ("market", market)):
                if said not in (None, data[key]):
                    hint = N_(
                        "a partnership keeps its creator and its market: write another id in the column Partnership"
                    )
                    row.refuse(key, "{partnership} is of {name}", hint=hint, partnership=name, name=data[key])
            if creator in (None, data["creator"]):
                self.creators.take(row, data["creator"], data["market"])
        return data

    def _said(self, group: list[Row], data: Any) -> list[str]:
        """The columns that say something of the partnership as a whole, the same in all of its rows."""
        first = group[0]
        for row in group[1:]:
            for key, column in row.columns.items():
                if (
                    column.holder == "partnership"
                    and row.filled(key)
                    and row.cells[key].value != first.cells[key].value
                ):
                    hint = N_(
                        "what is true of a partnership is the same in all of its rows, or stands in the first alone"
                    )
                    row.refuse(key, "row {first} says something else", hint=hint, first=first.number)
        return [key for key in first.columns if key not in ("creator", "market")]

    def _put(self, data: Any, group: list[Row], key: str, *, new: bool) -> None:
        row, column = group[0], group[0].columns[key]
        value = self._read(row, key, data)
        if value is None and row.filled(key):
            return
        if value is None and new and column.place[0] in _KEPT:
            return
        put(data, column.place, value)

    def _read(self, row: Row, key: str, data: Any) -> Any:
        match row.columns[key].kind:
            case "amount":
                currency = self._currency(row, data)
                return row.read(
                    key, lambda value: values.amount(value, lambda word: self.names.is_unit(currency, word))
                )
            case "count":
                return row.read(key, values.whole)
            case "term":
                return row.read(key, lambda value: values.named(value, self.names.terms, _NO_TERM))
        return row.read(key, values.line)

    def _currency(self, row: Row, data: Any) -> str:
        """The currency of a row's fee: as it says, as was agreed, else the market's."""
        said = row.read("currency", values.line)
        return said or data.get("fee", {}).get("currency") or self.project.markets[data["market"]].currency

    def _begun(self, group: list[Row]) -> Any:
        """A new partnership before its columns are read: what is known of it without them."""
        row = group[0]
        creator, market = self.creators.named(row), self._market(row) or self._only_market()
        if market is None and not row.filled("market"):
            hint = N_("write its market in a column Market: {choices}")
            row.refuse("market", "this row names no market", hint=hint, choices=", ".join(self._markets))
        if creator is None and not row.problems:
            row.refuse("creator", _NO_CREATOR, hint=_IN_EACH_ROW)
        if creator is None or market is None:
            return None
        for each in group:
            self.creators.take(each, creator, market)
        begun = self._starting()
        data: dict[str, Any] = {"number": self._next_number(), "creator": creator, "market": market}
        data |= {name: begun[name] for name in _KEPT if begun[name]}
        if any(row.filled(name) for name in ("fee", "currency")):
            data["fee"] = {"amount": None, "currency": self.project.markets[market].currency, **begun["fee"]}
        else:
            data.pop("fee", None)
        return data

    @property
    def _markets(self) -> list[str]:
        return list(self.source.data["markets"])

    def _only_market(self) -> str | None:
        return self._markets[0] if len(self._markets) == 1 else None

    def _starting(self) -> dict[str, Any]:
        """The words of a starting file's partnership."""
        text = self.start("campaign", "x")
        found = sources.parse(text, self.path).data.get("partnerships") or {}
        data: Mapping[str, Any] = next(iter(found.values()), {})
        fee = {"taxes": data["fee"]["taxes"]} if "fee" in data else {}
        window = self.project.campaigns[self.campaign].measurement.window_days
        return {"ask": data.get("ask"), "term": data.get("term"), "fee": fee, "tracking": {"window_days": window}}

    def _next_number(self) -> str:
        """The number after the highest one, with as many digits."""
        taken = [str(data.get("number")) for data in (*self.before.values(), *self.after.values()) if data]
        digits = [number for number in taken if number.isdecimal()]
        width = max((len(number) for number in digits), default=3)
        return f"{max(map(int, digits), default=0) + 1:0{width}}"

    def _assumed(self) -> Iterator[Column]:
        """The columns that the table lacks and new partnerships have starting words of."""
        there = {column.id for column in self.table.columns.values()}
        for column in columns(self.project):
            if column.id in _ASSUMED and column.id not in there:
                yield column

    def _changes(self, kept: Mapping[str, Any]) -> Iterator[Change]:
        for name, data in kept.items():
            yield from differences(self.path, f"partnerships.{name}", self.before[name], data)
        for path, before, after in self.creators.changed():
            yield from differences(path, "", before, after)


def differences(path: str, place: str, before: Any, after: Any) -> Iterator[Change]:
    """The places at which two values differ."""
    if same(before, after):
        return
    # What is new is told value by value.
    before = {} if before is None and isinstance(after, Mapping) else before
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield from differences(path, f"{place}.{name}".strip("."), before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            one, other = (items[index] if index < len(items) else None for items in (before, after))
            yield from differences(path, f"{place}.{index}", one, other)
    else:
        yield Change(path, place, before, after)
