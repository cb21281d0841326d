"""What every authored record shares: closed fields, ids, codes, dates as people type them."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema


class Model(BaseModel):
    """A record that allows no unknown field and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    if name not in zoneinfo.available_timezones():
        raise mistake('"{value}" is not a time zone', hint="write an IANA name such as Europe/Moscow", value=name)
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


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise mistake('"{value}" is not a number', hint="write digits without quotes, such as 1200 or 4.5", value=value)
    return Decimal(value)


def _accent(colour: str) -> str:
    if len(colour) != 7 or colour[0] != "#" or set(colour[1:].lower()) - set("0123456789abcdef"):
        raise mistake('"{value}" is not a colour', hint='write "#" and six hexadecimal digits', value=colour)
    return colour.upper()


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Inn = Annotated[Token, AfterValidator(_inn)]
ZoneName = Annotated[str, AfterValidator(_zone)]
Day = Annotated[datetime.date, BeforeValidator(_iso_date)]
Clock = Annotated[datetime.time, BeforeValidator(_clock)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Amount = Annotated[Number, Field(ge=0)]
Count = Annotated[int, Field(ge=1, le=999, strict=True)]
Colour = Annotated[str, AfterValidator(_accent)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
