"""What a market's calls start from: the first day and hour that suit its lead and its creators."""

from __future__ import annotations

from typing import Any

from pipeline.domain import cohort as calls
from pipeline.domain.ritual import after
from pipeline.model.calendar import WEEKDAYS
from pipeline.model.cohort import Cohort
from pipeline.workspace.starting_values import CannotStart, StartingValues

_NTH, _WEEKDAY, _TIME = 3, "thu", "17:00"
_MONTHS = 3
"""So many months are searched for a day on which everybody works."""


def values(facts: StartingValues) -> dict[str, Any]:
    """What a market's calls name. Raises CannotStart where there is no such market, or no hour that suits everybody."""
    project, name = facts.project, facts.name
    if name not in project.markets:
        raise CannotStart('there is no market "{name}" (its calls have its id: briefs new cohort MARKET)', name=name)
    market = project.markets[name]
    if not calls.creators_of(project, name):
        raise CannotStart("no creator works in {name} yet (a partnership with market: {name} comes first)", name=name)
    zone = facts.people[market.lead].time_zone
    cohort = Cohort.model_validate({"when": {"nth": _NTH, "weekday": _WEEKDAY, "time": _TIME, "zone": zone}})
    month = str(facts.dated(market)["issued"])[:7]
    for _ in range(_MONTHS):
        month = after(month)
        for slot in calls.slots(cohort, calls.participants(project, name, month), month, 1):
            usual = calls.begins(cohort, month).replace(day=slot.first.day)
            starts = min(max(slot.first, usual), slot.last)
            return {
                "lead": market.lead,
                "month": month,
                "on": f"{starts:%Y-%m-%d}",
                "time": f"{starts:%H:%M}",
                "zone": zone,
                "nth": min((starts.day - 1) // 7 + 1, 4),
                "weekday": WEEKDAYS[starts.weekday()],
            }
    path = f"content/cohorts/{name}.yaml"
    raise CannotStart(
        "no hour between 9:00 and 20:00 suits everybody in {name} (invite some by invited: in {path})",
        name=name,
        path=path,
    )
