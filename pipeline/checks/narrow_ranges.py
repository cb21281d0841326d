"""Ranges that chance alone can leave, with a plan that is exactly right: to be looked at before they are agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain.metrics import NoRate, planned_inputs
from pipeline.domain.verdicts import PlannedLuck, planned_luck
from pipeline.model.campaign import MarketSection
from pipeline.reading.project import Project

_BEFORE = ("draft", "in-review")
"""While ranges can still be changed."""
_SELDOM = 0.05
_NARROW = N_(
    "{low}–{high} is narrower than chance at {count} orders: "
    "exactly as planned, {above} of 100 such campaigns come out above it and {below} below"
)


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """A warning for each range of a campaign that chance leaves oftener than 5 times in 100, unless it says why."""
    campaign = project.campaigns[name]
    if campaign.status not in _BEFORE:
        return
    source = project.sources[f"content/campaigns/{name}.yaml"]
    primary = next(measure.metric for measure in campaign.metrics if measure.tier == "primary")
    for market, section in campaign.markets.items():
        target = section.targets.get(primary)
        found = _luck(project, name, primary, section)
        if target is None or target.narrow is not None or found is None or found.outside <= _SELDOM:
            continue
        hint = N_("widen it or plan more orders, or say in narrow: why it may be so")
        values: dict[str, Any] = {
            "low": f"{target.low:f}",
            "high": "" if target.high is None else f"{target.high:f}",
            "count": found.count,
            "above": found.percent_above,
            "below": found.percent_below,
        }
        yield source.problem(("markets", market, "targets", primary), _NARROW, hint=hint, **values)


def _luck(project: Project, name: str, primary: str, section: MarketSection) -> PlannedLuck | None:
    target = section.targets.get(primary)
    if not section.plan or target is None or not target.currency:
        return None
    try:
        given = planned_inputs(project.campaigns[name], section, target.currency)
        return planned_luck(given, target, project.metrics.metrics[primary])
    except (KeyError, NoRate):
        return None
