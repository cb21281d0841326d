"""A language as files describe it: its name, its CLDR locale, its signs and patterns."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

import babel
import babel.dates
import babel.numbers
import babel.units
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Currency, Flag, Line, Model, Name, ZoneName, mistake

_NEUTRAL = "en_001"
"""A locale to try patterns on. In `root` Babel would resolve aliases in data that all other locales share."""


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
            raise mistake('"{value}" must contain {wanted}, each once', value=pattern, wanted=wanted)
        return pattern

    return AfterValidator(check)


DatePattern = Annotated[Line, AfterValidator(_date_pattern)]
NumberPattern = Annotated[Line, AfterValidator(_number_pattern)]
LocaleName = Annotated[Name, AfterValidator(_locale)]
Range = Annotated[Line, holding("low", "high")]


class Dates(Model):
    """CLDR date patterns by use. `full` stands in running text, `short` in control lines; `month` has its year.

    `weekday_full` is `weekday` with the year, where days of several years stand beside each other; `day_short` is
    `day` with its month in short, where two of them stand on one line.
    """

    full: DatePattern
    short: DatePattern
    month: DatePattern
    day: DatePattern
    day_short: DatePattern | None = None
    weekday: DatePattern
    weekday_full: DatePattern | None = None
    weekday_name: DatePattern
    range_in_month: Annotated[Line, holding("month", "first", "last")]
    range: Annotated[Line, holding("first", "last")]


class Money(Model):
    """How an amount is printed: `{amount}` with the currency's `{symbol}` or its `{code}`.

    `own` is for the currencies in `symbols`, which a reader of the language knows by sign;
    `words` are the stems by which running text names a currency; `spoken` says in which one an amount is: "in rubles".
    """

    own: Annotated[Line, holding("amount", "symbol")]
    foreign: Annotated[Line, holding("amount", "code")]
    own_range: Annotated[Line, holding("low", "high", "symbol")]
    foreign_range: Annotated[Line, holding("low", "high", "code")]
    symbols: dict[Currency, Line]
    words: dict[Currency, Words] = {}
    spoken: dict[Currency, Line] = {}


class Clock(Model):
    """How a time says on whose clock it is: by a `{zone}` that has a name in `zones`, else by its `{city}`.

    `both` is the same instant on two clocks.
    """

    zone: Annotated[Line, holding("time", "zone")]
    city: Annotated[Line, holding("time", "city")]
    both: Annotated[Line, holding("first", "second")]
    zones: dict[ZoneName, Line] = {}


class NameForms(Model):
    """A person's name in short: in a `signature`, and as it is `listed` under the surname."""

    signature: Annotated[Line, holding("initials", "surname")]
    listed: Annotated[Line, holding("initials", "surname")]


def _not_blank(words: str) -> str:
    if not words.strip():
        raise mistake("is empty")
    return words


Words = Annotated[Line, AfterValidator(_not_blank)]
Sign = Annotated[str, Field(min_length=1, max_length=1, strict=True)]


class Typography(Model):
    """The signs a reader of the language expects, and the spaces that must not break.

    `bind_after`: words that stay with the name or number behind them. `bind_before`: units, which
    stay with the number before. `bind_to_name`: what follows a name. `phrases`: abbreviations of
    several words. `range_after`: words behind which two numbers with a hyphen are a range.
    `before_number` and `after_number`: signs, with the space that stands between.
    `bind_short_words`: up to how many letters a preposition has that stays with the next word, 0
    for none; `particles` stay with the word before. `plain_letters`: letters that an organization
    may have printed without their mark. `bind_counted`: a number stays with the noun behind it, as do
    the `numerals`, which are numbers in words. `multiples` stand between a number and its unit.
    `spans`: what is counted in an order, such as the days of a week; `centuries`: the words behind
    Roman numerals; `ordinal_endings`: what stands behind a number and a hyphen. `elisions`: words
    that lost their beginning, without the apostrophe.
    """

    quotes: tuple[Sign, Sign]
    inner_quotes: tuple[Sign, Sign]
    dash: Line
    bind_after: tuple[Words, ...] = ()
    bind_before: tuple[Words, ...] = ()
    bind_to_name: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()
    range_after: tuple[Words, ...] = ()
    before_number: dict[Sign, Line] = {}
    after_number: dict[Sign, Line] = {}
    spaced_digit_groups: Flag = False
    spaced_initials: Flag = False
    bind_short_words: int = Field(default=0, ge=0, le=3, strict=True)
    particles: tuple[Words, ...] = ()
    bind_counted: Flag = False
    numerals: tuple[Words, ...] = ()
    multiples: tuple[Words, ...] = ()
    spans: tuple[Words, ...] = ()
    centuries: tuple[Words, ...] = ()
    ordinal_endings: tuple[Words, ...] = ()
    elisions: tuple[Words, ...] = ()
    plain_letters: dict[Sign, Sign] = {}


DurationUnit = Literal["minute", "hour", "day", "week", "month", "year"]
Category = Literal["zero", "one", "two", "few", "many", "other"]


class Language(Model):
    """locales/<id>/language.yaml.

    A regional variant `inherits` from another language, and its file and catalog say only what differs.
    `messages` says where chrome comes from: `source` is the language of the message ids
    themselves, `catalog` reads LC_MESSAGES/messages.po. `address` lists the forms of
    address the language has, the usual one first. `durations` are whole phrases where CLDR has
    none, `list_end` the end of a list where CLDR has no word for "and"; `phones` are patterns
    such as "+1 ### ###-####". `capital_nouns` says that every noun begins with a capital. `binding` are
    the words that deny, demand or allow: a text in which one of them changed means something else.
    """

    name: Name
    inherits: Name | None = None
    cldr: LocaleName
    messages: Literal["source", "catalog"] = "catalog"
    address: tuple[Name, ...] = ()
    dates: Dates
    time: DatePattern
    time_words: dict[Line, Line] = {}
    clock: Clock
    durations: dict[DurationUnit, dict[Category, Annotated[Line, holding("n")]]] = {}
    names: NameForms
    phones: tuple[Line, ...] = ()
    list_end: Annotated[Line, holding("list", "last")] | None = None
    capital_nouns: bool = False
    binding: tuple[Line, ...] = ()
    percent: NumberPattern
    percent_range: Range
    money: Money
    range: Range
    at_least: Annotated[Line, holding("low")]
    seconds: Annotated[Line, holding("n")]
    ratio: Annotated[Line, holding("first", "second")]
    typography: Typography

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for unit in get_args(DurationUnit):
            # Where CLDR has no words, Babel prints the key.
            known = self.durations.get(unit)
            if known is None and "-" in babel.units.format_unit(1, f"duration-{unit}", locale=self.cldr):
                hint = 'write them as other: "{{n}} …"'
                yield mistake(
                    'CLDR has no words for "{value}" in this language', at=["durations"], hint=hint, value=unit
                )
            elif known is not None and "other" not in known:
                yield mistake('the form "other" is missing', at=["durations", unit])
