"""The worked numbers of a campaign that was counted: parts to the last coin, and nothing for what is missing."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from result_files import write

from pipeline.checks import load
from pipeline.domain.results import in_currency, outcomes, posts_of, shares, together
from pipeline.model.results import Results
from pipeline.reading import sources
from pipeline.reading.project import Project

NAME = "spring-glow"
RU = ("anna-ivanova", "alina-safina", "claire-bennett")
US = ("maya-brooks", "nora-whitfield", "katya-mironova")
ORDERS = {"anna-ivanova": 214, "alina-safina": 288, "claire-bennett": 236}


def counted(project: Project) -> str:
    """Results in which Russia's posts have a reach of 1,480,000 and 109,650 engagements in all."""
    lines = ["as_of: interim", "counted_through: 2027-04-30", "measured: 2027-05-12", "costs:", "  ru:"]
    lines += ["    - {what: {en: all, ru: все}, amount: 768000, currency: RUB}", "posts:"]
    posts = [post for post in posts_of(project.campaigns[NAME]) if post[0] in RU]
    for index, (name, deliverable, post) in enumerate(posts):
        reach, likes = (1_480_000 - 8 * 160_000, 109_650 - 8 * 12_000) if index == 8 else (160_000, 12_000)
        lines += [
            f"  - {{partnership: {name}, deliverable: {deliverable}, post: {post}, live_on: 2027-03-20, source: platform,",
            f"     organic: {{views: 250000, reach: {reach}, likes: {likes}, comments: 0, shares: 0, saves: 0}}}}",
        ]
    lines += ["orders:", *(f"  {name}: {{by_link: {n}, by_code: 10, both: 10}}" for name, n in ORDERS.items())]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def measured(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("measured")
    shutil.copytree(project.folder / "content", folder / "content")
    write(folder, counted(project), f"content/results/{NAME}.yaml")
    return load.load(folder)


def test_costs_are_shared_as_fees_are(measured: Project) -> None:
    found = outcomes(measured, NAME, measured.results[NAME])
    assert [found[name].cost for name in RU] == [153600, 230400, 384000]
    assert [found[name].cost for name in US] == [None, None, None]
    assert [found[name].orders for name in US] == [None, None, None]


def test_a_metric_of_a_market_is_a_sum_over_a_sum(measured: Project) -> None:
    found = outcomes(measured, NAME, measured.results[NAME])
    russia, metrics = together(found[name] for name in RU), measured.metrics.metrics
    assert (russia.cost, russia.orders, russia.count("reach", "organic")) == (768000, 738, 1_480_000)
    dollars = in_currency(russia, "USD", measured.campaigns[NAME])
    assert dollars.cost == 9600
    values = {name: dollars.value(metrics[name], "organic") for name in ("cpa", "cpe", "er-views", "vtr", "ctr")}
    assert {name: round(value.amount, 2) if value else None for name, value in values.items()} == {
        "cpa": Decimal("13.01"),
        "cpe": Decimal("0.09"),
        "er-views": Decimal("4.87"),
        "vtr": None,
        "ctr": None,
    }
    rubles = {name: russia.value(metrics[name], "organic") for name in ("cpe", "reach-per-money")}
    assert {name: round(value.amount, 2) for name, value in rubles.items() if value} == {
        "cpe": Decimal("7.00"),
        "reach-per-money": Decimal("1.93"),
    }
    anna = in_currency(found["anna-ivanova"], "USD", measured.campaigns[NAME]).value(metrics["cpa"], "organic")
    assert anna is not None and (round(anna.amount, 2), anna.unit) == (Decimal("8.97"), "USD")


def test_a_post_that_nobody_counted_is_not_zero(measured: Project, tmp_path: Path) -> None:
    text = counted(measured)
    last = text.rindex(", comments: 0")
    write(tmp_path, text[:last] + text[last:].replace(", comments: 0", "", 1), "r.yaml")
    record = Results.model_validate(sources.read(tmp_path / "r.yaml", "r.yaml").data)
    found = outcomes(measured, NAME, record)
    assert found["claire-bennett"].value(measured.metrics.metrics["cpe"], "organic") is None
    assert found["anna-ivanova"].value(measured.metrics.metrics["cpe"], "organic") is not None


@given(st.decimals(0, 10**9, places=2), st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=20))
def test_parts_are_the_whole_to_the_last_coin(total: Decimal, weights: list[Decimal]) -> None:
    parts = shares(total, weights, 2)
    assert sum(part for part in parts if part is not None) == total
    assert all(part is not None and part >= 0 for part in parts)


def test_what_is_left_over_goes_to_the_largest() -> None:
    assert shares(Decimal(100), [Decimal(1), Decimal(1), Decimal(2)], 0) == [25, 25, 50]
    assert shares(Decimal(10), [Decimal(1), Decimal(1), Decimal(1)], 0) == [4, 3, 3]
    assert shares(None, [Decimal(1)], 2) == [None]
