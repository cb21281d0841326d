"""A tracker that people filled in → what it changes in the results, or every cell that cannot be taken."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.base.digests import of_texts
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.checks import load
from pipeline.document.workbooks import BasePage, base_pages
from pipeline.domain.results import posts_of
from pipeline.domain.tracker import (
    ORDER_INPUTS,
    ORDERS,
    POST_INPUTS,
    POSTS,
    InputKind,
    post_key,
    results_data,
    results_path,
)
from pipeline.exchange.file import TEXT_ENDINGS
from pipeline.exchange.partnerships import Change, differences
from pipeline.exchange.places import Origins, put
from pipeline.exchange.rows import Cell, Row
from pipeline.exchange.sheet import Sheet, Value
from pipeline.exchange.tracker_cells import is_as_made, locked, shown_row, torn, typed
from pipeline.exchange.values import Unreadable
from pipeline.reading import sources
from pipeline.reading.edited import edited, same
from pipeline.reading.places import value_at
from pipeline.reading.project import Project
from pipeline.writers.xlsx.book import HEADING_ROW, KEYS, sheet_title

_INPUTS: Mapping[str, Mapping[str, InputKind]] = {ORDERS: ORDER_INPUTS, POSTS: POST_INPUTS}
_ANEW = N_("write the tracker anew with briefs tracker {campaign}, and fill that in")


@dataclass(frozen=True)
class ReadTracker:
    """What a tracker would write: the texts of files, and each value that would be another."""

    texts: Mapping[str, str]
    changes: tuple[Change, ...]


def read(project: Project, campaign: str, found: list[Sheet], name: str, start: str) -> ReadTracker:
    """What the sheets of a tracker change; `start` is the text of a starting file. Raises Problems."""
    keys = next((sheet for sheet in found if sheet.name == KEYS), None)
    if keys is None and name.lower().endswith(TEXT_ENDINGS):
        raise Problems([problem(name, "is text, which has no hidden sheet", hint="save it as .xlsx")])
    if keys is None:
        raise Problems([problem(name, "the hidden sheet is gone", hint=_ANEW, campaign=campaign)])
    made, language, digest, *base = [str(row[0]) for row in keys.rows if row and row[0] is not None]
    if made != campaign:
        raise Problems([problem(name, "is the tracker of {other}, not of {campaign}", other=made, campaign=campaign)])
    if digest != of_texts(made, language, "".join(base)):
        raise Problems([problem(name, "the hidden sheet was changed", hint=_ANEW, campaign=campaign)])
    pages = _pages("".join(base))
    inputs = {page.name: {column.name for column in page.columns if column.open} for page in pages}
    if inputs != {name: set(known) for name, known in _INPUTS.items()}:
        raise Problems([problem(name, "this program fills in other columns", hint=_ANEW, campaign=campaign)])
    reader = _Reader(project, campaign, start)
    return reader.read(pages, [sheet for sheet in found if sheet.name != KEYS], name)


def _pages(base: str) -> tuple[BasePage, ...]:
    """The sheets that a tracker was made with; none where another version of this program made it."""
    try:
        return base_pages(base)
    except (ValueError, KeyError, TypeError):
        return ()


class _Reader:
    def __init__(self, project: Project, campaign: str, start: str) -> None:
        self.project = project
        self.campaign = campaign
        self.path = results_path(campaign)
        self.source = project.sources[self.path] if campaign in project.results else sources.parse(start, self.path)
        self.wanted: dict[str, Any] = copy.deepcopy(self.source.data)
        self.now = _keyed(results_data(project, campaign))
        self.origins = Origins()
        self.problems: list[Problem] = []

    def read(self, pages: Sequence[BasePage], found: list[Sheet], name: str) -> ReadTracker:
        """What all pages change."""
        self._copies(found, {sheet_title(page.title) for page in pages})
        for page in pages:
            sheet = next((sheet for sheet in found if sheet.name == sheet_title(page.title)), None)
            if sheet is None:
                message = N_('the sheet "{sheet}" is gone')
                self.problems.append(problem(name, message, hint=_ANEW, sheet=page.title, campaign=self.campaign))
                continue
            self._page(page, sheet)
        self._refuse(self.problems)
        if same(self.wanted, self.source.data):
            return ReadTracker({}, ())
        text = edited(self.source, self.wanted)
        _, wrong = load.examine(self.project.folder, {self.path: text})
        self._refuse([self.origins.told(item) for item in wrong])
        changes = differences(self.path, "", _keyed(self.source.data), _keyed(self.wanted))
        return ReadTracker({self.path: text}, tuple(changes))

    def _copies(self, found: list[Sheet], read: set[str]) -> None:
        """Refuses copies of sheets: what somebody filled in there would be lost."""
        for sheet in found:
            headings = sheet.rows[HEADING_ROW] if len(sheet.rows) > HEADING_ROW else ()
            if sheet.name not in read and KEYS in headings[:1]:
                message, hint = (
                    N_("is a copy of another sheet, and not read"),
                    N_("keep one of them, under its first name"),
                )
                self.problems.append(problem(sheet.name, message, hint=hint))

    def _refuse(self, found: list[Problem]) -> None:
        if found:
            raise Problems(found)

    def _page(self, page: BasePage, sheet: Sheet) -> None:
        """Takes what one sheet says, row by row."""
        if not self._headed(page, sheet):
            return
        for block in sheet.merged:
            if block.last_row > HEADING_ROW + 1:
                message, hint = N_("these cells are merged"), N_("split it, and fill in each cell")
                self.problems.append(sheet.problem(block.first_row, block.first_column, message, hint=hint))
        known = self._known(page.name)
        read: dict[str, int] = {}
        for number, cells in enumerate(sheet.rows[HEADING_ROW + 1 :], HEADING_ROW + 2):
            if not any(value is not None for value in cells):
                continue
            key = str(cells[0])
            if key not in known:
                hint = N_("add partnerships and posts in the campaign, then write the tracker anew")
                self.problems.append(sheet.problem(number, 2, "this row is none of the campaign's", hint=hint))
            elif key in read:
                message, hint = N_("this row stands there twice"), N_("the first is row {first}; remove one")
                self.problems.append(sheet.problem(number, 2, message, hint=hint, first=read[key]))
            else:
                read[key] = number
                if self._same(page, sheet, number, key, cells):
                    self._row(page, Row(sheet, number, {}, {}, self.problems), key, cells)
        for key in page.rows:
            if key in known and key not in read:
                message, hint = (
                    N_('the row "{name}" is gone'),
                    N_("put it back; an empty white cell takes a number away"),
                )
                self.problems.append(problem(sheet.name, message, hint=hint, name=shown_row(page, key)))

    def _headed(self, page: BasePage, sheet: Sheet) -> bool:
        """Whether the headings are as they were made."""
        expected = (KEYS, *(column.heading for column in page.columns))
        headings = [*(sheet.rows[HEADING_ROW] if len(sheet.rows) > HEADING_ROW else ()), *[None] * len(expected)]
        at = next((number for number, row in enumerate(sheet.rows) if KEYS in row[:1]), HEADING_ROW)
        if at != HEADING_ROW:
            message = N_("the headings stand here, and not in row {number}")
            hint = N_("put them back: take out added rows above them, or restore removed ones")
            self.problems.append(sheet.problem(at + 1, 2, message, hint=hint, number=HEADING_ROW + 1))
            return False
        for number, (wanted, said) in enumerate(zip(expected, headings, strict=False), 1):
            if said != wanted:
                hint = N_("write {heading} there again, and insert no columns")
                self.problems.append(
                    sheet.problem(HEADING_ROW + 1, number, "this heading was changed", hint=hint, heading=wanted)
                )
                return False
        return True

    def _same(self, page: BasePage, sheet: Sheet, number: int, key: str, cells: Sequence[Value]) -> bool:
        """Whether the cells that nobody fills in are still those of the row's key: a sort may have left it behind."""
        made = page.rows.get(key)
        if made is None:
            return True
        for at, column, was in locked(page, made):
            now = cells[at - 1] if at <= len(cells) else None
            if is_as_made(now, was, column.kind):
                continue
            if any(torn(page, other, cells) for other in page.rows if other != key):
                message = N_("the hidden column says that this row is another: {name}")
                hint = N_("undo the sort or the paste; sort whole rows, with column A")
                self.problems.append(sheet.problem(number, 2, message, hint=hint, name=shown_row(page, key)))
            else:
                message = N_("only white cells are read; here stood {value}")
                hint = N_("put it back; change it in the campaign, and write the tracker anew")
                self.problems.append(sheet.problem(number, at, message, hint=hint, value=was or "–"))
            return False
        return True

    def _known(self, name: str) -> set[str]:
        """The rows that a page may have."""
        campaign = self.project.campaigns[self.campaign]
        return set(campaign.partnerships if name == ORDERS else map(post_key, posts_of(campaign)))

    def _row(self, page: BasePage, row: Row, key: str, cells: Sequence[Value]) -> None:
        was = iter(page.rows.get(key, ()))
        for number, column in enumerate(page.columns, 2):
            made = "" if column.computed else next(was, "")
            if column.open:
                value = cells[number - 1] if number <= len(cells) else None
                row.cells[column.heading] = Cell(row.number, number, value)
                self._cell(page.name, row, column.name, column.heading, key, made)

    def _cell(self, page: str, row: Row, name: str, heading: str, key: str, made: str) -> None:
        """Takes one cell, where it is not as it was when the tracker was made."""
        kind, place = _INPUTS[page][name], tuple(name.split("."))
        try:
            value = typed(row.cells[heading].value, kind)
        except Unreadable as found:
            row.refuse(heading, found.message, hint=found.hint, **found.values)
            return
        was = (int(made) if kind == "count" else made) if made else None
        present = value_at(self.now[page].get(key, {}), place)
        if value in (was, present):
            return
        if was != present:
            message = N_("the sheet says {value}, {file} now says {present}")
            hint = N_("type the one to keep in both")
            shown = {"value": "–" if value is None else value, "present": "–" if present is None else present}
            row.refuse(heading, message, hint=hint, file=self.path, **shown)
            return
        put(self._record(page, key), place, value)
        at = self._place(page, key)
        self.origins.note(self.path, at, row, heading)
        self.origins.note(self.path, (*at, *place), row, heading)

    def _place(self, page: str, key: str) -> tuple[str | int, ...]:
        if page == ORDERS:
            return (ORDERS, key)
        posts = self.wanted.get(POSTS) or []
        numbers = (number for number, post in enumerate(posts) if _key_of(post) == key)
        return (POSTS, next(numbers, len(posts)))

    def _record(self, page: str, key: str) -> Any:
        """The record of a row, which is begun where the results have none yet."""
        if page == ORDERS:
            self.wanted[ORDERS] = self.wanted.get(ORDERS) or {}
            return self.wanted[ORDERS].setdefault(key, {})
        self.wanted[POSTS] = self.wanted.get(POSTS) or []
        number = self._place(page, key)[1]
        if number == len(self.wanted[POSTS]):
            partnership, deliverable, post = key.split("/")
            self.wanted[POSTS].append({"partnership": partnership, "deliverable": int(deliverable), "post": int(post)})
        return self.wanted[POSTS][number]


def _key_of(post: Mapping[str, Any]) -> str:
    return post_key((post["partnership"], post["deliverable"], post.get("post", 1)))


def _keyed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Results with their posts by what they are of, so that a change is told by it."""
    posts = {_key_of(post): post for post in data.get(POSTS) or []}
    return {ORDERS: data.get(ORDERS) or {}, POSTS: posts}
