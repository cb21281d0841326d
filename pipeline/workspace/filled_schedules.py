"""A campaign with empty schedules → its file with the last possible dates in them, and everything else as it was typed.

A library that writes YAML anew would wrap and quote the rest of the file its own way: lines are put in instead, and
what they make is read again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain import timetable
from pipeline.domain.plan import PartnershipPlan, plan
from pipeline.domain.timetable import Layer
from pipeline.model.campaign import Campaign
from pipeline.model.milestone import MILESTONES
from pipeline.reading import sources
from pipeline.reading.edited import added
from pipeline.reading.project import Project
from pipeline.reading.sources import Place, Source

_BELOW = ("cancelled", "fixed", "waves", "steps")
"""What stands behind the schedule."""


class CannotFill(Exception):
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
            f"{source.path} has dates already; typed dates are compared, never overwritten "
            "(write schedule: [] to have them worked out)"
        )
    changed, left = source, []
    for layer in empty:
        plans = _plans(project, campaign, layer)
        changed = _put_in(changed, layer.place, _items(_last_days(plans)))
        left += [f"{step} ({'.'.join(map(str, layer.place))})" for step in _untold(campaign, layer, plans)]
    old, new = source.raw.decode(), changed.raw.decode()
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
    if not here:
        where = ".".join(map(str, layer.place))
        raise CannotFill(f"{where} has no post yet to count back from (write a partnership with its first post)")
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


def _items(days: dict[str, datetime.date]) -> list[str]:
    return [f"- {{milestone: {_kind(step)}, date: {day}}}" for step, day in days.items()]


def _put_in(source: Source, place: Place, items: Sequence[str]) -> Source:
    """The file with a schedule at a place. Raises CannotFill where it cannot be put there line by line."""
    lines = source.raw.decode().split("\n")
    gap = _gap(source, place, lines)
    written = [gap.head, *(f"{gap.indent}  {item}" for item in items)]
    lines[gap.row : gap.row + gap.replaced] = written
    return sources.parse("\n".join(lines), source.path)


@dataclass(frozen=True)
class _Gap:
    """Where a schedule comes to stand: the row, how many rows it takes the place of, and its first line."""

    row: int
    replaced: int
    indent: str
    head: str


def _gap(source: Source, place: Place, lines: Sequence[str]) -> _Gap:
    where, section = ".".join(map(str, place)), source.data
    for part in place:
        section = section[part]
    if "schedule" in section:
        row = source.position((*place, "schedule"), key=True)[0] - 1
        # A comment behind the empty list stays where it is.
        found = re.fullmatch(r"( *)schedule: *\[ *\]( *#.*)?", lines[row])
        if found is None:
            raise CannotFill(f"{where}.schedule shares its line (write schedule: [] on a line of its own)")
        return _Gap(row, 1, found[1], f"{found[1]}schedule:{found[2] or ''}")
    rows = {name: source.position((*place, name), key=True) for name in section}
    if not all(lines[row - 1][: column - 1].isspace() for row, column in rows.values()) or not rows:
        raise CannotFill(f"{where} stands between braces (write schedule: [] on a line of its own)")
    first, indent = min(row for row, _ in rows.values()), " " * (min(column for _, column in rows.values()) - 1)
    below = [rows[name][0] - 1 for name in _BELOW if name in rows]
    return _Gap(min(below) if below else _end(lines, first, indent), 0, indent, f"{indent}schedule:")


def _end(lines: Sequence[str], row: int, indent: str) -> int:
    """The row behind a section: what follows is indented less, with the blanks and comments before it."""
    rest = range(row, len(lines))
    after = next((at for at in rest if lines[at].strip() and not lines[at].startswith(indent)), len(lines))
    while not lines[after - 1].strip() or lines[after - 1].lstrip().startswith("#"):
        after -= 1
    return after
