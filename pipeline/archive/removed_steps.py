"""Steps that the latest archived version promised and that are gone without a word: calendars would keep them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.archive.store import ArchiveStore
from pipeline.base.problems import N_, Problem, Problems
from pipeline.domain import timetable
from pipeline.domain.timetable import Layer
from pipeline.reading import sources
from pipeline.reading.project import Project


def warnings(project: Project, store: ArchiveStore, campaign: str = "") -> Iterator[Problem]:
    """A warning for each step that no schedule of a campaign has any more and that is not under `cancelled:`."""
    try:
        releases = store.index().releases
    except (OSError, ValueError):
        # What is wrong with an archive is told by its own commands.
        return
    for name, record in project.campaigns.items():
        if name not in releases or campaign not in ("", name):
            continue
        version = releases[name][-1].version
        path = f"content/campaigns/{name}.yaml"
        try:
            before = sources.read(store.sources(name, version) / path, path).data
        except Problems:
            continue
        for layer in timetable.layers(record):
            for step, day in _gone(layer, before):
                message = N_('the step "{step}" of {day}, which version {version} promised, is gone')
                hint = N_("write it under cancelled:, so that calendars drop it")
                values: dict[str, Any] = {"step": step, "day": day, "version": version}
                yield project.sources[path].problem((*layer.place, "schedule"), message, hint=hint, **values)


def _gone(layer: Layer, before: Any) -> Iterator[tuple[str, str]]:
    """The kinds and days of the steps that one schedule had and has no more, the last of their kind."""
    for part in (*layer.place, "schedule"):
        before = before.get(part) if isinstance(before, dict) else None
    there: Counter[object] = Counter(step.milestone for step in (*layer.dates.schedule, *layer.dates.cancelled))
    for step in before if isinstance(before, list) else ():
        # What another version of the program wrote may have another form.
        kind, day = (step.get("milestone"), step.get("date")) if isinstance(step, dict) else (None, None)
        if there[kind] > 0:
            there[kind] -= 1
        elif kind is not None:
            yield str(kind), str(day)
