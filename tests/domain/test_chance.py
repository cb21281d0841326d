"""What chance can do: each interval against a table that others printed."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import chance


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Pearson and Hartley, Biometrika Tables for Statisticians, vol. 1, table 40 (Garwood's limits of 95 %).
    [
        (0, 0.0, 3.69),
        (1, 0.0253, 5.57),
        (2, 0.242, 7.22),
        (3, 0.619, 8.77),
        (5, 1.62, 11.67),
        (10, 4.80, 18.39),
        (20, 12.22, 30.89),
        (30, 20.24, 42.83),
        (50, 37.11, 65.92),
    ],
)
def test_a_count_has_the_limits_of_the_table(count: int, low: float, high: float) -> None:
    found = chance.of_count(count)
    assert found.low == pytest.approx(low, abs=0.006)
    assert found.high == pytest.approx(high, abs=0.006)


def test_the_orders_of_the_sample_have_their_limits() -> None:
    russia, america = chance.of_count(738), chance.of_count(581)
    assert (round(russia.low, 1), round(russia.high, 1)) == (685.7, 793.2)
    assert (round(9600 / russia.high, 2), round(9600 / russia.low, 2)) == (12.10, 14.00)
    assert (round(24380 / america.high, 2), round(24380 / america.low, 2)) == (38.68, 45.59)


def test_large_counts_go_on_where_small_ones_end() -> None:
    below, above = chance.of_count(1_000_000), chance.of_count(1_000_001)
    assert above.low - below.low == pytest.approx(1, abs=0.01)
    assert above.high - below.high == pytest.approx(1, abs=0.01)


@given(st.integers(0, 5000))
def test_each_limit_leaves_out_what_it_should(count: int) -> None:
    found = chance.of_count(count)
    assert chance.at_most(count, found.high) == pytest.approx(0.025, rel=1e-6)
    assert count == 0 or chance.at_least(count, found.low) == pytest.approx(0.025, rel=1e-6)


@given(st.integers(0, 300), st.floats(0.01, 300))
def test_more_and_not_more_are_all_there_is(count: int, mean: float) -> None:
    assert chance.at_most(count, mean) + chance.at_least(count + 1, mean) == pytest.approx(1, abs=1e-9)


def test_a_share_has_its_limits() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), 857, table I, method 3.
    for hits, asked, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)):
        found = chance.of_share(hits, asked)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    found = chance.of_share(62, 100)
    assert (round(found.low, 2), round(found.high, 2)) == (0.52, 0.71)


def test_a_difference_has_its_limits() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), 873, table II, method 10.
    found = chance.of_difference((56, 70), (48, 80))
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    lift = chance.of_difference((129, 430), (101, 420))
    assert (round(100 * lift.low, 2), round(100 * lift.high, 1)) == (-0.02, 11.9)


@pytest.mark.parametrize(
    ("freedom", "value"),
    # Fisher and Yates, Statistical Tables, table III, 5 %.
    [(1, 12.706), (2, 4.303), (3, 3.182), (7, 2.365), (8, 2.306), (9, 2.262), (30, 2.042), (120, 1.980)],
)
def test_student_s_t_is_that_of_the_table(freedom: int, value: float) -> None:
    assert chance._student(freedom) == pytest.approx(value, abs=0.0006)


def test_a_typical_value_is_between_its_limits() -> None:
    values = [Decimal(value) for value in (1, 2, 4, 8, 16, 32, 64, 128)]
    found = chance.of_mean(values)
    half = 2.364624 * math.log(2) * math.sqrt(6) / math.sqrt(8)
    assert found.low == pytest.approx(math.exp(3.5 * math.log(2) - half), rel=1e-5)
    assert found.holds(2**3.5)


def test_few_units_may_miss_the_middle_one() -> None:
    assert [round(100 * chance.middle_inside(units)) for units in (0, 1, 3, 5, 6)] == [0, 0, 75, 94, 97]


def test_a_small_share_is_drawn_to_the_usual_one() -> None:
    assert chance.shrunk(Decimal("6.5"), 7, Decimal("0.85"), 5) == Decimal("10.75") / 12


def test_six_counts_have_the_limits_of_their_process() -> None:
    russia = [Decimal(value) for value in ("9.40", "10.10", "10.60", "11.40", "12.70", "13.10")]
    found = chance.process_limits(russia)
    assert found is not None
    assert [round(end, 2) for end in found] == [Decimal("9.25"), Decimal("13.19")]
    assert chance.process_limits(russia[1:]) is None
