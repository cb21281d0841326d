"""The creators that rows name → their files with what the rows say of them, new ones where there were none."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.base.problems import N_
from pipeline.base.scripts import alphabet, script
from pipeline.exchange import values
from pipeline.exchange.names import KnownNames
from pipeline.exchange.places import Origins, put
from pipeline.exchange.rows import Row
from pipeline.reading import sources
from pipeline.reading.edited import edited, same
from pipeline.reading.project import Project
from pipeline.reading.sources import Source

Start = Callable[[str, str], str]
"""The text of a starting file, by kind and id."""

_LATIN, _LATIN_LETTERS = "Latn", "LATIN"


class Creators:
    """Creators as rows have them."""

    def __init__(self, project: Project, names: KnownNames, start: Start, origins: Origins) -> None:
        self._project = project
        self._names = names
        self._start = start
        self._origins = origins
        self._sources: dict[str, Source] = {}
        self._wanted: dict[str, Any] = {}
        self._ids = dict(self._known())
        self.new: list[str] = []

    def named(self, row: Row) -> str | None:
        """The id of the creator that a row names; nothing where it names none that can have an id."""
        said = self._words(row)
        if said is None:
            return None
        found = self._ids.get(_bare(said))
        if found is None:
            found = _slug(said)
            if not found:
                hint = N_("write an id in Latin letters in the column {heading}")
                row.refuse("creator", 'no file name can be made of "{name}"', hint=hint, name=said, heading="Creator")
                return None
            self._ids[_bare(said)] = found
        return found

    def take(self, row: Row, name: str, market: str) -> None:
        """Takes what a row says of a creator and of the account on the row's platform."""
        data = self._data(name, row, market)
        path = path_of(name)
        for key, column in row.columns.items():
            if column.holder == "creator" and row.filled(key):
                value = self._read(row, key)
                if value is not None:
                    self._origins.note(path, column.place, row, key)
                    put(data, column.place, value)
        self._take_account(row, data, path)

    def accounts(self, name: str, platform: str) -> list[str]:
        """The names of a creator's accounts on a platform."""
        found = self._wanted.get(name) or self._project.sources[path_of(name)].data
        return [account_name(account) or "" for account in found["accounts"] if account["platform"] == platform]

    def account(self, row: Row, name: str, platform: str) -> str | None:
        """The account that a row names, as the creator's file has it."""
        said = row.read("account", values.line)
        accounts = self.accounts(name, platform)
        return next((found for found in accounts if said and _bare(found) == _bare(said)), None)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The path and the text of each file that is new or changes."""
        for name, data in self._wanted.items():
            source = self._sources[name]
            if name in self.new or not same(source.data, data):
                yield path_of(name), edited(source, data)

    def changed(self) -> Iterator[tuple[str, Any, Any]]:
        """The path, the values before and those after of each file that was there and changes."""
        for name, data in self._wanted.items():
            if name not in self.new and not same(self._sources[name].data, data):
                yield path_of(name), self._sources[name].data, data

    def _known(self) -> Iterator[tuple[str, str]]:
        """What each creator is called, with the id."""
        for name, creator in self._project.creators.items():
            for account in creator.accounts:
                yield _bare(account.name), name
        for name, creator in self._project.creators.items():
            for words in (*creator.name.root.values(), name):
                yield _bare(words), name

    def _words(self, row: Row) -> str | None:
        keys = ["creator", *(key for key, column in row.columns.items() if column.id == "name")]
        said = (row.read(key, values.line) for key in keys if row.filled(key))
        return next((words for words in said if words), None)

    def _data(self, name: str, row: Row, market: str) -> Any:
        if name not in self._wanted:
            path = path_of(name)
            known = path in self._project.sources
            self._sources[name] = (
                self._project.sources[path] if known else sources.parse(self._start("creator", name), path)
            )
            self._wanted[name] = copy.deepcopy(self._sources[name].data)
            if not known:
                self.new.append(name)
                self._begin(name, row, market)
        return self._wanted[name]

    def _begin(self, name: str, row: Row, market: str) -> None:
        """What is known of a new creator beside what the columns say."""
        data, record = self._wanted[name], self._project.markets[market]
        said = self._words(row) or name
        printed = self._project.organisation.languages
        data["name"] = {language: _written_in(said, script(language)) for language in printed}
        self._origins.note(path_of(name), (), row, "creator")
        self._origins.note(path_of(name), ("name",), row, "creator")
        usual = next((language for language in record.languages if language in printed), data["language"])
        language = row.read("reads", lambda value: values.named(value, self._names.languages, NO_LANGUAGE)) or usual
        if language != data["language"]:
            data.pop("address", None)
        data |= {"language": language, "time_zone": record.time_zone, "accounts": []}

    def _read(self, row: Row, key: str) -> Any:
        if row.columns[key].kind == "language":
            return row.read(key, lambda value: values.named(value, self._names.languages, NO_LANGUAGE))
        return row.read(key, values.line)

    def _take_account(self, row: Row, data: Any, path: str) -> None:
        platform = row.read("platform", lambda value: values.named(value, self._names.platforms, NO_PLATFORM))
        if platform is None:
            return
        said = row.read("account", values.line)
        there = [index for index, account in enumerate(data["accounts"]) if account["platform"] == platform]
        index = next(
            (place for place in there if said and _bare(account_name(data["accounts"][place]) or "") == _bare(said)),
            None,
        )
        if index is None and said:
            kind = "title" if " " in said else "handle"
            data["accounts"].append({"platform": platform, kind: said})
            index = len(data["accounts"]) - 1
            self._origins.note(path, ("accounts", index), row, "account")
            self._origins.note(path, ("accounts", index, kind), row, "account")
        elif index is None and len(there) == 1:
            [index] = there
        if index is None:
            if not there:
                message = N_("which account on {platform}?")
                row.refuse("account" if "account" in row else "platform", message, hint=_ACCOUNT, platform=platform)
            return
        for key, column in row.columns.items():
            if column.holder == "account" and column.place and row.filled(key):
                value = row.read(key, values.whole if column.kind == "whole" else values.line)
                if value is not None:
                    self._origins.note(path, ("accounts", index, *column.place), row, key)
                    put(data, ("accounts", index, *column.place), value)


NO_LANGUAGE = N_('no language "{name}"')
NO_PLATFORM = N_('no platform "{name}"')
_ACCOUNT = N_("write its handle or title in a column Account, or add it to the creator's file")


def path_of(name: str) -> str:
    """The file of a creator."""
    return f"content/creators/{name}.yaml"


def account_name(account: Mapping[str, Any]) -> str | None:
    """What an account is called in its creator's file: its handle, or its title where it has none."""
    return account.get("handle") or account.get("title")


def _bare(words: str) -> str:
    return re.sub(r"[\s@]+", " ", words.casefold()).strip()


def _slug(words: str) -> str:
    """An id of the letters of a name."""
    return "-".join(re.findall("[a-z0-9]+", _latin(words).lower().replace("'", "")))[:60].strip("-")


def _written_in(words: str, letters: str) -> str:
    """A name in the letters of a language, as far as they can be made of those it is written in."""
    return _latin(words) if letters == _LATIN and not words.isascii() and not _is_latin(words) else words


def _is_latin(words: str) -> bool:
    return all(alphabet(letter) == _LATIN_LETTERS for letter in words if letter.isalpha())


def _latin(words: str) -> str:
    """Words of any alphabet in Latin letters without accents."""
    from anyascii import anyascii

    return anyascii(words)
