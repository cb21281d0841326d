"""What every authored record shares: closed fields, ids, codes, dates as people type them."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, Self

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


class Model(BaseModel):
    """A record that allows no unknown field and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

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
    """A code that must appear letter for letter: a handle, a link, an erid, a promo code."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1, strict=True))


def mistake(message: str, at: Iterable[str | int] = (), hint: str = "", **values: Any) -> PydanticCustomError:
    """A validation error in the field's own words, at a path below the record that raises it."""
    context = {name: str(value) for name, value in values.items()}
    return PydanticCustomError(
        "mistake", "{message}", {"message": message, "hint": hint, "at": tuple(at), "values": context}
    )


def _inn(text: Token) -> Token:
    # Check digits of the taxpayer number: order of the Federal Tax Service ММВ-7-6/435@.
    if not text.isdigit() or len(text) not in (10, 12):
        raise mistake('"{value}" is not an INN: it has 10 digits for a company, 12 for a person', value=text)
    digits = [int(char) for char in text]
    weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
    for place in (9,) if len(text) == 10 else (10, 11):
        total = sum(weight * digit for weight, digit in zip(weights[-place:], digits, strict=False))
        if total % 11 % 10 != digits[place]:
            raise mistake('"{value}" is not an INN: its check digit is wrong', value=text)
    return text


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise mistake(
            '"{value}" is not a time zone', hint="write an IANA name such as Europe/Moscow", value=name
        ) from None
    return name


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise mistake('"{value}" is not a date', hint="write year-month-day, such as 2027-03-09", value=value)


def _clock(value: object) -> object:
    if isinstance(value, str) and len(value) == 5 and value[2] == ":":
        try:
            return datetime.time.fromisoformat(value)
        except ValueError:
            pass
    raise mistake('"{value}" is not a time', hint="write hours:minutes on a 24-hour clock, such as 18:30", value=value)


_LARGEST = 10**12
_LONGEST_EXPONENT = 20
_FINEST = 6
"""Decimal places: finer than any amount, rate or percentage that a campaign states."""


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise mistake('"{value}" is not a number', hint="write digits without quotes, such as 1200 or 4.5", value=value)
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if abs(number.adjusted()) > _LONGEST_EXPONENT or abs(number) > _LARGEST:
        raise mistake("{value} is larger than any amount", value=value)
    if isinstance(exponent, int) and -exponent > _FINEST:
        raise mistake("{value} has more than {places} decimal places", value=value, places=_FINEST)
    return number


def _accent(colour: str) -> str:
    if len(colour) != 7 or colour[0] != "#" or set(colour[1:].lower()) - set("0123456789abcdef"):
        raise mistake('"{value}" is not a colour', hint='write "#" and six hexadecimal digits', value=colour)
    return colour.upper()


def _email(address: Token) -> Token:
    name, _, host = address.partition("@")
    if not name or "." not in host.strip(".") or any(sign.isspace() or sign in "<>@" for sign in name + host):
        raise mistake('"{value}" is not an email address', value=address)
    return address


def _link(address: Token) -> Token:
    if not address.startswith("https://") or any(sign.isspace() or sign in '<>"' for sign in address):
        raise mistake('"{value}" is not a link', hint="write it in full, starting with https://", value=address)
    return address


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, examples=["first-light"])]
Code = Annotated[Token, Field(max_length=100, examples=["SPRING15"])]
Email = Annotated[Token, Field(max_length=100), AfterValidator(_email), Field(examples=["name@company.example"])]
WebLink = Annotated[
    Token, Field(max_length=500), AfterValidator(_link), Field(examples=["https://shop.example/spring"])
]
Inn = Annotated[Token, AfterValidator(_inn), Field(examples=["7799012346"])]
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
Count = Annotated[int, Field(ge=1, le=999, strict=True, examples=[2])]
Colour = Annotated[str, AfterValidator(_accent), Field(examples=["#0B5D51"])]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["RUB", "USD"])]
