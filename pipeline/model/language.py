"""A language as files describe it: its name, its CLDR locale, its signs and patterns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.model.base import Model

Pattern = str


class Dates(Model):
    """CLDR date patterns by use. `full` stands in running text, `short` in control lines."""

    full: Pattern
    short: Pattern
    day: Pattern
    weekday: Pattern
    weekday_name: Pattern
    range_in_month: str
    range: str


class Money(Model):
    """How an amount is printed: `{amount}` with the currency's `{symbol}` or its `{code}`.

    `own` is for the currencies in `symbols`, which a reader of the language knows by sign.
    """

    own: str
    foreign: str
    own_range: str
    foreign_range: str
    symbols: dict[str, str]


class Typography(Model):
    """The signs a reader of the language expects."""

    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    dash: str
    bind_after: tuple[str, ...] = ()
    bind_before: tuple[str, ...] = ()
    spaced_digit_groups: bool = False
    bind_short_words: int = Field(default=0, ge=0, le=3)


class Language(Model):
    """locales/<id>/language.yaml.

    `messages` says where chrome comes from: `source` is the language of the message ids
    themselves, `catalog` reads LC_MESSAGES/messages.po. `address` lists the forms of
    address the language has, the usual one first.
    """

    name: str
    cldr: str
    messages: Literal["source", "catalog"] = "catalog"
    address: tuple[str, ...] = ()
    dates: Dates
    time: Pattern
    time_words: dict[str, str] = {}
    percent: Pattern
    percent_range: str
    money: Money
    range: str
    at_least: str
    seconds: str
    ratio: str
    typography: Typography
