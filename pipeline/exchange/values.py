"""One cell as people fill it in → the value that stands for it in YAML, or why it cannot be read."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipeline.base.problems import N_, nearest
from pipeline.base.typed_numbers import readings
from pipeline.exchange.sheet import Formula, Value

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BETWEEN = re.compile(r"[;\n]|,(?=\s|$)")
"""What stands between the values of a list in one cell."""
_DASH = r"\s*(?:-|–|—|\.\.\.?|…)\s*"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T](?P<time>\d{1,2}:\d\d)(?::\d\d)?)?")
_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)(?:\s+(?P<time>\d{1,2}:\d\d)(?::\d\d)?)?"
)
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d\d)")
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::00)?")
_WITH_UNIT = re.compile(r"(?P<before>[^\d\s+-]*)\s*(?P<number>-?\d(?:.*\d)?)\s*(?P<after>[^\d\s]*)")
_FIRST_DAY, _LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)
"""Days that a plain number may stand for."""
_CENTURY = 2000
_MINUTES = 24 * 60
_MONTHS = 12
_DAY_HINT = N_("write year-month-day, such as 2027-03-09")


class Unreadable(Exception):
    """Why a cell cannot be read, and what to write."""

    def __init__(self, message: str, hint: str = "", **values: Any) -> None:
        super().__init__(message)
        self.message, self.hint, self.values = message, hint, {name: str(value) for name, value in values.items()}


def refused(message: str, hint: str = "", **values: Any) -> Unreadable:
    """The reason why a cell cannot be read."""
    return Unreadable(message, hint, **values)


def plain(value: Value) -> Value:
    """A cell without what nobody sees; nothing where it holds nothing else. Raises Unreadable for a formula."""
    if isinstance(value, Formula):
        if value.result:
            hint = N_("type the value itself: {result}")
            raise refused("holds the formula {formula}", hint, formula=value.text, result=value.result)
        raise refused("holds the formula {formula}", "type the value itself", formula=value.text)
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", value)).replace("\r\n", "\n")
    text = re.sub(r"[^\S\n]+", " ", text).strip()
    if text[:1] == "#" and text == text.upper() and (text[-1] in "!?" or "/" in text):
        raise refused("holds {error}, what a formula says when it fails", "type the value itself", error=text)
    return text or None


def text(value: Value) -> str:
    """Words, or a code letter for letter."""
    if isinstance(value, bool | datetime.date | datetime.time):
        raise refused(
            "is no text but a date, a time or true and false", "give the cell the format Text, and type it again"
        )
    if isinstance(value, Decimal):
        raise refused(
            "is no text but the number {number}", "give the cell the format Text, and type it again", number=value
        )
    return str(value)


def line(value: Value) -> str:
    """Words that stand on one line."""
    return re.sub(r"\s*\n\s*", " ", text(value))


def amount(value: Value, is_unit: Callable[[str], bool] = lambda word: False) -> int | Decimal:
    """A number; `is_unit` tells which signs and words may stand beside it, such as those of its currency."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    said = text(value)
    match = _WITH_UNIT.fullmatch(said)
    units = [match["before"], match["after"]] if match else []
    bare = match["number"] if match and all(not word or is_unit(word) for word in units) else said
    if re.fullmatch(r"-?\d+", bare):
        return int(bare)
    found = readings(bare)
    if len(found) == 2:
        message = N_('"{value}" reads as {thousands} to some people and as {fraction} to others')
        raise refused(message, "write {thousands} or {fraction}", value=said, thousands=found[0], fraction=found[1])
    if not found:
        raise refused('"{value}" is not a number', "write digits, such as 1200 or 4.5", value=said)
    [number] = found
    return int(number) if number == number.to_integral_value() else number


def whole(value: Value) -> int:
    """A whole number."""
    number = amount(value)
    if number != int(number):
        raise refused("expected a whole number, not {input}", input=number)
    return int(number)


def seconds(value: Value) -> Mapping[str, int | Decimal]:
    """A length, or the shortest and the longest."""
    if isinstance(value, datetime.date | datetime.time):
        hint = N_("give the cell the format Text, and type it again")
        raise refused("a spreadsheet program took it for a date or a time", hint)
    if not isinstance(value, str):
        return {"low": amount(value), "high": amount(value)}
    low, _, high = (part.strip() for part in re.sub(_DASH, "\0", value, count=1).partition("\0"))
    return {"low": amount(low), "high": amount(high or low)}


def aspect(value: Value) -> str:
    """Width to height. Spreadsheet programs take 9:16 for a time, which is 9:16 all the same."""
    if isinstance(value, datetime.datetime):
        raise refused(
            "a spreadsheet program took it for a date or a time", "give the cell the format Text, and type it again"
        )
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute}"
    return re.sub(r"\s*[:xх×/]\s*", ":", text(value))


def days(value: Value, day_zero: datetime.date) -> list[tuple[str, str | None]]:
    """Days, each with a time of its own where one stands behind it."""
    if not isinstance(value, str):
        return [_day(value, day_zero)]
    return [_day(part.strip(), day_zero) for part in _BETWEEN.split(value) if part.strip()]


def gapped_days(value: Value, day_zero: datetime.date) -> list[str | None]:
    """Days; a gap between two signs is none."""
    if not isinstance(value, str):
        return [_day(value, day_zero)[0]]
    return [_day(part.strip(), day_zero)[0] if part.strip() else None for part in re.split(r"[;\n]", value)]


def day(value: Value, day_zero: datetime.date) -> str:
    """One day."""
    found = days(value, day_zero)
    if len(found) != 1:
        raise refused("expected one day, found {count}", count=len(found))
    return found[0][0]


def times(value: Value) -> list[str | None]:
    """Times of day; a gap between two signs is no time."""
    if not isinstance(value, str):
        return [_time(value)]
    return [_time(part.strip()) if part.strip() else None for part in re.split(r"[;,\n]", value)]


def codes(value: Value) -> list[str | None]:
    """Codes letter for letter; a gap between two signs is none."""
    return [part.strip() or None for part in re.split(r"[;,\n]", text(value))]


def _day(value: Value, day_zero: datetime.date) -> tuple[str, str | None]:
    if isinstance(value, datetime.datetime):
        clock = value.time().replace(second=0, microsecond=0)
        return value.date().isoformat(), f"{clock:%H:%M}" if clock != datetime.time() else None
    if isinstance(value, datetime.date):
        return value.isoformat(), None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _counted(value, day_zero)
    said = text(value)
    if re.fullmatch(r"\d{5}", said):
        return _counted(int(said), day_zero)
    for form in (_ISO, _DOTTED):
        if match := form.fullmatch(said):
            return _named(match["year"], match["month"], match["day"], said), match["time"] and _time(match["time"])
    if match := _SLASHED.fullmatch(said):
        return _slashed(match, said), None
    raise refused('"{value}" is not a date', _DAY_HINT, value=said)


def _counted(number: int | Decimal, day_zero: datetime.date) -> tuple[str, str | None]:
    """The day that a plain number stands for, as spreadsheets count them, and the time that its fraction is."""
    if not 0 < number < (_LAST_DAY - day_zero).days:
        raise refused('"{value}" is not a date', _DAY_HINT, value=number)
    date = day_zero + datetime.timedelta(days=int(number))
    if date < _FIRST_DAY:
        raise refused('"{value}" is not a date', _DAY_HINT, value=number)
    minutes = round((number - int(number)) * _MINUTES)
    return date.isoformat(), f"{minutes // 60:02}:{minutes % 60:02}" if minutes else None


def _named(year: str, month: str, day: str, said: str) -> str:
    full = int(year) if len(year) == 4 else _CENTURY + int(year)
    try:
        return datetime.date(full, int(month), int(day)).isoformat()
    except ValueError:
        raise refused("no such date: {value}", value=said) from None


def _slashed(match: re.Match[str], said: str) -> str:
    """A day with slashes, where only one of its two readings is a day."""
    one, two = int(match["one"]), int(match["two"])
    if one != two and one <= _MONTHS and two <= _MONTHS:
        first, second = _named(match["year"], str(one), str(two), said), _named(match["year"], str(two), str(one), said)
        message = N_('"{value}" is {first} to some people and {second} to others')
        raise refused(message, "write {first} or {second}", value=said, first=first, second=second)
    month, day = (one, two) if one <= _MONTHS else (two, one)
    return _named(match["year"], str(month), str(day), said)


def _time(value: Value) -> str:
    if isinstance(value, datetime.datetime):
        value = value.time()
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal) and 0 <= value < 1:
        minutes = round(value * _MINUTES)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    said = str(value)
    match = _TIME.fullmatch(said)
    if not match or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        raise refused('"{value}" is not a time', "write hours:minutes on a 24-hour clock, such as 18:30", value=said)
    return f"{int(match['hour']):02}:{match['minute']}"


def named(value: Value, names: Mapping[str, Iterable[str]], message: str) -> str:
    """The id of what a cell names, by its id or in any language. `message` says that there is none."""
    said = line(value)
    by_name = {_bare(word): name for name in reversed(list(names)) for word in (*names[name], name)}
    found = by_name.get(_bare(said))
    if found:
        return found
    spoken = {name: name for name in names} | {word.casefold(): word for words in names.values() for word in words}
    close = nearest(said.casefold(), spoken)
    if close:
        raise refused(message, 'did you mean "{nearest}"?', name=said, nearest=spoken[close])
    raise refused(message, "there are {choices}", name=said, choices=", ".join(names))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words).casefold())
