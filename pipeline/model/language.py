"""A language as files describe it: its name, its CLDR locale, its signs and patterns."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

import babel
import babel.dates
import babel.numbers
from pydantic import AfterValidator, Field

from pipeline.model.base import Currency, Flag, Line, Model, Name, mistake


_NEUTRAL = "root"
"""The locale of CLDR that every other starts from."""


def _locale(name: str) -> str:
    try:
        babel.Locale.parse(name)
    except (babel.UnknownLocaleError, ValueError):
        hint = "write a language of CLDR, such as en or pt_BR"
        raise mistake('"{value}" is not a locale', hint=hint, value=name) from None
    return name


def _date_pattern(pattern: str) -> str:
    try:
        # A field that CLDR does not have is only noticed when it is applied.
        babel.dates.parse_pattern(pattern).apply(datetime.datetime(2027, 1, 31, 12, 0, tzinfo=datetime.UTC), _NEUTRAL)
    except (ValueError, LookupError, AttributeError, TypeError, NotImplementedError):
        raise mistake('"{value}" is not a date pattern of CLDR', value=pattern) from None
    return pattern


def _number_pattern(pattern: str) -> str:
    try:
        babel.numbers.parse_pattern(pattern).apply(1, _NEUTRAL)
    except (ValueError, LookupError):
        raise mistake('"{value}" is not a number pattern of CLDR', value=pattern) from None
    return pattern


def holding(*names: str) -> AfterValidator:
    """What holds a pattern to exactly these placeholders, each once."""
    wanted = " ".join(f"{{{name}}}" for name in names)

    def check(pattern: str) -> str:
        found = re.findall(r"\{[^{}]*\}?|\}", pattern)
        if sorted(found) != sorted(wanted.split()):
            raise mistake('"{value}" has to hold {wanted}, each once', value=pattern, wanted=wanted)
        return pattern

    return AfterValidator(check)


DatePattern = Annotated[Line, AfterValidator(_date_pattern)]
NumberPattern = Annotated[Line, AfterValidator(_number_pattern)]
LocaleName = Annotated[Name, AfterValidator(_locale)]
Range = Annotated[Line, holding("low", "high")]


class Dates(Model):
    """CLDR date patterns by use. `full` stands in running text, `short` in control lines."""

    full: DatePattern
    short: DatePattern
    day: DatePattern
    weekday: DatePattern
    weekday_name: DatePattern
    range_in_month: Annotated[Line, holding("month", "first", "last")]
    range: Annotated[Line, holding("first", "last")]


class Money(Model):
    """How an amount is printed: `{amount}` with the currency's `{symbol}` or its `{code}`.

    `own` is for the currencies in `symbols`, which a reader of the language knows by sign;
    `words` are the stems by which running text names a currency.
    """

    own: Annotated[Line, holding("amount", "symbol")]
    foreign: Annotated[Line, holding("amount", "code")]
    own_range: Annotated[Line, holding("low", "high", "symbol")]
    foreign_range: Annotated[Line, holding("low", "high", "code")]
    symbols: dict[Currency, Line]
    words: dict[Currency, Line] = {}


class Typography(Model):
    """The signs a reader of the language expects."""

    quotes: tuple[Line, Line]
    inner_quotes: tuple[Line, Line]
    dash: Line
    bind_after: tuple[Line, ...] = ()
    bind_before: tuple[Line, ...] = ()
    spaced_digit_groups: Flag = False
    bind_short_words: int = Field(default=0, ge=0, le=3, strict=True)


class Language(Model):
    """locales/<id>/language.yaml.

    `messages` says where chrome comes from: `source` is the language of the message ids
    themselves, `catalog` reads LC_MESSAGES/messages.po. `address` lists the forms of
    address the language has, the usual one first.
    """

    name: Name
    cldr: LocaleName
    messages: Literal["source", "catalog"] = "catalog"
    address: tuple[Name, ...] = ()
    dates: Dates
    time: DatePattern
    time_words: dict[Line, Line] = {}
    percent: NumberPattern
    percent_range: Range
    money: Money
    range: Range
    at_least: Annotated[Line, holding("low")]
    seconds: Annotated[Line, holding("n")]
    ratio: Annotated[Line, holding("first", "second")]
    typography: Typography
