"""Turns that are fair: a worked team, and random ones over a year."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.rotation import MONTHS, Past, Team, Unfair, planned, replaced, turn, unfair

LEBEDEVA, KIM = "olga-lebedeva", "daniel-kim"
SIX = frozenset({LEBEDEVA, KIM, "irina-volkova", "pavel-orlov", "rachel-stone", "tessa-morgan"})
OWNERS = {"cpa": KIM, "cr": KIM, "cpm": LEBEDEVA, "er-views": LEBEDEVA, "ctr": LEBEDEVA, "vtr": LEBEDEVA}
WORKED = Team(SIX, {metric: frozenset({owner}) for metric, owner in OWNERS.items()})
HOSTED = Team(SIX - {LEBEDEVA}, {metric: frozenset({owner}) for metric, owner in OWNERS.items() if metric != "vtr"})
"""The same team when she hosts it, and keeps one of hers."""


def presented(team: Team, months: int) -> list[dict[str, str]]:
    return [given for _, given in planned(team, (), 2027 * 12, months)]


def pairs(team: Team) -> set[tuple[str, str]]:
    return {(person, metric) for person in team.people for metric in team.open_to(person)}


def running(months: list[dict[str, str]]) -> list[str]:
    return [
        metric for before, after in itertools.pairwise(months) for metric in after if before[metric] == after[metric]
    ]


def test_who_owns_four_of_six_metrics_gives_cpa_three_times_in_six_months() -> None:
    months = presented(WORKED, 6)
    assert [given["cpa"] for given in months].count(LEBEDEVA) == 3
    assert [said for said in unfair(WORKED) if said.person == LEBEDEVA] == [Unfair("insider", LEBEDEVA, "cpa", 3)]


def test_five_people_and_five_metrics_cover_every_pair_in_six_months_none_twice_running() -> None:
    months = presented(HOSTED, 6)
    assert {(person, metric) for given in months for metric, person in given.items()} == pairs(HOSTED)
    assert running(months) == []
    assert list(unfair(HOSTED)) == []


def test_the_order_in_which_a_team_is_written_has_no_say() -> None:
    other = Team(frozenset(reversed(WORKED.people)), dict(reversed(WORKED.closed.items())))
    assert presented(other, 6) == presented(WORKED, 6)


def test_who_is_absent_is_replaced_by_the_next_fair_name_and_the_others_keep_theirs() -> None:
    months = planned(HOSTED, (), 0, 3)
    past, month = months[:2], months[2][1]
    absent = month["cpa"]
    found = replaced(HOSTED, past, 2, month, {absent})
    assert {metric: who for metric, who in found.items() if metric != "cpa"} == {
        metric: who for metric, who in month.items() if metric != "cpa"
    }
    # Everybody has presented as often: the next is one of those who have not given it yet.
    given_before = {given["cpa"] for _, given in past}
    assert found["cpa"] not in {absent, KIM, *given_before}


def test_what_only_the_absent_may_present_has_nobody() -> None:
    team = Team(frozenset({"a", "b"}), {"x": frozenset({"b"}), "y": frozenset({"a"})})
    month = turn(team, (), 0)
    assert month == {"x": "a", "y": "b"}
    assert replaced(team, (), 0, month, {"a"}) == {"y": "b"}


def test_what_was_really_presented_counts_and_what_was_planned_does_not() -> None:
    first = turn(HOSTED, (), 0)
    swapped = {**first, "cpa": first["cr"], "cr": first["cpa"]}
    assert turn(HOSTED, [(0, swapped)], 1)["cpa"] != swapped["cpa"]
    assert turn(HOSTED, [(0, swapped)], 1) != turn(HOSTED, [(0, first)], 1)


@pytest.mark.parametrize("months_ago", [MONTHS + 1, 40])
def test_what_is_more_than_a_year_old_counts_for_nothing(months_ago: int) -> None:
    assert turn(HOSTED, [(0, {"cpa": "irina-volkova"})], months_ago) == turn(HOSTED, (), months_ago)


def test_a_metric_with_one_presenter_is_told_with_its_name() -> None:
    people = frozenset("abcd")
    team = Team(people, {"w": frozenset("bcd"), "x": frozenset("b"), "y": frozenset("c"), "z": frozenset("d")})
    assert Unfair("alone", "a", "w") in list(unfair(team))


@st.composite
def teams(draw: st.DrawFn, *, most_insiders: int = 0) -> Team:
    """Teams of three to nine with two to six metrics; each has an owner of its own, or so many insiders at most."""
    people = [f"p{number}" for number in range(draw(st.integers(3, 9)))]
    metrics = [f"m{number}" for number in range(draw(st.integers(2, 6)))]
    if not most_insiders:
        owners = draw(st.permutations(people)) * 2
        closed: Mapping[str, frozenset[str]] = {m: frozenset({owners[i]}) for i, m in enumerate(metrics)}
    else:
        size = min(most_insiders, len(people) - 1)
        closed = {m: draw(st.frozensets(st.sampled_from(people), min_size=1, max_size=size)) for m in metrics}
    return Team(frozenset(people), closed)


@settings(max_examples=60, deadline=None)
@given(teams())
def test_a_year_is_fair_where_each_metric_has_an_owner_of_its_own(team: Team) -> None:
    times: Counter[tuple[str, str]] = Counter()
    loads: Counter[str] = Counter()
    for given_ in presented(team, MONTHS):
        assert given_.keys() == set(team.metrics)
        for metric, person in given_.items():
            assert person not in team.closed[metric]
            times[person, metric] += 1
            loads[person] += 1
        for person in team.people:
            own = [times[person, metric] for metric in team.open_to(person)]
            assert max(own) < 3 or min(own) > 0
        assert max(loads[person] for person in team.people) - min(loads[person] for person in team.people) <= 1
    if len(team.people) > 3:
        assert times.keys() == pairs(team) or len(pairs(team)) > MONTHS * len(team.metrics)


@settings(max_examples=40, deadline=None)
@given(teams(most_insiders=3))
def test_a_year_that_is_not_fair_is_told_of(team: Team) -> None:
    months = presented(team, MONTHS)
    times = Counter((person, metric) for given_ in months for metric, person in given_.items())
    loads = Counter(person for given_ in months for person in given_.values())
    gap = max(loads[person] for person in team.people) - min(loads[person] for person in team.people)
    third = any(
        max(own) > 2 and not min(own)
        for person in team.people
        if (own := [times[person, metric] for metric in team.open_to(person)])
    )
    told = list(unfair(team))
    alone = any(len(team.presenters - team.closed[metric]) == 1 for metric in team.metrics)
    assert told or not (gap > 1 or third or alone)
    assert all(said.metric in team.metrics or said.reason == "insider" for said in told)


@settings(max_examples=40, deadline=None)
@given(teams(most_insiders=2).filter(lambda team: len(team.people) <= 5 and len(team.metrics) <= 4))
def test_nobody_gives_a_metric_twice_running_where_another_turn_is_as_even(team: Team) -> None:
    months = planned(team, (), 0, 6)
    for index in range(1, 6):
        past: Past = months[:index]
        before, chosen = months[index - 1][1], months[index][1]
        loads = Counter(person for _, given_ in past for person in given_.values())

        def uneven(given_: dict[str, str], loads: Counter[str] = loads) -> int:
            total = loads + Counter(given_.values())
            return sum(total[person] * (total[person] + 1) // 2 for person in team.people)

        options = [
            dict(zip(team.metrics, people, strict=True))
            for people in itertools.product(team.people, repeat=len(team.metrics))
            if all(person not in team.closed[metric] for metric, person in zip(team.metrics, people, strict=True))
        ]
        limit = -(-len(team.metrics) // len(team.people))
        options = [each for each in options if max(Counter(each.values()).values()) <= limit]
        if not options:
            continue
        least = min(map(uneven, options))
        assert uneven(chosen) == least
        repeats = [sum(each[m] == before.get(m) for m in each) for each in options if uneven(each) == least]
        assert sum(chosen[m] == before.get(m) for m in chosen) == min(repeats)
