from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.problems import Problem
from pipeline.checks import load
from pipeline.checks.records import Check, KnownIds

PATH = "content/campaigns/dawn.yaml"


@pytest.fixture
def check(minimal: Path) -> Check:
    return Check(load.load(minimal), KnownIds(frozenset(), frozenset(), frozenset()), PATH)


def one(found: object) -> str:
    [item] = list(found)  # type: ignore[call-overload]
    assert isinstance(item, Problem)
    return str(item).removeprefix(f"{PATH}:").partition(": ")[2]


def test_a_name_that_exists_is_no_problem(check: Check) -> None:
    assert list(check.known("market", "ru", ["ru", "us"], ("owner",))) == []


def test_a_name_that_does_not_exist_comes_with_the_nearest_that_does(check: Check) -> None:
    assert (
        one(check.known("metric", "cpaa", ["cpa", "cpm"], ("owner",)))
        == 'owner: no metric "cpaa" (did you mean "cpa"?)'
    )
    assert one(check.known("paper", "B5", ["A4"], ("owner",))).startswith('owner: no paper "B5"')


def test_people_are_those_of_the_organisation(check: Check) -> None:
    assert one(check.people({("owner",): "adaa"})) == 'owner: no person "adaa" (did you mean "ada"?)'


def test_a_form_of_address_is_one_of_the_language(check: Check) -> None:
    assert list(check.address("ты", "ru", ("owner",))) == []
    assert one(check.address("tu", "ru", ("owner",))) == 'owner: no form of address "tu" in this language (вы, Вы, ты)'


def test_money_and_only_money_has_a_currency(check: Check) -> None:
    assert list(check.currency("money", "USD", ("owner",))) == []
    assert (
        one(check.currency("money", None, ("owner",))) == "owner: money needs a currency (write currency: and its code)"
    )
    assert one(check.currency("percent", "USD", ("owner",))) == "owner.currency: only money has a currency (remove it)"
