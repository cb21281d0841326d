"""What a creator's scorecards start from: each partnership that has none yet, its raters, and its agreed days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pipeline.domain.agreement import agreement
from pipeline.model.campaign import Campaign
from pipeline.model.partnership import Partnership
from pipeline.reading.project import Project
from pipeline.workspace.starting_values import CannotStart, StartingValues

_STEPS = ("draft", "final", "report")
"""The milestones that a creator delivers, and what a scorecard calls them."""
_RATERS = 2
_DAY = datetime.timedelta(days=1)


def values(facts: StartingValues) -> dict[str, Any]:
    """What the scorecards of a creator name. Raises CannotStart where there is no such creator, or no partnership."""
    project, creator = facts.project, facts.name
    if creator not in project.creators:
        raise CannotStart('there is no creator "{name}" (scorecards have the id of their creator)', name=creator)
    by_day = sorted(project.campaigns.items(), key=lambda item: item[1].issued)
    found = [
        {"campaign": name, "partnership": each, **_facts(project, name, campaign, partnership)}
        for name, campaign in by_day
        for each, partnership in campaign.partnerships.items()
        if partnership.creator == creator
    ]
    if not found:
        raise CannotStart("{name} is part of no campaign yet (a partnership comes first)", name=creator)
    # The latest that was counted is the one to be judged.
    counted = [each for each in found if each["campaign"] in project.results]
    return {"cards": found, "first": (counted or found)[-1]}


def _facts(project: Project, name: str, campaign: Campaign, partnership: Partnership) -> dict[str, Any]:
    people = dict.fromkeys([project.markets[partnership.market].lead, campaign.owner, *project.organisation.people])
    results = project.results.get(name)
    posts = [post.date for part in partnership.deliverables for post in part.publish]
    last = max(posts, default=campaign.issued)
    rated = min(last, results.measured - _DAY) if results else last
    return {
        "raters": list(people)[:_RATERS],
        "rated": rated.isoformat(),
        "due": [(what, day.isoformat()) for what, day in _due(project, campaign, partnership, posts)],
    }


def _due(
    project: Project, campaign: Campaign, partnership: Partnership, posts: list[datetime.date]
) -> Iterator[tuple[str, datetime.date]]:
    """What was to come, with its agreed day: in the order of days."""
    steps = agreement(project, campaign, partnership).schedule
    agreed = [(step.milestone, step.date) for step in steps if step.milestone in _STEPS]
    yield from sorted([*agreed, *(("post", day) for day in posts)], key=lambda each: each[1])
