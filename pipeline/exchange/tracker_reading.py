"""A tracker that people filled in → what it changes in the results, or every cell that cannot be taken."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.base.digests import of_texts
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.checks import load
from pipeline.exchange import values
from pipeline.exchange.partnerships import Change, differences
from pipeline.exchange.places import Origins, put
from pipeline.exchange.rows import Cell, Row
from pipeline.exchange.sheet import Sheet, Value
from pipeline.exchange.spreadsheet import sheet_title
from pipeline.exchange.tracker import Input, Page, Tracker, path_of, post_key, tracker
from pipeline.exchange.tracker_book import KEYS
from pipeline.exchange.values import Unreadable, refused
from pipeline.reading import sources
from pipeline.reading.edited import edited, same
from pipeline.reading.places import value_at
from pipeline.reading.project import Project

_ANEW = N_("write the tracker anew with briefs tracker {campaign}, and fill that in")


@dataclass(frozen=True)
class ReadTracker:
    """What a tracker would write: the texts of files, and each value that would be another."""

    texts: Mapping[str, str]
    changes: tuple[Change, ...]


def read(project: Project, campaign: str, found: list[Sheet], name: str, start: str) -> ReadTracker:
    """What the sheets of a tracker change; `start` is the text of a starting file. Raises Problems."""
    keys = next((sheet for sheet in found if sheet.name == KEYS), None)
    if keys is None:
        raise Problems([problem(name, "the hidden sheet is gone", hint=_ANEW, campaign=campaign)])
    made, language, digest, *base = [str(row[0]) for row in keys.rows if row and row[0] is not None]
    if made != campaign:
        raise Problems([problem(name, "is the tracker of {other}, not of {campaign}", other=made, campaign=campaign)])
    if digest != of_texts(made, language, "".join(base)):
        raise Problems([problem(name, "the hidden sheet was changed", hint=_ANEW, campaign=campaign)])
    reader = _Reader(project, tracker(project, campaign, language), json.loads("".join(base)), start)
    return reader.read([sheet for sheet in found if sheet.name != KEYS], name)


class _Reader:
    def __init__(self, project: Project, now: Tracker, base: list[dict[str, Any]], start: str) -> None:
        self.project = project
        self.now = now
        self.base = base
        self.path = path_of(now.campaign)
        there = now.campaign in project.results
        self.source = project.sources[self.path] if there else sources.parse(start, self.path)
        self.wanted: dict[str, Any] = copy.deepcopy(self.source.data)
        self.origins = Origins()
        self.problems: list[Problem] = []

    def read(self, found: list[Sheet], name: str) -> ReadTracker:
        """What all pages change."""
        for index, page in enumerate(self.now.pages):
            sheet = next((sheet for sheet in found if sheet.name == sheet_title(page.title)), None)
            if sheet is None:
                message = N_('the sheet "{sheet}" is gone')
                self.problems.append(problem(name, message, hint=_ANEW, sheet=page.title, campaign=self.now.campaign))
                continue
            self._page(index, page, sheet)
        self._refuse(self.problems)
        if same(self.wanted, self.source.data):
            return ReadTracker({}, ())
        text = edited(self.source, self.wanted)
        _, wrong = load.examine(self.project.folder, {self.path: text})
        self._refuse([self.origins.told(item) for item in wrong])
        changes = differences(self.path, "", _keyed(self.source.data), _keyed(self.wanted))
        return ReadTracker({self.path: text}, tuple(changes))

    def _refuse(self, found: list[Problem]) -> None:
        if found:
            raise Problems(found)

    def _page(self, index: int, page: Page, sheet: Sheet) -> None:
        """Takes what one sheet says, row by row."""
        expected = (KEYS, *page.known, *page.headings, *page.computed)
        headings = [*(sheet.rows[0] if sheet.rows else ()), *[None] * len(expected)]
        for number, (wanted, said) in enumerate(zip(expected, headings, strict=False), 1):
            if said != wanted:
                hint = N_("write {heading} there again, and insert no columns")
                self.problems.append(sheet.problem(1, number, "this heading was changed", hint=hint, heading=wanted))
                return
        known = {row.key: row for row in page.rows}
        for number, cells in enumerate(sheet.rows[1:], 2):
            if not any(value is not None for value in cells):
                continue
            key = str(cells[0])
            if key not in known:
                hint = N_("add partnerships and posts in the campaign, then write the tracker anew")
                self.problems.append(sheet.problem(number, 2, "this row is none of the campaign's", hint=hint))
                continue
            row = Row(sheet, number, {}, {}, self.problems)
            for column, item in enumerate(page.inputs, 2 + len(page.known)):
                value = cells[column - 1] if column <= len(cells) else None
                row.cells[item.heading] = Cell(number, column, value)
                self._cell(index, row, item, key, known[key].typed)

    def _cell(self, index: int, row: Row, item: Input, key: str, now: Mapping[str, Any]) -> None:
        """Takes one cell, where it is not as it was when the tracker was made."""
        try:
            value = _typed(row.cells[item.heading].value, item)
        except Unreadable as found:
            row.refuse(item.heading, found.message, hint=found.hint, **found.values)
            return
        was, present = value_at(self.base[index].get(key, {}), item.place), value_at(now, item.place)
        if value in (was, present):
            return
        if was != present:
            message = N_("the sheet says {value}, {file} now says {present}")
            hint = N_("type the one to keep in both")
            shown = {"value": "–" if value is None else value, "present": "–" if present is None else present}
            row.refuse(item.heading, message, hint=hint, file=self.path, **shown)
            return
        put(self._record(index, key), item.place, value)
        place = self._place(index, key)
        self.origins.note(self.path, place, row, item.heading)
        self.origins.note(self.path, (*place, *item.place), row, item.heading)

    def _place(self, index: int, key: str) -> tuple[str | int, ...]:
        if index == 0:
            return ("orders", key)
        for number, post in enumerate(self.wanted.get("posts") or []):
            if post_key((post["partnership"], post["deliverable"], post.get("post", 1))) == key:
                return ("posts", number)
        return ("posts", len(self.wanted.get("posts") or []))

    def _record(self, index: int, key: str) -> Any:
        """The record of a row, which is begun where the results have none yet."""
        if index == 0:
            self.wanted["orders"] = self.wanted.get("orders") or {}
            return self.wanted["orders"].setdefault(key, {})
        self.wanted["posts"] = self.wanted.get("posts") or []
        _, number = self._place(index, key)
        if number == len(self.wanted["posts"]):
            partnership, deliverable, post = key.split("/")
            self.wanted["posts"].append(
                {"partnership": partnership, "deliverable": int(deliverable), "post": int(post)}
            )
        return self.wanted["posts"][number]


def _keyed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Results with their posts by what they are of, so that a change is told by it."""
    posts = data.get("posts") or []
    keyed = {post_key((post["partnership"], post["deliverable"], post.get("post", 1))): post for post in posts}
    return {"orders": data.get("orders") or {}, "posts": keyed}


def _typed(value: Value, item: Input) -> Any:
    """What a person filled in, as the results have it. Raises Unreadable."""
    value = values.plain(value)
    if value is None:
        return None
    match item.kind:
        case "count":
            return _count(value)
        case "day":
            if isinstance(value, datetime.datetime | datetime.date):
                return value.isoformat()[: len("2027-03-09")]
            raise refused('"{value}" is text, not a day', "type the day again, such as 2027-03-09", value=value)
    return values.line(value)


def _count(value: Value) -> int:
    if isinstance(value, str):
        raise refused('"{value}" is text, not a number', "type the number again, without blanks and signs", value=value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
        raise refused("expected a whole number, not {input}", input=value)
    if value < 0:
        raise refused("{input} is below {ge}", input=value, ge=0)
    return int(value)
