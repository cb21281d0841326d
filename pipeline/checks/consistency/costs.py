"""What is promised to creators, beside what was planned to be spent."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject
from pipeline.domain.pay import promises


def below_promises(subject: Subject) -> Iterator[Problem]:
    """A warning for each planned cost that is less than its market's creators are promised, in the same currency."""
    for name, section in subject.campaign.markets.items():
        agreed = [each for each in subject.campaign.partnerships.values() if each.market == name]
        promised = {promise.currency: promise.sure for promise in promises(agreed)}
        for planned, item in section.plan.items():
            sure = promised.get(item.currency or "")
            if sure is not None and item.value < sure:
                message = N_("{planned} {currency} are planned, and creators are promised {promised} {currency}")
                hint = N_("write what the fees and all other costs come to")
                values = {"planned": f"{item.value:f}", "promised": f"{sure:f}", "currency": item.currency}
                yield subject.problem(("markets", name, "plan", planned), message, hint=hint, **values)
