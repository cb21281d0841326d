"""What is known of how to approach a creator: whether it is too old for a campaign that goes by it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.reading.project import Project


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """A warning for each creator of a campaign whose profile was due for another look when the campaign was issued."""
    campaign = project.campaigns[name]
    for each in dict.fromkeys(partnership.creator for partnership in campaign.partnerships.values()):
        profile = project.creators[each].profile
        if profile is None or campaign.issued <= profile.review_by:
            continue
        message = N_("what is known of {name} is of {day}, and {campaign} was issued on {issued}")
        hint = N_("ask again, and write asked_on: and review_by:")
        source, issued = project.sources[f"content/creators/{each}.yaml"], campaign.issued
        place = ("profile", "review_by")
        yield source.problem(place, message, hint=hint, name=each, day=profile.asked_on, campaign=name, issued=issued)
