from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from samples import record, refused

from pipeline.model.base import Amount, Clock, Colour, Count, Currency, Day, Id, Model, Number, Token, ZoneName


class Form(Model):
    """One field of each kind, none of them needed."""

    id: Id | None = None
    token: Token | None = None
    zone: ZoneName | None = None
    day: Day | None = None
    clock: Clock | None = None
    number: Number | None = None
    amount: Amount | None = None
    count: Count | None = None
    colour: Colour | None = None
    currency: Currency | None = None


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("id: anna-2-b", "id", "anna-2-b"),
        ("token: 'Ж_1 x'", "token", "Ж_1 x"),
        ("zone: Asia/Almaty", "zone", "Asia/Almaty"),
        ("day: 2028-02-29", "day", datetime.date(2028, 2, 29)),
        ("day: '2027-03-09'", "day", datetime.date(2027, 3, 9)),
        ("clock: 09:05", "clock", datetime.time(9, 5)),
        ("number: -4.50", "number", Decimal("-4.50")),
        ("amount: 0", "amount", Decimal(0)),
        ("amount: 6.401", "amount", Decimal("6.401")),
        ("amount: 0.400", "amount", Decimal("0.400")),
        ("count: 999", "count", 999),
        ("colour: '#0b5d51'", "colour", "#0B5D51"),
        ("currency: KZT", "currency", "KZT"),
    ],
)
def test_values_are_read_as_people_type_them(text: str, field: str, value: object) -> None:
    read = getattr(record(Form, text), field)
    assert read == value
    assert str(read) == str(value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("zone: ^Europe/Kitezh", '"Europe/Kitezh" is not a time zone (write an IANA name such as Europe/Moscow)'),
        ("day: ^2027-02-29", "no such date: 2027-02-29"),
        ("day: ^09.03.2027", '"09.03.2027" is not a date (write year-month-day, such as 2027-03-09)'),
        ("clock: ^24:00", '"24:00" is not a time (write hours:minutes on a 24-hour clock, such as 18:30)'),
        ("clock: ^9:05", '"9:05" is not a time (write hours:minutes on a 24-hour clock, such as 18:30)'),
        ("clock: ^'18:00:00'", '"18:00:00" is not a time (write hours:minutes on a 24-hour clock, such as 18:30)'),
        ("number: ^'5'", '"5" is not a number (write digits without quotes, such as 1200 or 4.5)'),
        ("number: ^1 200", '"1 200" is not a number (write 1200)'),
        ("number: ^100,5", '"100,5" is not a number (write 100.5)'),
        ("number: ^1.234.567", '"1.234.567" is not a number (write 1234567)'),
        ("amount: ^6.400", '"6.400" reads as 6400 to some people and as 6.4 to others (write 6400 or 6.4)'),
        ("amount: ^6,400", '"6,400" reads as 6400 to some people and as 6.4 to others (write 6400 or 6.4)'),
        ("amount: ^6 400", '"6 400" is not a number (write 6400)'),
        ("amount: ^-1", "-1 is below 0"),
        ("count: ^0", "0 is below 1"),
        ("count: ^1000", "1000 is above 999"),
        ("count: ^2.5", "expected a whole number, not 2.5"),
        ("colour: ^'0B5D51'", '"0B5D51" is not a color (write "#" and six hexadecimal digits)'),
        ("colour: ^'#0B5D5G'", '"#0B5D5G" is not a color (write "#" and six hexadecimal digits)'),
        ("currency: ^rub", '"rub" does not have the expected form (write the three letters of ISO 4217, such as RUB)'),
        ("id: ^Anna", '"Anna" does not have the expected form (use lowercase letters, digits and hyphens)'),
        ("id: ^a--b", '"a--b" does not have the expected form (use lowercase letters, digits and hyphens)'),
        ("token: ^5", "expected text, not 5 (put it in quotes)"),
        ("token: ^''", "is empty"),
    ],
)
def test_values_of_another_form_are_refused_with_what_to_type(text: str, line: str) -> None:
    assert refused(Form, text) == [f"^ {text.split(':')[0]}: {line}"]


@pytest.mark.parametrize("code", ["XTS", "XXX", "XAU", "XDR", "DEM", "RUR", "BYR", "HRK", "ZZZ"])
def test_only_what_somebody_pays_in_today_is_a_currency(code: str) -> None:
    [line] = refused(Form, f"currency: ^{code}")
    assert line.startswith("^ currency: ")
    assert code in line


def test_a_record_never_changes() -> None:
    form = record(Form, "count: 1")
    with pytest.raises(ValueError, match="frozen"):
        form.count = 2
