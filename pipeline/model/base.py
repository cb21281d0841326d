"""What every authored record shares: closed fields, ids, tokens, dates as people type them."""

from __future__ import annotations

import datetime
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self

from babel.core import get_global
from babel.numbers import get_currency_precision
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from pipeline.base.characters import shown
from pipeline.base.problems import N_
from pipeline.base.typed_numbers import readings
from pipeline.base.typed_text import TypedText


class Model(BaseModel):
    """A record that allows no unknown field and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    moved_fields: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Where fields of earlier formats stand now, by their names."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """Every rule of the field that this record breaks, as made by `mistake`."""
        return iter(())

    @model_validator(mode="after")
    def _keeps_its_rules(self) -> Self:
        broken = [InitErrorDetails(type=error, loc=(), input=None) for error in self.broken_rules()]
        if broken:
            raise ValidationError.from_exception_data(type(self).__name__, broken)
        return self


class Token(str):
    """A code that must appear letter for letter: a handle, a link, an identifier, a promo code."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        checked = core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1, strict=True))
        return core_schema.no_info_before_validator_function(_as_typed, checked)


def _as_typed(text: object) -> object:
    """A code without the blanks around it. Raises a mistake where its letters are not those one sees."""
    if not isinstance(text, str):
        return text
    if (isinstance(text, TypedText) and text.decomposed) or not unicodedata.is_normalized("NFC", text):
        raise mistake('"{value}" contains a letter typed as two characters', hint="type it again", value=text)
    return text.strip()


def mistake(message: str, at: Iterable[str | int] = (), hint: str = "", **values: Any) -> PydanticCustomError:
    """A validation error in the field's own words, at a path below the record that raises it."""
    context = {name: shown(value) for name, value in values.items()}
    return PydanticCustomError(
        "mistake", "{message}", {"message": message, "hint": hint, "at": tuple(at), "values": context}
    )


def mistake_within(position: tuple[int, int], message: str, hint: str = "", **values: Any) -> PydanticCustomError:
    """A validation error in the field's own words, at a line and a column inside of its value."""
    error = mistake(message, hint=hint, **values)
    return PydanticCustomError("mistake", "{message}", {**(error.context or {}), "position": position})


def once(values: Sequence[str], *at: str | int) -> Iterator[PydanticCustomError]:
    """A mistake for each value of a list that stands in it a second time; `at` is the list's path."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield mistake('"{value}" appears twice', at=[*at, index], value=value)


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise mistake(
            '"{value}" is not a time zone', hint="write an IANA name such as Europe/Moscow", value=name
        ) from None
    return name


def _iso_date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise mistake("no such date: {value}", value=value) from None
        # Beyond these a clock's offset could leave the calendar, and it is a typing mistake.
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise mistake("{value} is not between {first} and {last}", value=value, first=_FIRST_YEAR, last=_LAST_YEAR)
        return day
    raise mistake('"{value}" is not a date', hint="write year-month-day, such as 2027-03-09", value=_written(value))


def _clock(value: object) -> object:
    if isinstance(value, str) and re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value):
        return datetime.time.fromisoformat(value)
    hint = "write hours:minutes on a 24-hour clock, such as 18:30"
    raise mistake('"{value}" is not a time', hint=hint, value=_written(value))


def _written(value: object) -> str:
    """A value of another type as it may have been typed."""
    if value is None:
        raise mistake("is empty")
    if isinstance(value, bool):
        return str(value).lower()
    return "[…]" if isinstance(value, list) else "{…}" if isinstance(value, Mapping) else str(value)


_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LARGEST = 10**12
_LONGEST_EXPONENT = 20
_FINEST = 6
"""Decimal places: finer than any amount, rate or percentage that a campaign states."""
_THOUSANDS = -3
"""The exponent of a number whose point may stand before thousands."""


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[-+]?([0-9.]{30,}|[0-9.]+[eE][-+]?[0-9]{5,})", value):
        raise mistake("{value} is too large for an amount", value=value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _no_number(_written(value))
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if exponent == _THOUSANDS and number.as_tuple().digits[-1] == 0 and len(meant := readings(str(number))) == 2:
        raise _two_numbers(str(number), *meant)
    if number.adjusted() > _LONGEST_EXPONENT or abs(number) > _LARGEST:
        raise mistake("{value} is too large for an amount", value=value)
    if isinstance(exponent, int) and -exponent > _FINEST:
        raise mistake("{value} has more than {places} decimal places", value=value, places=_FINEST)
    return number


def _above_zero(number: Decimal) -> Decimal:
    if number == 0:
        raise mistake("0 is nothing to pay", hint="leave out what is not paid")
    return number


def _no_number(text: str) -> PydanticCustomError:
    """The mistake of a text that stands where a number belongs, with the number that it may stand for."""
    meant = readings(text)
    if len(meant) == 2:
        return _two_numbers(text, *meant)
    if meant:
        return mistake('"{value}" is not a number', hint="write {number}", value=text, number=meant[0])
    hint = "write digits without quotes, such as 1200 or 4.5"
    return mistake('"{value}" is not a number', hint=hint, value=text)


def _two_numbers(text: str, thousands: Decimal, fraction: Decimal) -> PydanticCustomError:
    message = '"{value}" reads as {thousands} to some people and as {fraction} to others'
    hint = "write {thousands} or {fraction}"
    return mistake(message, hint=hint, value=text, thousands=thousands, fraction=fraction)


def _accent(colour: object) -> object:
    if colour is None:
        raise mistake("is empty", hint='put it in quotes: an unquoted "#" starts a comment')
    if (
        not isinstance(colour, str)
        or len(colour) != 7
        or colour[0] != "#"
        or set(colour[1:].lower()) - set("0123456789abcdef")
    ):
        raise mistake('"{value}" is not a color', hint='write "#" and six hexadecimal digits', value=_written(colour))
    return colour.upper()


def _currency(code: str) -> str:
    territories = get_global("all_currencies").get(code)
    if territories is None:
        raise mistake('"{value}" is not a currency', hint=FORMS[_CURRENCY], value=code)
    # CLDR gives what is paid somewhere to this day no end.
    used = get_global("territory_currencies")
    if not any(name == code and not end and tender for place in territories for name, _, end, tender in used[place]):
        raise mistake("{value} is not a currency in use today", hint=FORMS[_CURRENCY], value=code)
    return code


def decimal_places(currency: str) -> int:
    """How many decimal places an amount of a currency has, by CLDR."""
    return int(get_currency_precision(currency))


def minor_units(amount: Decimal | None, currency: str | None, *at: str) -> Iterator[PydanticCustomError]:
    """A mistake for an amount with more decimal places than its currency has coins for."""
    places = decimal_places(currency) if currency else _FINEST
    if amount is not None and amount != round(amount, places):
        message = "{value} has more decimal places than {currency}, which has {places}"
        meant = readings(str(amount))
        hint = "if the point separates thousands, write {thousands}" if len(meant) == 2 else ""
        thousands = meant[0] if meant else amount
        yield mistake(message, at=at, hint=hint, value=amount, places=places, currency=currency, thousands=thousands)


def _picture(path: Token) -> Token:
    if not re.fullmatch(r"([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(png|svg)", path):
        hint = "the path of a PNG or SVG below content/, such as pictures/logo.svg"
        raise mistake('"{value}" is not a picture', hint=hint, value=path)
    return path


def _photograph(path: Token) -> Token:
    if not re.fullmatch(r"pictures(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\.(jpe?g|png)", path):
        hint = "the path of a JPEG or PNG below content/pictures/, such as pictures/lamp.jpg"
        raise mistake('"{value}" is not a picture', hint=hint, value=path)
    return path


# The forms that a text can have to have, and what to write for each.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_FIELD = "^[a-z][a-z0-9_]*$"
_VERSION = r"^[0-9]{1,3}\.[0-9]{1,3}$"
_CURRENCY = "^[A-Z]{3}$"
_TERRITORY = "^[A-Z]{2}$"
_ASPECT = "^[0-9]{1,2}:[0-9]{1,2}$"
SCOPE = r"^[a-z]+(:[a-z0-9]+(-[a-z0-9]+)*)?$"
_PERIOD = "^[0-9]{4}-(Q[1-4]|0[1-9]|1[0-2])$"
_MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
_METRIC = "^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?$"
_PHONE = "^[+][1-9][0-9]{6,14}$"
FORMS = {
    _ID: N_("use lowercase letters, digits and hyphens"),
    _FIELD: N_("use lowercase letters, digits and underscores"),
    _VERSION: N_('write major and minor in quotes, such as "1.2"'),
    _CURRENCY: N_("write the three letters of ISO 4217, such as RUB"),
    _TERRITORY: N_("write the two letters of ISO 3166, such as RU"),
    _ASPECT: N_('write width and height in quotes, such as "9:16"'),
    SCOPE: N_("write money, numbers, message, or market: and its id"),
    _PHONE: N_('write "+", the country\'s code and the number, without spaces and in quotes'),
    _PERIOD: N_("write a quarter such as 2026-Q4 or a month such as 2026-11"),
    _MONTH: N_("write year and month, such as 2027-03"),
    _METRIC: N_("write a metric such as cpa, or with its market cpa:ru"),
}

Id = Annotated[str, Field(pattern=_ID, max_length=60, examples=["first-light"])]
FieldName = Annotated[str, Field(pattern=_FIELD, max_length=30, examples=["tax_id"])]
Version = Annotated[str, Field(pattern=_VERSION, strict=True, examples=["2.0"])]
Territory = Annotated[str, Field(pattern=_TERRITORY, examples=["RU"])]
Aspect = Annotated[Token, Field(pattern=_ASPECT, examples=["9:16"])]
Period = Annotated[str, Field(pattern=_PERIOD, strict=True, examples=["2026-Q4"])]
Month = Annotated[str, Field(pattern=_MONTH, strict=True, examples=["2027-03"])]
MetricKey = Annotated[str, Field(pattern=_METRIC, max_length=121, examples=["cpa", "cpa:ru"])]
"""A metric by its id; with the one market that is meant behind it."""
Picture = Annotated[Token, Field(max_length=100), AfterValidator(_picture), Field(examples=["logo.svg"])]
Photograph = Annotated[Token, Field(max_length=100), AfterValidator(_photograph), Field(examples=["pictures/lamp.jpg"])]
Phone = Annotated[Token, Field(pattern=_PHONE, examples=["+74951234567"])]
ZoneName = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Moscow"])]
Day = Annotated[
    datetime.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2027-03-09"]}),
]
Clock = Annotated[
    datetime.time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d$", "examples": ["18:00"]}),
]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number", "examples": [8, 4.5]})]
Amount = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0),
    WithJsonSchema({"type": "number", "minimum": 0, "examples": [120000]}),
]
PositiveAmount = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0),
    AfterValidator(_above_zero),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "examples": [120000]}),
]
Flag = Annotated[bool, Field(strict=True)]
Line = Annotated[str, Field(min_length=1, max_length=500, strict=True)]
"""One line that is the same in every language."""
Name = Annotated[str, Field(min_length=1, max_length=60, strict=True)]
"""What something is called in another file: a language, a paper, a form of address."""
Count = Annotated[int, Field(ge=1, le=999, strict=True, examples=[2])]
Colour = Annotated[str, BeforeValidator(_accent), Field(examples=["#0B5D51"])]
Currency = Annotated[str, Field(pattern=_CURRENCY), AfterValidator(_currency), Field(examples=["RUB", "USD"])]
