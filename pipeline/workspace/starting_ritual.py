"""What a ritual starts from: who hosts and presents it, which metrics, the month after the latest date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.domain.ritual import GROUPS, after, day_of
from pipeline.model.ritual import Meeting
from pipeline.workspace.starting_values import CannotStart, StartingValues

_MOST = 8
"""More presenters than that are asked by whoever wants them."""


def values(facts: StartingValues) -> dict[str, Any]:
    """What a ritual names. Raises CannotStart where the project has nobody to take turns, or no date."""
    project = facts.project
    host = facts.person(next((campaign.owner for campaign in project.campaigns.values()), ""))
    presenters = [person for person in project.organisation.people if person != host][:_MOST]
    if len(presenters) < 2:
        raise CannotStart("a ritual needs a host and two presenters (add people to content/organisation.yaml)")
    month = after(str(facts.dated()["issued"])[:7])
    meeting = Meeting.model_validate({"nth": 2, "weekday": "tue", "time": "15:00", "zone": "UTC"})
    return {
        "host": host,
        "zone": facts.people[host].time_zone,
        "presenters": presenters,
        "metrics": [{"metric": name, "owner": host} for name in _metrics(facts)],
        "month": month,
        "on": day_of(meeting, month).isoformat(),
    }


def _metrics(facts: StartingValues) -> Iterator[str]:
    """A metric of each group, those first that campaigns are judged by."""
    metrics = facts.project.metrics.metrics
    judged = [measure.metric for campaign in facts.project.campaigns.values() for measure in campaign.metrics]
    for group in GROUPS:
        name = next((name for name in [*judged, *metrics] if name in metrics and metrics[name].group == group), None)
        if name is not None:
            yield name
