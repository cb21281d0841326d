"""What has to be said: how much of it a viewer keeps."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject
from pipeline.reading.yaml_values import Place

_KEPT = 3
"""Messages that are kept in mind, and said in the creator's own words."""


def more_than_three(subject: Subject) -> Iterator[Problem]:
    """A warning for each list of more than three things that have to be said."""
    lists: dict[Place, int] = {("messages", "must"): len(subject.campaign.messages.must)}
    for name, section in subject.campaign.markets.items():
        lists["markets", name, "messages", "must"] = len(section.messages.must)
    for place, count in lists.items():
        if count > _KEPT:
            message = N_("{count} things must be said; people remember three")
            hint = N_("move what may be left out to may:")
            yield subject.problem((*place, _KEPT), message, hint=hint, count=count)
