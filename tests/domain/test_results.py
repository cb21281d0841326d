"""The worked numbers of a campaign that was counted: parts to the last coin, and nothing for what is missing."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import edit

from pipeline.checks import load
from pipeline.domain.results import Outcome, in_currency, outcomes, posts_of, shares, together
from pipeline.reading.project import Project

NAME = "spring-glow"
RU = ("anna-ivanova", "alina-safina", "claire-bennett")
US = ("maya-brooks", "nora-whitfield", "katya-mironova")


def counted(project: Project, *names: str) -> Outcome:
    found = outcomes(project, NAME, project.results[NAME])
    return together(found[name] for name in names)


def value(project: Project, outcome: Outcome, metric: str) -> Decimal | None:
    found = outcome.value(project.metrics.metrics[metric], "organic")
    return round(found.amount, 2) if found else None


def test_costs_are_shared_as_fees_are_to_the_last_cent(project: Project) -> None:
    found = outcomes(project, NAME, project.results[NAME])
    assert [found[name].cost for name in RU] == [153600, 230400, 384000]
    assert [found[name].cost for name in US] == [Decimal("7574.36"), Decimal("10651.47"), Decimal("6154.17")]
    assert [found[name].orders for name in (*RU, *US)] == [214, 288, 236, 171, 262, 148]


@pytest.mark.parametrize(
    ("names", "currency", "values"),
    [
        (RU, "USD", {"cpa": "13.01"}),
        (US, "USD", {"cpa": "41.96", "cpe": "1.01", "reach-per-money": "37.12", "er-views": "1.61", "cr": "1.93"}),
        (RU, "RUB", {"cpe": "7.00", "reach-per-money": "1.93", "er-views": "5.22", "ctr": "0.95", "cr": "2.43"}),
        (RU[:1], "USD", {"cpa": "8.97"}),
        (RU[2:], "USD", {"cpa": "20.34"}),
    ],
)
def test_a_metric_is_a_sum_over_a_sum(
    project: Project, names: tuple[str, ...], currency: str, values: dict[str, str]
) -> None:
    outcome = in_currency(counted(project, *names), currency, project.campaigns[NAME])
    assert {name: value(project, outcome, name) for name in values} == {
        name: Decimal(worth) for name, worth in values.items()
    }


def test_both_markets_together_are_in_one_currency(project: Project) -> None:
    parts = [in_currency(counted(project, *names), "USD", project.campaigns[NAME]) for names in (RU, US)]
    assert [part.cost for part in parts] == [9600, 24380]
    assert value(project, together(parts), "cpa") == Decimal("25.76")


def test_what_the_money_had_to_bring_and_what_it_brought_add_up(project: Project) -> None:
    found = outcomes(project, NAME, project.results[NAME])
    edge = {"ru": Decimal(12), "us": Decimal(45)}
    gaps = {}
    for name in (*RU, *US):
        outcome = in_currency(found[name], "USD", project.campaigns[NAME])
        market = project.campaigns[NAME].partnerships[name].market
        assert outcome.cost is not None and outcome.orders is not None
        gaps[name] = round(outcome.orders - outcome.cost / edge[market], 1)
    assert [gaps[name] for name in RU] == [54, 48, -164]
    assert [gaps[name] for name in US] == [Decimal("2.7"), Decimal("25.3"), Decimal("11.2")]


def test_a_post_that_nobody_counted_is_not_zero(copy: Path) -> None:
    path = copy / f"content/results/{NAME}.yaml"
    before, _, _ = path.read_text(encoding="utf-8").partition("\ninterim:")
    # What is no final count yet has no interim count beside it, no review, and nothing that is decided.
    shutil.rmtree(copy / "content/scorecards")
    path.write_text(before + "\n", encoding="utf-8")
    edit(copy, f"content/results/{NAME}.yaml", ("as_of: final", "as_of: interim"), ("comments: 987, ", ""))
    project = load.load(copy)
    assert value(project, counted(project, *RU), "cpe") is None
    assert value(project, counted(project, *US), "cpe") == Decimal("1.01")
    assert value(project, counted(project, *RU), "vtr") is None


def test_every_agreed_post_is_known(project: Project) -> None:
    assert len(list(posts_of(project.campaigns[NAME]))) == len(project.results[NAME].posts) == 19


@given(st.decimals(0, 10**9, places=2), st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=20))
def test_parts_are_the_whole_to_the_last_coin(total: Decimal, weights: list[Decimal]) -> None:
    parts = shares(total, weights, 2)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


def test_what_is_left_over_goes_to_the_largest() -> None:
    assert shares(Decimal(100), [Decimal(1), Decimal(1), Decimal(2)], 0) == [25, 25, 50]
    assert shares(Decimal(10), [Decimal(1), Decimal(1), Decimal(1)], 0) == [4, 3, 3]
