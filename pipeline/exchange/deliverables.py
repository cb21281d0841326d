"""The rows of one partnership → its deliverables, each row one of them."""

from __future__ import annotations

import copy
from typing import Any

from pipeline.base.problems import N_
from pipeline.exchange import values
from pipeline.exchange.creators import NO_LANGUAGE, NO_PLATFORM, Creators
from pipeline.exchange.names import KnownNames
from pipeline.exchange.places import Origins, in_order, put
from pipeline.exchange.rows import Row
from pipeline.model.partnership import Deliverable, Publication
from pipeline.reading.yaml_values import Place

_NO_FORMAT = N_('no format "{name}"')
_MISMATCH = N_("{dates} dates, but {count} here")
_ONE_EACH = N_("write one for each date, with a semicolon between them")


class DeliverableRows:
    """Takes deliverables from rows."""

    def __init__(self, names: KnownNames, creators: Creators, origins: Origins, path: str) -> None:
        self._names = names
        self._creators = creators
        self._origins = origins
        self._path = path

    def take(self, data: Any, group: list[Row], here: Place) -> None:
        """Puts into a partnership what its rows say of its deliverables; a table without them leaves them alone."""
        if not any(column.holder in ("deliverable", "post") for column in group[0].columns.values()):
            return
        before = data.get("deliverables", [])
        made = [self._deliverable(row, before[index] if index < len(before) else {}) for index, row in enumerate(group)]
        for index, row in enumerate(group):
            self._note(row, (*here, "deliverables", index))
            self._take_account(row, made[index], data["creator"])
        data["deliverables"] = [in_order(item, Deliverable.model_fields) for item in made]

    def _deliverable(self, row: Row, before: Any) -> Any:
        item = copy.deepcopy(before)
        for key, column in row.columns.items():
            if column.holder == "deliverable" and not (key == "count" and not row.filled(key)):
                value = self._read(row, key)
                if value is not None or not row.filled(key):
                    put(item, column.place, value)
        if "publish" in row:
            item["publish"] = self._publications(row, item.get("publish", []))
        if "count" not in item or not row.filled("count"):
            item["count"] = (
                item.get("count") if "publish" not in row and "count" in item else len(item.get("publish", []))
            )
        return item

    def _read(self, row: Row, key: str) -> Any:
        match row.columns[key].kind:
            case "platform":
                return row.read(key, lambda value: values.named(value, self._names.platforms, NO_PLATFORM))
            case "form":
                return row.read(key, lambda value: values.named(value, self._names.formats, _NO_FORMAT))
            case "language":
                return row.read(key, lambda value: values.named(value, self._names.languages, NO_LANGUAGE))
            case "count":
                return row.read(key, values.whole)
            case "seconds":
                return row.read(key, values.seconds)
            case "aspect":
                return row.read(key, values.aspect)
            case "day":
                return row.read(key, lambda value: values.day(value, row.sheet.day_zero))
        return row.read(key, values.line)

    def _publications(self, row: Row, before: list[Any]) -> list[Any]:
        """The posts of one deliverable: a day each, with a time and identifiers where they are given."""
        dates = row.read("publish", lambda value: values.days(value, row.sheet.day_zero)) or []
        posts = [copy.deepcopy(before[index]) if index < len(before) else {} for index in range(len(dates))]
        for post, (date, time) in zip(posts, dates, strict=True):
            post["date"] = date
            if time:
                post["time"] = time
        for key, column in row.columns.items():
            if column.holder != "post" or key == "publish":
                continue
            found = self._each(row, key, len(dates))
            if found is None or (key == "times" and not row.filled(key) and any(time for _, time in dates)):
                continue
            for post, value in zip(posts, found, strict=True):
                put(post, column.place, value)
        return [in_order(post, Publication.model_fields) for post in posts]

    def _each(self, row: Row, key: str, dates: int) -> list[Any] | None:
        """What a cell has for each date; nothing where it cannot be read."""
        if not row.filled(key):
            return [None] * dates
        match row.columns[key].kind:
            case "times":
                found: list[Any] | None = row.read(key, values.times)
            case "days":
                read = row.read(key, lambda value: values.gapped_days(value, row.sheet.day_zero))
                found = read
            case _:
                found = row.read(key, values.codes)
        if found is None or not dates:
            return None
        if len(found) == 1 and row.columns[key].kind == "times":
            found *= dates
        if len(found) != dates:
            row.refuse(key, _MISMATCH, hint=_ONE_EACH, dates=dates, count=len(found))
            return None
        return found

    def _take_account(self, row: Row, item: Any, creator: str) -> None:
        """The account of a deliverable, which is written where its creator has several on the platform."""
        platform = item.get("platform")
        if platform is None or "account" not in row:
            return
        several = len(self._creators.accounts(creator, platform)) > 1
        put(item, ("account",), self._creators.account(row, creator, platform) if several else None)

    def _note(self, row: Row, here: Place) -> None:
        self._origins.note(self._path, here, row, "platform")
        for key, column in row.columns.items():
            if column.holder == "deliverable":
                self._origins.note(self._path, (*here, *column.place), row, key)
            elif column.holder == "post":
                for index in range(99):
                    self._origins.note(self._path, (*here, "publish", index, *column.place), row, key)
        self._origins.note(self._path, (*here, "publish"), row, "publish")
        self._origins.note(self._path, (*here, "account"), row, "account")
