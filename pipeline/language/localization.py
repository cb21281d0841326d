"""A language → how it prints numbers, money, dates, times, ranges, durations, names, phones and counted things.

Babel and CLDR supply the numbers, months, weekdays and plural categories; the patterns of
the language's own file say how they are put together, for the reasons named there.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, cast, get_args

import babel
import babel.dates
import babel.lists
import babel.numbers
import babel.units

from pipeline.language import unit_words, zones
from pipeline.model.base import decimal_places
from pipeline.model.language import Category, DurationUnit, Language
from pipeline.model.metric import Unit
from pipeline.model.platform import CountedPhrase
from pipeline.model.range import MetricTarget, Range

DateStyle = Literal["full", "short", "month", "day", "weekday", "weekday_name"]
NameStyle = Literal["signature", "listed"]

_MINUS = "\u2212"
_LONG_FROM = 120
"""Seconds that nobody reads as such."""
_LONG: tuple[tuple[DurationUnit, int], ...] = (("hour", 3600), ("minute", 60))
_NBSP = "\u00a0"


class Localization:
    """How one language prints values. `id` is the language's name in content and catalogs."""

    def __init__(self, language_id: str, language: Language) -> None:
        self.id = language_id
        self.language = language
        # Documents of one campaign print the same values many times over. Numbers that are equal may be
        # written differently, as 1.5 and 1.50 are: what is remembered is how each is written.
        self._numbers = _remembered(lambda written: self._number(Decimal(written)))
        self._percents = _remembered(lambda written: self._percent(Decimal(written)))
        self._sums = _remembered(lambda written, places: self._sum(Decimal(written), places))
        self._days, self._clocks, self._cities = (
            _remembered(self._day),
            _remembered(self._clock),
            _remembered(self._city),
        )

    @cached_property
    def locale(self) -> babel.Locale:
        """The CLDR locale: the language's own, as market and language are never one."""
        return babel.Locale.parse(self.language.cldr)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The names of the months as they stand beside a day, long and short."""
        names = self.locale.months["format"]
        return tuple(sorted({name for width in ("wide", "abbreviated") for name in names[width].values()}))

    @cached_property
    def counted_words(self) -> frozenset[str]:
        """The words that stand behind a number of days, weeks and other units of time, long and short."""
        told = [self.duration(count, unit) for unit in get_args(DurationUnit) for count in unit_words.EACH_FORM]
        return unit_words.behind_numbers(told) | unit_words.of_cldr(self.language.cldr)

    def language_name(self, tag: str) -> str:
        """What this language calls a language, named by its tag."""
        return str(babel.Locale.parse(tag, sep="-").get_language_name(self.locale))

    def number(self, value: Decimal | int) -> str:
        """A number with the precision it was written with."""
        return self._numbers(str(value)) if type(value) in _EXACT else self._number(value)

    def _number(self, value: Decimal | int) -> str:
        sign, size = _parted(value)
        return sign + str(
            babel.numbers.format_decimal(size, format="#,##0.######", locale=self.locale, decimal_quantization=False)
        )

    def percent(self, value: Decimal | int) -> str:
        """So many percent: 4.5 is 4.5 %."""
        return self._percents(str(value)) if type(value) in _EXACT else self._percent(value)

    def _percent(self, value: Decimal | int) -> str:
        sign, size = _parted(value)
        return sign + str(
            babel.numbers.format_percent(
                Decimal(size) / 100, format=self.language.percent, locale=self.locale, decimal_quantization=False
            )
        )

    def money(self, amount: Decimal | int, currency: str, *, cents: bool = False, places: int | None = None) -> str:
        """An amount with its currency, by sign where a reader of this language knows the sign.

        Cents are printed where there are any, and where `cents` asks for them; `places` asks for so many digits.
        """
        money = self.language.money
        symbol = money.symbols.get(currency)
        sign, size = _parted(amount)
        pattern = money.own if symbol else money.foreign
        said = self._amount(size, currency, cents=cents) if places is None else self._decimals(size, places)
        return sign + pattern.format(amount=said, symbol=symbol, code=currency)

    def target(self, target: MetricTarget, unit: Unit) -> str:
        """The range of a target in its unit, or its lower bound where it has no upper."""
        return self.between(target.low, target.high, unit, target.currency)

    def between(self, low: Decimal, high: Decimal | None, unit: Unit, currency: str | None = None) -> str:
        """From one value to another in a unit; one of equal ones, or at least the first where there is no other."""
        if high is None:
            return self.language.at_least.format(low=self.value(low, unit, currency))
        if low == high:
            return self.value(low, unit, currency)
        if unit == "money":
            money = self.language.money
            symbol = money.symbols.get(currency or "")
            pattern = money.own_range if symbol else money.foreign_range
            cents = not (_whole(low) and _whole(high))
            ends = {
                "low": self._amount(low, currency, cents=cents),
                "high": self._amount(high, currency, cents=cents),
            }
            return pattern.format(**ends, symbol=symbol, code=currency)
        if unit == "percent":
            return self.language.percent_range.format(low=self.number(low), high=self.number(high))
        return self.language.range.format(low=self.number(low), high=self.number(high))

    def range(self, value: Range) -> str:
        """From low to high; one number where both are equal or there is no high."""
        if value.high is None or value.high == value.low:
            return self.number(value.low)
        return self.language.range.format(low=self.number(value.low), high=self.number(value.high))

    def value(self, value: Decimal, unit: Unit, currency: str | None = None, *, cents: bool = False) -> str:
        """A value of a metric in its unit, to the cent or to two decimal places; three digits are enough per money."""
        if unit == "money":
            return self.money(value, currency or "", cents=cents)
        rounded = round(value, min(max(2 - value.adjusted(), 0), 2) if unit == "per-money" else 2)
        return self.percent(rounded) if unit == "percent" else self.number(rounded)

    def span(self, low: Decimal, high: Decimal, unit: Unit, currency: str | None = None) -> str:
        """From one result of a metric to another, to the cent; one of them where both are equal."""
        places = decimal_places(currency) if unit == "money" and currency else 2
        return self.between(round(low, places), round(high, places), unit, currency)

    def years(self, years: tuple[int, int]) -> str:
        """From one year to another; one year where both are the same."""
        first, last = map(str, years)
        return first if first == last else self.language.range.format(low=first, high=last)

    def period(self, period: str) -> tuple[str, str]:
        """A quarter or a month in short, and its year."""
        year, _, part = period.partition("-")
        month = 3 * int(part[1:]) - 2 if part.startswith("Q") else int(part)
        pattern = "QQQ" if part.startswith("Q") else "LLL"
        return babel.dates.format_date(datetime.date(int(year), month, 1), pattern, locale=self.locale), year

    def seconds(self, length: Range) -> str:
        """A length in seconds; a long one in minutes or hours, where it is whole ones."""
        bounds = [bound for bound in (length.low, length.high) if bound is not None]
        for unit, size in _LONG:
            if bounds[0] >= _LONG_FROM and not any(bound % size for bound in bounds):
                least, most = bounds[0] / size, bounds[-1] / size
                said = self.duration(most, unit) if unit == "hour" else unit_words.brief(most, unit, self.locale)
                return said.replace(self.number(most), self.range(Range(low=least, high=most)))
        return self.language.seconds.format(n=self.range(length))

    def ratio(self, text: str) -> str:
        """A ratio of sides such as 9:16."""
        first, _, second = text.partition(":")
        return self.language.ratio.format(first=first, second=second)

    def date(self, value: datetime.date, style: DateStyle = "full", beside: int = 0) -> str:
        """A date in one of the language's patterns, with its year where it stands beside days of another."""
        dates, with_year = self.language.dates, beside not in (0, value.year)
        longer = {"day": dates.full, "weekday": dates.weekday_full or dates.full} if with_year else {}
        return self._on(value, longer.get(style) or getattr(dates, style))

    def _on(self, value: datetime.date, pattern: str) -> str:
        return self._days(value, pattern) if type(value) is datetime.date else self._day(value, pattern)

    def _day(self, value: datetime.date, pattern: str) -> str:
        return babel.dates.format_date(value, pattern, locale=self.locale)

    def dates(self, first: datetime.date, last: datetime.date, beside: int = 0, *, short: bool = False) -> str:
        """From `first` to `last`: a month said once, years unless `beside`; two months in `short` on a line."""
        if first == last:
            return self.date(first, "day", beside)
        dates = self.language.dates
        if short and (first.year, first.month) != (last.year, last.month):
            days = [self._on(day, dates.day_short or dates.day) for day in (first, last)]
            return dates.range.format(first=days[0], last=days[1]).replace(" ", _NBSP)
        if first.year != last.year or beside not in (0, first.year):
            said = self.date(first, "day" if first.year in (beside, last.year) else "full")
            return dates.range.format(first=said, last=self.date(last))
        if (first.year, first.month) == (last.year, last.month):
            return dates.range_in_month.format(month=self._on(first, "MMMM"), first=first.day, last=last.day)
        return dates.range.format(first=self.date(first, "day"), last=self.date(last, "day"))

    def time(self, value: datetime.time | datetime.datetime, zone: str = "") -> str:
        """A time of day; an instant is told in `zone`."""
        if isinstance(value, datetime.datetime) and zone:
            value = value.astimezone(zoneinfo.ZoneInfo(zone))
        time = value.time() if isinstance(value, datetime.datetime) else value
        return self._clocks(time) if type(time) is datetime.time else self._clock(time)

    def _clock(self, time: datetime.time) -> str:
        text = babel.dates.format_time(time, self.language.time, locale=self.locale)
        for word, printed in self.language.time_words.items():
            text = text.replace(word, printed)
        return text

    def zone(self, name: str) -> str:
        """The city by which a time zone is known."""
        return self._cities(name) if type(name) is str else self._city(name)

    def _city(self, name: str) -> str:
        return zones.city(name, self.locale) or self.language.clock.zones[name]

    def time_there(self, value: datetime.datetime, zone: str) -> str:
        """An instant as the clocks of a zone show it, with the name of the zone or of its city."""
        clock, time = self.language.clock, self.time(value, zone)
        if zone in clock.zones:
            return clock.zone.format(time=time, zone=clock.zones[zone])
        return clock.city.format(time=time, city=self.zone(zone))

    def duration(self, count: Decimal | int, unit: DurationUnit) -> str:
        """So many days, weeks or other units, in full."""
        forms = self.language.durations.get(unit)
        if forms:
            return (forms.get(self._category(count)) or forms["other"]).format(n=self.number(count))
        return str(babel.units.format_unit(count, f"duration-{unit}", locale=self.locale)).replace(" ", _NBSP)

    def name(self, name: str, style: NameStyle) -> str:
        """A person's name, given names first, in short: their initials and the last word of it."""
        *given, surname = name.split()
        if not given:
            return name
        initials = _NBSP.join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given)
        pattern: str = getattr(self.language.names, style)
        return pattern.format(initials=initials, surname=surname)

    def phone(self, number: str) -> str:
        """A telephone number in groups, by the first pattern that has its beginning and length."""
        for pattern in self.language.phones:
            code = pattern.partition("#")[0].strip()
            if number.startswith(code) and len(number) == len(code) + pattern.count("#"):
                digits = iter(number[len(code) :])
                return "".join(next(digits) if sign == "#" else sign for sign in pattern).replace(" ", _NBSP)
        return number

    def counted(self, phrase: CountedPhrase, count: Decimal | int) -> str:
        """A whole phrase with its number, which keeps its noun, in the plural category that CLDR gives the number."""
        forms = phrase.root[self.id]
        form = forms.get(self._category(count)) or forms["other"]
        return form.replace("{n} ", f"{{n}}{_NBSP}").format(n=self.number(count))

    def in_sentence(self, name: str) -> str:
        """A name as it stands inside a sentence: with a small letter, but in front of an abbreviation."""
        first, second = name[:1], name[1:2]
        return name if self.language.capital_nouns or not second.islower() else first.lower() + name[1:]

    def joined(self, words: Sequence[str]) -> str:
        """Words as a list in running text."""
        if self.language.list_end and len(words) > 1:
            return self.language.list_end.format(list=", ".join(words[:-1]), last=words[-1])
        return babel.lists.format_list(list(words), locale=self.locale)

    def _amount(self, amount: Decimal | int, currency: str | None, *, cents: bool) -> str:
        places = decimal_places(currency) if currency else 2
        if cents and _whole(amount):
            return self._decimals(amount, places)
        return self._sums(str(amount), places) if type(amount) in _EXACT else self._sum(amount, places)

    def _sum(self, amount: Decimal | int, places: int) -> str:
        return self._decimals(amount, 0 if _whole(amount) else places)

    def _decimals(self, amount: Decimal | int, places: int) -> str:
        pattern = f"#,##0.{'0' * places}" if places else "#,##0"
        return str(babel.numbers.format_decimal(amount, format=pattern, locale=self.locale))

    def _category(self, count: Decimal | int) -> Category:
        return cast(Category, self.locale.plural_form(count))


_EXACT = frozenset({Decimal, int})


_remembered = lru_cache(maxsize=10_000)


def _parted(value: Decimal | int) -> tuple[str, Decimal | int]:
    """The sign before a number, which CLDR writes as a hyphen, and its size."""
    return (_MINUS, -value) if value < 0 else ("", value)


def _whole(amount: Decimal | int) -> bool:
    return amount == int(amount)
