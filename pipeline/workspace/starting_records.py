"""What the records of a campaign start from: who decides, a clock, the days before it is issued, its checkpoints."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pipeline.domain.progress import DRAFT
from pipeline.domain.results import posts_of
from pipeline.model.alignment import STEPS, Step
from pipeline.reading.project import Project
from pipeline.workspace.starting_values import CannotStart

QUESTIONS: Mapping[Step, tuple[str, str]] = {
    "goal": ("Is this still what the business needs?", "Это всё ещё то, что нужно бизнесу?"),
    "strategy": ("Does each market’s way lead there?", "Приведёт ли туда путь каждого рынка?"),
    "execution": ("Can the creators make this in the time they have?", "Успеют ли блогеры это сделать?"),
    "metrics": ("Would a miss of these ranges change what we do?", "Изменит ли что-то промах мимо диапазонов?"),
    "mid-campaign": ("What can still move, and what do we leave?", "Что ещё можно поменять, а что оставить?"),
}
"""What a checkpoint asks, in English and in Russian."""
_WEEK = datetime.timedelta(days=7)


def values(project: Project, name: str) -> dict[str, Any]:
    """What the records of a campaign name. Raises CannotStart where it has gone beyond a draft, or is not there."""
    campaign, people = project.campaigns.get(name), project.organisation.people
    if campaign is None:
        raise CannotStart('there is no campaign "{name}" (its records have its id)', name=name)
    if campaign.status != DRAFT:
        now = campaign.status
        raise CannotStart(
            "{name} is {now}; records begin with a draft (raise version, set status: draft)", name=name, now=now
        )
    return {
        "decides": project.organisation.decision_makers[0],
        "asked": (campaign.issued - 4 * _WEEK).isoformat(),
        "call": (campaign.issued - 2 * _WEEK).isoformat(),
        "planned": (campaign.issued - _WEEK).isoformat(),
        "zone": people[campaign.owner].time_zone,
        "steps": [(step, *QUESTIONS[step]) for step in STEPS],
    }


def results(project: Project, name: str) -> dict[str, Any]:
    """What the results of a campaign name: each of its posts, and the day of the last. Raises CannotStart."""
    campaign = project.campaigns.get(name)
    if campaign is None:
        raise CannotStart('there is no campaign "{name}" (its results have its id)', name=name)
    days = [
        publication.until or publication.date
        for partnership in campaign.partnerships.values()
        for deliverable in partnership.deliverables
        for publication in deliverable.publish
    ]
    return {
        "posts": [
            {"partnership": each, "deliverable": number, "post": post} for each, number, post in posts_of(campaign)
        ],
        "markets": list(campaign.markets),
        "day": max(days, default=campaign.issued).isoformat(),
    }
