"""Content of an earlier format → the same content in today's: what would be written, with comments as they are.

Nothing says which format a file has: each migration looks for what is no longer read, and leaves all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.base.assets import Assets
from pipeline.reading import sources
from pipeline.reading.edited import added, edited
from pipeline.reading.sources import Source
from pipeline.workspace import moved_scorecards

_IDENTIFIERS = "templates/migrations/identifiers.yaml"
_BEFORE = "disclosure"
"""Identifiers stand above the ad label, which names them."""


@dataclass(frozen=True)
class Migrated:
    """A file with its text in today's format, and the lines that are new in it, each with its number."""

    path: str
    text: str
    lines: tuple[tuple[int, str], ...]


class Content:
    """The files of a project as they are, whatever their format. Raises Problems where one is no YAML."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    @cached_property
    def markets(self) -> Mapping[str, Source]:
        """The markets, by their ids."""
        return self._files("markets")

    @cached_property
    def campaigns(self) -> Mapping[str, Source]:
        """The campaigns, by their ids."""
        return self._files("campaigns")

    @cached_property
    def results(self) -> Mapping[str, Source]:
        """The results, by their campaigns."""
        return self._files("results")

    @cached_property
    def scorecards(self) -> Mapping[str, Source]:
        """The scorecards, by their creators."""
        return self._files("scorecards")

    @cached_property
    def creators(self) -> Mapping[str, Source]:
        """The creators, by their ids."""
        return self._files("creators")

    def _files(self, kind: str) -> dict[str, Source]:
        folder = self.assets.project / "content" / kind
        return {
            path.stem: sources.read(path, f"content/{kind}/{path.name}") for path in sorted(folder.glob("[!.]*.yaml"))
        }


def migrated(assets: Assets) -> list[Migrated]:
    """The files of a project that have another text in today's format, in the order of their paths. Raises Problems."""
    content = Content(assets)
    found = [(source, values) for migration in _MIGRATIONS for source, values in migration(content)]
    moves = moved_scorecards.moved(content.results, content.campaigns, set(content.scorecards))
    changed = [_of(source, values) for source, values in found]
    changed += [_moved(content, path, text) for path, text in moves]
    return sorted(changed, key=lambda item: item.path)


def _moved(content: Content, path: str, text: str) -> Migrated:
    """A file that gained or lost what was moved."""
    file = content.assets.project / path
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    return Migrated(path, text, tuple(added(before, text)))


def _of(source: Source, values: Mapping[str, Any]) -> Migrated:
    before, after = source.raw.decode(), edited(source, values)
    return Migrated(source.path, after, tuple(added(before, after)))


def _identifiers_declared(content: Content) -> Iterator[tuple[Source, dict[str, Any]]]:
    """Each market that uses identifiers and declares none, with those that it uses."""
    known = sources.read(content.assets.path(_IDENTIFIERS), _IDENTIFIERS).data
    for name, source in content.markets.items():
        if not isinstance(source.data, dict) or "identifiers" in source.data:
            continue
        held = set(_held(content, name, source.data))
        used = {key: value for key, value in known.items() if (value["of"], key) in held}
        if used:
            yield source, _with(source.data, "identifiers", used, above=_BEFORE)


def _held(content: Content, market: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field of who holds identifiers in a market, with the name of the holder."""
    yield from (("advertiser", key) for key in _mapping(data.get("advertiser")))
    for campaign in content.campaigns.values():
        for partnership in _mapping(_mapping(campaign.data).get("partnerships")).values():
            if _mapping(partnership).get("market") != market:
                continue
            for post in _items(partnership, "deliverables", "publish"):
                yield from (("publication", key) for key in post)
            creator = content.creators.get(str(_mapping(partnership).get("creator")))
            for account in _items(creator.data if creator else None, "accounts"):
                yield from (("account", key) for key in account)


def _items(value: Any, *path: str) -> Iterator[Mapping[str, Any]]:
    """The records at the end of a path through lists of records."""
    if not path:
        yield _mapping(value)
        return
    inner = _mapping(value).get(path[0])
    for item in inner if isinstance(inner, list) else ():
        yield from _items(item, *path[1:])


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _with(data: Mapping[str, Any], name: str, value: Any, *, above: str) -> dict[str, Any]:
    """Some values with one more, above the one of a name, or last where that is not there."""
    entries = list(data.items())
    place = next((index for index, (key, _) in enumerate(entries) if key == above), len(entries))
    return dict([*entries[:place], (name, value), *entries[place:]])


_MIGRATIONS: tuple[Callable[[Content], Iterator[tuple[Source, dict[str, Any]]]], ...] = (_identifiers_declared,)
"""In the order in which formats came: what one writes, the next reads."""
