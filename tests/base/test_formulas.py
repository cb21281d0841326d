from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.base.formulas import DivisionByZero, NotAFormula, Quantity, UnitMismatch, formula


def number(value: str) -> Quantity:
    return Quantity(Decimal(value))


def money(value: str, currency: str = "USD") -> Quantity:
    return Quantity(Decimal(value), ((currency, 1),))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 3", "2"),
        ("0.4 * a + 0.6 * b", "8"),
        ("1000 * a / b", "625"),
        ("b-c-2 / a", "3"),
    ],
)
def test_a_formula_is_worked_out_by_precedence_and_from_the_left(text: str, value: str) -> None:
    given = {"a": number("5"), "b": number("10"), "b-c-2": number("15")}
    if "1000" in text:
        given["b"] = number("8")
    assert formula(text).value(given) == number(value)


@pytest.mark.parametrize(
    "text", ["", "a +", "a ÷ b", "(a", "a)", "2a", "A / b", "a b", "* a", "a ** b", "_a", "(" * 30]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(NotAFormula):
        formula(text)


def test_units_are_carried_through() -> None:
    given = {"cost": money("90"), "orders": number("9"), "revenue": money("360")}
    assert formula("cost / orders").value(given) == money("10")
    assert formula("revenue / cost").value(given) == number("4")
    assert formula("orders / cost").value(given).unit == "USD^-1"
    assert formula("(revenue - cost) / cost").value(given) == number("3")


@pytest.mark.parametrize(
    ("first", "second"), [(money("1"), money("1", "RUB")), (money("1"), number("1")), (number("1"), money("1", "RUB"))]
)
def test_money_of_two_currencies_or_of_none_is_never_added(first: Quantity, second: Quantity) -> None:
    for text in ("a + b", "a - b"):
        with pytest.raises(UnitMismatch):
            formula(text).value({"a": first, "b": second})


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(DivisionByZero):
        formula("a / b").value({"a": number("1"), "b": number("0")})


def test_a_formula_names_its_inputs_its_numbers_and_what_it_divides_by() -> None:
    read = formula("1000 * cost / impressions")
    assert (read.inputs, read.constants, read.divisor) == (("cost", "impressions"), (Decimal(1000),), "impressions")
    assert formula("(margin - cost) / cost").divisor == "cost"
    assert formula("0.4 * a + b / c").divisor == ""


def test_decimals_stay_exact() -> None:
    assert formula("a + b").value({"a": number("0.1"), "b": number("0.2")}) == number("0.3")
