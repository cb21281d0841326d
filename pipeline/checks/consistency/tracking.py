"""Promo codes, links and windows: what orders are counted by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject
from pipeline.model.partnership import Tracking

_OWN = N_("each partnership has its own: its orders are counted by it; if that was agreed, write shared: true at each")


def codes(subject: Subject) -> Iterator[Problem]:
    """A problem for each promo code that two partnerships have: nobody could tell whose orders they are."""
    message = N_('"{value}" is already the promo code of {other}')
    yield from _repeated(subject, "code", message, lambda tracking: tracking.code and tracking.code.casefold())


def links(subject: Subject) -> Iterator[Problem]:
    """A problem for each link that two partnerships have: nobody could tell whose orders they are."""
    message = N_('"{value}" is already the link of {other}')
    yield from _repeated(subject, "link", message, lambda tracking: tracking.link and tracking.link.rstrip("/"))


def windows(subject: Subject) -> Iterator[Problem]:
    """A warning for a window other than the campaign counts by: it may be agreed, but its numbers compare with none."""
    campaign = subject.campaign
    primary = next((measure for measure in campaign.metrics if measure.tier == "primary"), None)
    for name, partnership in campaign.partnerships.items():
        section = campaign.markets.get(partnership.market)
        target = section.targets.get(primary.metric) if section and primary else None
        stated = [each.counted for each in (target, primary) if each is not None and each.counted is not None]
        usual = next((each.window_days for each in stated if each.window_days), campaign.measurement.window_days)
        if partnership.tracking.window_days != usual:
            message = N_("orders count within {days} days here, within {other} in the campaign")
            hint = N_("write {other}, unless another window was agreed")
            place = ("partnerships", name, "tracking", "window_days")
            yield subject.problem(place, message, hint=hint, days=partnership.tracking.window_days, other=usual)


def _repeated(
    subject: Subject, field: Literal["code", "link"], message: str, key: Callable[[Tracking], str | None]
) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, partnership in subject.campaign.partnerships.items():
        counted_by = None if partnership.tracking.shared else key(partnership.tracking)
        if counted_by is not None and (other := seen.setdefault(counted_by, name)) != name:
            value = getattr(partnership.tracking, field)
            yield subject.problem(
                ("partnerships", name, "tracking", field), message, hint=_OWN, value=value, other=other
            )
