"""A section that is too long → where the most of what it prints is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pipeline.domain.targets import Target
from pipeline.reading.places import value_at
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

Written = tuple[str, Place]
"""A file, and the place of a value in it."""


def written(section: str, target: Target, project: Project) -> Written | None:
    """Where most of what a section of a target's document prints is written; None where its kind does not say.

    A list is one value: it grew by an item, and nobody knows by which.
    """
    prints = project.kinds[target.kind].prints
    # A kind that has a section for each market names them all by what they have in common.
    wanted = prints.get(section) or prints.get(section.partition("-")[0]) or ()
    values = [
        (path, place, value)
        for name in wanted
        for path, place in _roots(name, target, project)
        if path in project.sources and (value := value_at(project.sources[path].data, place)) is not None
    ]
    if not values:
        return None
    path, place, value = max(values, key=lambda item: _weight(item[2], target.language))
    return path, _heaviest(place, value, target.language)


def _roots(name: str, target: Target, project: Project) -> Iterator[Written]:
    """Where a value that a kind names stands: that of the partnership, of its market, or of all the campaign's."""
    root, *fields = name.split(".")
    campaign = f"content/campaigns/{target.campaign}.yaml"
    partnerships = project.campaigns[target.campaign].partnerships
    market = target.market or (partnerships[target.partnership].market if target.partnership else "")
    match root:
        case "records":
            yield f"content/agreements/{target.campaign}.yaml", tuple(fields)
        case "campaign":
            yield campaign, tuple(fields)
        case "partnership" if target.partnership:
            yield campaign, ("partnerships", target.partnership, *fields)
        case "section":
            names = [market] if market else project.campaigns[target.campaign].markets
            yield from ((campaign, ("markets", name, *fields)) for name in names)
        case "market":
            names = [market] if market else project.campaigns[target.campaign].markets
            yield from ((f"content/markets/{name}.yaml", tuple(fields)) for name in names)


def _heaviest(place: Place, value: Any, language: str) -> Place:
    """The place of the longest text within a value, or of a list that is longer."""
    while isinstance(value, dict) and value:
        key = language if language in value else max(value, key=lambda name: _weight(value[name], language))
        place, value = (*place, key), value[key]
    return place


def _weight(value: Any, language: str) -> int:
    """How many letters a value has; of a text in several languages, those of one."""
    if isinstance(value, dict):
        return _weight(value[language], language) if language in value else _sum(value.values(), language)
    return _sum(value, language) if isinstance(value, list) else len(str(value))


def _sum(values: Collection[Any], language: str) -> int:
    return sum(_weight(value, language) for value in values)
