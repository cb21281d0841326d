"""Steps that the latest archived version promised and that are gone without a word: calendars would keep them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.archive.store import ArchiveStore
from pipeline.base.problems import N_, Problem, Problems
from pipeline.domain import timetable
from pipeline.domain.timetable import Layer
from pipeline.model.campaign import Campaign
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place


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
        source = project.sources[path]
        for place, message, hint, told in _gone_posts(record, before):
            yield source.problem(place, message, hint=hint, version=version, **told)
        for layer in timetable.layers(record):
            for step, day in _gone(layer, before):
                message = N_('the step "{step}" of {day}, which version {version} promised, is gone')
                hint = N_("write it under cancelled:, so that calendars drop it")
                values: dict[str, Any] = {"step": step, "day": day, "version": version}
                yield source.problem((*layer.place, "schedule"), message, hint=hint, **values)


def _gone_posts(record: Campaign, before: Any) -> Iterator[tuple[Place, str, str, dict[str, Any]]]:
    """Each partnership that a campaign had and has no more, and each that promised more posts."""
    listed = before.get("partnerships") if isinstance(before, dict) else None
    for name, was in listed.items() if isinstance(listed, dict) else ():
        now = record.partnerships.get(name)
        if now is None and name not in record.cancelled:
            message = N_('the partnership "{name}", which version {version} had, is gone')
            hint = N_("write it under cancelled: of the campaign, so that calendars drop its posts")
            yield ("partnerships",), message, hint, {"name": name}
        elif now is not None:
            days = {(post.date, post.time) for item in now.deliverables for post in item.publish}
            fewer = len(_moments(was)) - len(days) - len(now.cancelled)
            if fewer > 0:
                message = N_("posts that version {version} promised and that are gone: {count}")
                hint = N_("write them under cancelled:, so that calendars drop them")
                yield ("partnerships", name, "deliverables"), message, hint, {"count": fewer}


def _moments(partnership: Any) -> set[tuple[Any, Any]]:
    """When the posts of a partnership went out, as it was typed; what another program wrote may have another form."""
    items = partnership.get("deliverables") if isinstance(partnership, dict) else None
    posts = [item.get("publish") for item in items or () if isinstance(item, dict)]
    return {
        (post.get("date"), post.get("time"))
        for each in posts
        if isinstance(each, list)
        for post in each
        if isinstance(post, dict)
    }


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
