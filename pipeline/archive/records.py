"""Records of what was agreed, beside those that were archived: entries may only have been added since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.archive.store import ArchiveStore
from pipeline.base import saved
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.reading import sources
from pipeline.reading.places import value_at
from pipeline.reading.project import Project

_ADD = N_("add a new entry instead")


def rewritten(project: Project, store: ArchiveStore, campaign: str) -> Iterator[Problem]:
    """A problem for each archived entry of a campaign's records that does not say any more what it said."""
    path = f"content/agreements/{campaign}.yaml"
    seen: set[str] = set()
    for version in _versions(store, campaign):
        try:
            was = sources.read(store.sources(campaign, version) / path, path).data
        except Problems:
            # A version from before there were records, or one that `briefs verify` speaks of.
            continue
        now = project.sources.get(path)
        if now is None:
            yield problem(path, N_("was archived, and is gone"), hint=N_("take it from version control"))
            return
        for field, entries in was.items():
            for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
                place = (field, index) if isinstance(entries, list) else (field,)
                if str(place) not in seen and not _holds(value_at(now.data, place), entry):
                    seen.add(str(place))
                    message = N_("entry {number} was changed after it was archived with version {version}")
                    yield now.problem(place, message, hint=_ADD, number=index + 1, version=version)


def _versions(store: ArchiveStore, campaign: str) -> list[str]:
    """The archived versions of a campaign; none where the archive cannot be read, which is told elsewhere."""
    try:
        return [release.version for release in store.index().of(campaign)]
    except (OSError, ValueError, saved.NotAsSaved):
        return []


def _holds(now: Any, was: Any) -> bool:
    """Whether a value still says all that it said; it may say more: a reply, an outcome."""
    if isinstance(was, dict):
        return isinstance(now, dict) and all(name in now and _holds(now[name], said) for name, said in was.items())
    if isinstance(was, list):
        return isinstance(now, list) and len(now) >= len(was) and all(map(_holds, now, was))
    return was is None or bool(now == was)
