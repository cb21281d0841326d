from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, said

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.kpi_sheet import sheet
from pipeline.domain.spending import Spending, spending
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

PLANNED = [
    (
        "content/metrics.yaml",
        "    denominator: orders\n",
        '    denominator: orders\n    calculation: "cost / orders"\ninputs:\n'
        "  cost: {name: {en: a, ru: а}, unit: money}\n  orders: {name: {en: b, ru: б}, unit: count}\n",
    ),
    (
        CAMPAIGN,
        "    schedule:\n",
        "    plan: {cost: {value: 1000, currency: USD}, orders: {value: 100}}\n    schedule:\n",
    ),
]
RATE = "  rates: [{of: USD, to: RUB, value: 100, date: 2027-01-15, source: {en: ours, ru: наш}}]\nmetrics:\n"


def found(project: Project, name: str) -> Spending:
    campaign = project.campaigns[name]
    costs = spending(campaign, sheet(project, campaign))
    assert costs is not None
    return costs


def with_costs(folder: Path, costs: str, *, rate: bool = True) -> list[str]:
    for path, old, new in PLANNED:
        edit(folder, path, (old, new))
    edit(folder, CAMPAIGN, ("    schedule:\n", f"    costs: {costs}\n    schedule:\n"))
    if rate:
        edit(folder, CAMPAIGN, ("metrics:\n", RATE))
    return [line.partition(": ")[2] for line in said(folder)]


def test_costs_of_every_kind_and_what_is_left_come_to_the_plan(project: Project) -> None:
    costs = found(project, "spring-glow")
    assert (costs.currency, costs.kinds) == ("USD", ("product", "agency", "promotion"))
    russia, us = costs.rows
    assert (russia.fees, russia.others, russia.left) == (7500, (700, 750, 300), 200)
    assert (us.fees, us.others, us.left) == (20600, (1200, 1600, 800), 400)
    total = costs.total
    assert (total.fees, total.others, total.left) == (28100, (1900, 2350, 1100), 600)
    assert (total.planned, total.ceiling) == (34050, 37800)
    assert total.planned == (total.fees or 0) + sum(total.others) + total.left


def test_a_ceiling_is_the_planned_results_at_the_upper_ends(project: Project) -> None:
    costs = found(project, "spring-glow")
    assert costs.bounded == ((900, 12), (600, 45))
    target, *_ = targets.targets(project, "spring-glow.master.en.pdf")
    words = "\n".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")
    assert "900 × $12 + 600 × $45 = $37,800" in words


def test_what_a_single_creator_gets_is_told_nowhere(project: Project) -> None:
    costs = found(project, "summer-shade")
    assert not costs.told
    assert [row.fees for row in costs.rows] == [None, None]
    assert [row.left for row in costs.rows] == [1800, 5660]
    # What remains when finance takes off the fees, which its own page tells.
    assert [row.unassigned for row in costs.rows] == [50, 60]
    assert (costs.total.committed, costs.total.unassigned) == (7350, 110)
    for target in targets.targets(project, "summer-shade.master.*.pdf"):
        words = "\n".join(lines(Composer(project).compose(target).blocks))
        assert "1\u00a0750" not in words and "1,750" not in words
        # Nor what a result costs by it alone, which times the results would be the fee.
        assert "10,94" not in words and "10.94" not in words


def test_a_campaign_without_a_plan_has_no_costs(project: Project) -> None:
    campaign = project.campaigns["first-frost"]
    assert spending(campaign, sheet(project, campaign)) is None


def test_costs_within_the_ceiling_are_right(minimal: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        with_costs(minimal, "{currency: USD, agency: 200}")


def test_costs_and_fees_above_the_ceiling_are_a_problem(minimal: Path) -> None:
    # 1,000 USD of fees and 201 of costs, beside 100 orders of at most 12.
    assert with_costs(minimal, "{currency: USD, agency: 201}") == [
        "markets.ru.costs: creators’ fees and these costs come to 1201 USD, above the ceiling of 1200"
        " (lower a cost, or agree on another plan or range)"
    ]


def test_costs_need_a_plan(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("    schedule:\n", "    costs: {currency: USD, agency: 200}\n    schedule:\n"))
    [line] = said(minimal)
    assert "costs that are no part of a plan (write plan: with the cost as planned)" in line


def test_costs_need_a_rate(minimal: Path) -> None:
    [line] = with_costs(minimal, "{currency: USD, agency: 200}", rate=False)
    assert "RUB here, USD in the target, with no exchange rate between them" in line


def test_a_cost_has_no_more_digits_than_its_currency(minimal: Path) -> None:
    [line] = with_costs(minimal, "{currency: USD, agency: 200.001}")
    assert "markets.ru.costs.agency" in line


def test_costs_may_be_zero_and_are_whole(project: Project) -> None:
    assert all(amount == amount.quantize(Decimal(1)) for amount in found(project, "spring-glow").total.others)
