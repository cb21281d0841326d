"""Times that a clock never shows, or shows twice."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject
from pipeline.domain import timetable
from pipeline.reading.yaml_values import Place


def of_posts(subject: Subject) -> Iterator[Problem]:
    """A problem for each post whose time its creator's clock skips or repeats: a document prints one instant."""
    for agreed in subject.agreed:
        for post in agreed.posts:
            publication, zone = post.publication, agreed.creator.time_zone
            yield from _fault(subject, post.place, publication.date, publication.time, zone)


def of_steps(subject: Subject) -> Iterator[Problem]:
    """A problem for each step whose time its market's clock skips or repeats: a document prints one instant."""
    for layer in timetable.layers(subject.campaign):
        market = subject.project.markets.get(layer.market)
        if market is not None:
            for dated in layer.steps:
                yield from _fault(subject, dated.place, dated.step.date, dated.step.time, market.time_zone)


def _fault(
    subject: Subject, place: Place, date: datetime.date, time: datetime.time | None, zone: str
) -> Iterator[Problem]:
    if time is None:
        return
    clock = zoneinfo.ZoneInfo(zone)
    first = datetime.datetime.combine(date, time, clock)
    second = first.replace(fold=1)
    shift = (second.utcoffset() or _NONE) - (first.utcoffset() or _NONE)
    if not shift:
        return
    message = _SKIPPED if shift > _NONE else _REPEATED
    around = [datetime.datetime.combine(date, time) + sign * abs(shift) for sign in (-1, 1)]
    before, after = (f"{moment:%H:%M}" if moment.date() == date else f"{moment:%Y-%m-%d %H:%M}" for moment in around)
    values = {"time": f"{time:%H:%M}", "day": date, "zone": zone, "before": before, "after": after}
    yield subject.problem((*place, "time"), message, hint=_WRITE, **values)


_NONE = datetime.timedelta()
_SKIPPED = N_("there is no {time} on {day} in {zone}: clocks go forward then")
_REPEATED = N_("{time} comes twice on {day} in {zone}: clocks are set back then")
_WRITE = N_("write {before} or {after}")
