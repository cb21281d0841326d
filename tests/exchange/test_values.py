from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from pipeline.exchange import values
from pipeline.exchange.sheet import Formula
from pipeline.exchange.values import Unreadable

ZERO = datetime.date(1899, 12, 30)
MAC = datetime.date(1904, 1, 1)


def days(value: Any, zero: datetime.date = ZERO) -> Any:
    return values.days(value, zero)


@pytest.mark.parametrize(
    ("reader", "typed", "value"),
    [
        (values.amount, 1200, 1200),
        (values.amount, Decimal("4.5"), Decimal("4.5")),
        (values.amount, "12 345", 12345),
        (values.amount, "12\u202f345,50", Decimal("12345.5")),
        (values.amount, "4,5", Decimal("4.5")),
        (values.amount, "1.234,50", Decimal("1234.5")),
        (values.whole, Decimal("3.0"), 3),
        (values.seconds, "30–45", {"low": 30, "high": 45}),
        (values.seconds, "30 - 45", {"low": 30, "high": 45}),
        (values.seconds, "30...45", {"low": 30, "high": 45}),
        (values.seconds, 15, {"low": 15, "high": 15}),
        (values.seconds, "15", {"low": 15, "high": 15}),
        (values.aspect, datetime.time(9, 16), "9:16"),
        (values.aspect, "9 x 16", "9:16"),
        (values.line, "two\nlines", "two lines"),
        (values.line, 14, "14"),
        (days, "2027-03-09", [("2027-03-09", None)]),
        (days, "09.03.2027; 16.3.27", [("2027-03-09", None), ("2027-03-16", None)]),
        (days, "09.03.2027, 16.03.2027", [("2027-03-09", None), ("2027-03-16", None)]),
        (days, "2027-03-09 18:30:00", [("2027-03-09", "18:30")]),
        (days, "3/19/2027", [("2027-03-19", None)]),
        (days, "19/3/2027", [("2027-03-19", None)]),
        (days, "3/3/2027", [("2027-03-03", None)]),
        (days, 46455, [("2027-03-09", None)]),
        (days, "46455", [("2027-03-09", None)]),
        (days, Decimal("46455.5"), [("2027-03-09", "12:00")]),
        (lambda value: days(value, MAC), 44993, [("2027-03-09", None)]),
        (days, datetime.datetime(2027, 3, 9, 18, 30), [("2027-03-09", "18:30")]),
        (days, datetime.date(2027, 3, 9), [("2027-03-09", None)]),
        (values.times, "12:00; 18.30", ["12:00", "18:30"]),
        (values.times, "9:05;", ["09:05", None]),
        (values.times, datetime.time(12), ["12:00"]),
        (values.times, Decimal("0.75"), ["18:00"]),
        (values.codes, "2Vab; ;2Vcd", ["2Vab", None, "2Vcd"]),
    ],
)
def test_a_cell_is_read_as_people_fill_it_in(reader: Callable[[Any], Any], typed: Any, value: Any) -> None:
    assert reader(values.plain(typed)) == value


@pytest.mark.parametrize(
    ("reader", "typed", "said"),
    [
        (values.amount, "6.400", '"6.400" reads as 6400 to some people and as 6.4 to others (write 6400 or 6.4)'),
        (values.amount, "$1,200.00", '"$1,200.00" is not a number (write digits, such as 1200 or 4.5)'),
        (values.amount, "about 5", '"about 5" is not a number (write digits, such as 1200 or 4.5)'),
        (values.whole, Decimal("1.5"), "expected a whole number, not 1.5 ()"),
        (
            values.seconds,
            datetime.datetime(2027, 10, 12),
            "a spreadsheet program took it for a date or a time (give the cell the format Text, and type it again)",
        ),
        (
            days,
            "3/4/2027",
            '"3/4/2027" is 2027-03-04 to some people and 2027-04-03 to others (write 2027-03-04 or 2027-04-03)',
        ),
        (days, "31.02.2027", "no such date: 31.02.2027 ()"),
        (days, "next week", '"next week" is not a date (write year-month-day, such as 2027-03-09)'),
        (days, 7, '"7" is not a date (write year-month-day, such as 2027-03-09)'),
        (values.times, "25:00", '"25:00" is not a time (write hours:minutes on a 24-hour clock, such as 18:30)'),
        (
            values.line,
            Decimal("1.5"),
            "is no text but the number 1.5 (give the cell the format Text, and type it again)",
        ),
        (values.line, Formula("=1200+340", "1540"), "holds the formula =1200+340 (type the value itself: 1540)"),
        (values.line, Formula("=A1", ""), "holds the formula =A1 (type the value itself)"),
        (values.line, "#DIV/0!", "holds #DIV/0!, what a formula says when it fails (type the value itself)"),
    ],
)
def test_what_cannot_be_read_is_told(reader: Callable[[Any], Any], typed: Any, said: str) -> None:
    with pytest.raises(Unreadable) as found:
        reader(values.plain(typed))
    refused = found.value
    assert f"{refused.message} ({refused.hint})".format(**refused.values) == said


def test_what_nobody_sees_is_left_out() -> None:
    assert values.plain(" Anna\u00a0Ivanova\u200b ") == "Anna Ivanova"
    assert values.plain("\u200b") is None
    assert values.plain("#lamp") == "#lamp"


def test_a_sign_beside_an_amount_is_that_of_its_currency() -> None:
    assert values.amount("45 000 ₽", lambda word: word == "₽") == 45000
    assert values.amount("$1,200.50", lambda word: word == "$") == Decimal("1200.5")
    with pytest.raises(Unreadable):
        values.amount("45 000 $", lambda word: word == "₽")


def test_a_name_is_known_whatever_its_case_and_signs() -> None:
    names = {"vk-clips": ["VK Clips", "VK Клипы"], "vk": ["VK", "ВКонтакте"]}
    assert values.named("vk клипы", names, "no {name}") == "vk-clips"
    assert values.named("VK-CLIPS", names, "no {name}") == "vk-clips"
    with pytest.raises(Unreadable) as found:
        values.named("VKонтакте", names, "no {name}")
    assert found.value.hint == 'did you mean "{nearest}"?'
    assert found.value.values == {"name": "VKонтакте", "nearest": "ВКонтакте"}
    with pytest.raises(Unreadable, match=r"no \{name\}") as found:
        values.named("zzz", names, "no {name}")
    assert found.value.values["choices"] == "vk-clips, vk"
