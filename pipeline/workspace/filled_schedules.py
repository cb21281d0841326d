"""A campaign with empty schedules → its file with the last possible dates in them, all else as it was typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.base.problems import Refusal
from pipeline.domain import timetable
from pipeline.domain.plan import PartnershipPlan, before_partnerships, plan
from pipeline.domain.timetable import Layer
from pipeline.model.campaign import Campaign
from pipeline.model.milestone import MILESTONES
from pipeline.reading.edited import added, edited
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

_BELOW = ("cancelled", "fixed", "waves", "steps")
"""What stands behind the schedule."""


class CannotFill(Refusal):
    """Nothing can be filled in; the words say why and what to do."""


@dataclass(frozen=True)
class Filled:
    """The new text of a campaign's file, the lines that were put in, and the paid steps that nobody can work out."""

    path: str
    text: str
    lines: tuple[tuple[int, str], ...]
    left: tuple[str, ...]


def filled(project: Project, name: str) -> Filled:
    """The file of a campaign with the last days of each step where a schedule is empty. Raises CannotFill.

    Raises what `plan` raises.
    """
    campaign, source = project.campaigns[name], project.sources[f"content/campaigns/{name}.yaml"]
    empty = [layer for layer in _schedules(campaign) if not layer.dates.schedule]
    if not empty:
        raise CannotFill(
            "{path} has dates already; typed dates are compared, never overwritten "
            "(write schedule: [] to have them worked out)",
            path=source.path,
        )
    values, left = source.data, []
    for layer in empty:
        plans = _plans(project, campaign, layer)
        values = _with_schedule(values, layer.place, _items(_last_days(plans)))
        left += [f"{step} ({'.'.join(map(str, layer.place))})" for step in _untold(campaign, layer, plans)]
    old, new = source.raw.decode(), edited(source, values)
    # A source's lines end in one way, the file's as its editor writes them.
    end = "\r\n" if b"\r\n" in (project.folder / source.path).read_bytes() else "\n"
    return Filled(source.path, new.replace("\n", end), tuple(added(old, new)), tuple(left))


def _untold(campaign: Campaign, layer: Layer, plans: Sequence[PartnershipPlan]) -> Iterator[str]:
    """The steps with which parts of a fee are paid and that no post says the day of."""
    known = {dated.step.milestone for dated in timetable.of_market(campaign, layer.market, _wave(layer)).steps}
    for step in dict.fromkeys(part.at or part.after for made in plans for part in made.terms.payment):
        kind = MILESTONES.get(step or "")
        if step and kind and step not in known and (kind.paid or kind.due == "after the post"):
            yield step


def _schedules(campaign: Campaign) -> Iterator[Layer]:
    """The dates of each wave; of a market without waves, those of the market."""
    for layer in timetable.layers(campaign):
        if not layer.partnership and (_wave(layer) or not campaign.markets[layer.market].waves):
            yield layer


def _wave(layer: Layer) -> str:
    return str(layer.place[-1]) if "waves" in layer.place else ""


def _plans(project: Project, campaign: Campaign, layer: Layer) -> list[PartnershipPlan]:
    """The plans of those who keep these dates; of all, where everybody has dates of their own."""
    here = [
        name
        for name, partnership in campaign.partnerships.items()
        if (partnership.market, partnership.wave or "") == (layer.market, _wave(layer))
    ]
    dates = timetable.of_market(campaign, layer.market, _wave(layer))
    if not here and dates.fixed is None:
        where = ".".join(map(str, layer.place))
        raise CannotFill(
            "{where} has no post yet to count back from "
            "(write a partnership with its first post, or fixed: with the day)",
            where=where,
        )
    if not here:
        return [before_partnerships(project, campaign, dates)]
    shared = [name for name in here if campaign.partnerships[name].dates is None]
    return [plan(project, campaign, name) for name in shared or here]


def _last_days(plans: Sequence[PartnershipPlan]) -> dict[str, datetime.date]:
    """The last day of each step that keeps every post."""
    last: dict[str, datetime.date] = {}
    for made in plans:
        for step in made.steps:
            kind = MILESTONES.get(_kind(step.id))
            if kind is not None and kind.due == "before the post":
                last[step.id] = min(step.latest.finish, last.get(step.id, step.latest.finish))
    return dict(sorted(last.items(), key=lambda item: item[1]))


def _kind(step: str) -> str:
    name, _, number = step.rpartition("-")
    return name if number.isdecimal() else step


def _items(days: Mapping[str, datetime.date]) -> list[dict[str, Any]]:
    return [{"milestone": _kind(step), "date": str(day)} for step, day in days.items()]


def _with_schedule(values: Mapping[str, Any], place: Place, items: Sequence[Any]) -> dict[str, Any]:
    """The values of a file with a schedule at a place, before the fields that stand below one."""
    if place:
        name, *rest = place
        return {**values, str(name): _with_schedule(values[str(name)], tuple(rest), items)}
    if "schedule" in values:
        return {**values, "schedule": list(items)}
    names = list(values)
    at = min([names.index(name) for name in _BELOW if name in values], default=len(names))
    return {name: values[name] if name in values else list(items) for name in (*names[:at], "schedule", *names[at:])}
