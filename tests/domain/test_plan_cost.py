from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.domain.kpi_sheet import sheet
from pipeline.domain.plan_cost import Cost, cost_of_plan, total
from pipeline.model.range import Range
from pipeline.reading.project import Project

SPRING = "spring-glow"


def test_the_planned_orders_cost_the_range_times_their_number(project: Project) -> None:
    found = [plan.cost for plan in sheet(project, project.campaigns[SPRING]).plans]
    assert found == [
        Cost(Decimal(7200), Decimal(9450), Decimal(10800), Decimal(11790), Decimal(721), Decimal(179)),
        Cost(Decimal(21000), Decimal(24600), Decimal(27000), Decimal(22920), Decimal(643), Decimal(-43)),
    ]


def test_the_channel_costs_what_its_markets_cost(project: Project) -> None:
    channel = sheet(project, project.campaigns[SPRING]).channel
    assert channel is not None
    assert channel.cost == Cost(
        Decimal(28200), Decimal(34050), Decimal(37800), Decimal(34710), Decimal(1364), Decimal(136)
    )
    assert (channel.cost.risk, channel.cost.drift) == (3750, 660)


def test_what_is_committed_is_told_in_the_currency_of_the_plan_and_as_its_share(project: Project) -> None:
    found = sheet(project, project.campaigns[SPRING])
    assert found.channel is not None
    assert [(plan.committed, plan.committed_share) for plan in found.plans] == [(7500, 79), (20600, 84)]
    assert found.plans[0].own is not None
    assert found.plans[0].own.committed == 600000
    assert (found.channel.committed, found.channel.committed_share, found.channel.open) == (28100, 83, 5950)


def test_what_no_rate_converts_is_not_committed_in_that_currency(project: Project) -> None:
    campaign = project.campaigns[SPRING]
    pays = {
        name: each.model_copy(update={"fee": each.fee and each.fee.model_copy(update={"currency": "EUR"})})
        for name, each in campaign.partnerships.items()
    }
    found = sheet(project, campaign.model_copy(update={"partnerships": pays}))
    assert found.channel is not None
    assert (found.plans[0].committed, found.plans[0].committed_share, found.channel.open) == (None, None, None)


def test_without_an_upper_end_there_is_no_risk(project: Project) -> None:
    plan = sheet(project, project.campaigns[SPRING]).plans[0]
    found = cost_of_plan(project.metrics.metrics["cpa"], Range(low=Decimal(8)), plan.inputs, plan.value)
    assert found is not None
    assert (found.high, found.risk) == (None, None)
    assert total([found, plan.cost]) == Cost(Decimal(14400), Decimal(18900), None)


@pytest.mark.parametrize("metric", ["ctr", "er-views"])
def test_a_metric_that_is_no_money_has_no_cost(project: Project, metric: str) -> None:
    plan = sheet(project, project.campaigns[SPRING]).plans[0]
    assert cost_of_plan(project.metrics.metrics[metric], Range(low=Decimal(1)), plan.inputs, plan.value) is None
    assert total([plan.cost, None]) is None
    assert total([]) is None
