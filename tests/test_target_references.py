"""The rules are cases of `tests/problems/rules`; here is what they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.metrics import NoRate
from pipeline.project import Project
from pipeline.target_references import planned_inputs


def test_a_plan_is_told_in_one_currency(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = planned_inputs(campaign, campaign.markets["ru"], "USD")
    assert (found["cost"].amount, found["cost"].unit) == (Decimal(9450), "USD")
    assert (found["conversions"].amount, found["conversions"].unit) == (Decimal(900), "")


def test_without_a_rate_a_plan_is_told_in_its_own_currency_alone(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    assert planned_inputs(campaign, campaign.markets["ru"], "RUB")["cost"].amount == 756000
    with pytest.raises(NoRate):
        planned_inputs(campaign, campaign.markets["ru"], "EUR")
