from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.checks.consistency import costs
from pipeline.checks.consistency.subject import Subject, subjects
from pipeline.model.range import PlannedInput


def planned(subject: Subject, value: int, currency: str) -> Subject:
    section = subject.campaign.markets["ru"]
    plan = {"cost": PlannedInput.model_construct(value=Decimal(value), currency=currency)}
    markets = {"ru": section.model_copy(update={"plan": plan})}
    return Subject(subject.project, subject.id, subject.campaign.model_copy(update={"markets": markets}))


@pytest.mark.parametrize(
    ("value", "currency", "count"), [(100000, "RUB", 0), (99999, "RUB", 1), (10, "USD", 0), (130000, "RUB", 0)]
)
def test_a_plan_below_what_creators_are_promised_is_told(minimal: Path, value: int, currency: str, count: int) -> None:
    [subject] = subjects(load(minimal))
    said = [str(found) for found in costs.below_promises(planned(subject, value, currency))]
    assert len(said) == count
    assert all("99999 RUB are planned, and creators are promised 100000 RUB" in line for line in said)


def test_what_comes_only_with_results_is_not_counted(minimal: Path) -> None:
    bonus = "bonuses: [{metric: cpa, threshold: 9, counted_by: 2027-05-12, amount: 9000, currency: RUB, paid_by: 2027-05-31}]"
    edit(minimal, CAMPAIGN, ("    tracking:", f"    {bonus}\n    tracking:"))
    [subject] = subjects(load(minimal))
    assert list(costs.below_promises(planned(subject, 100000, "RUB"))) == []
