"""The sample's calendars, as actors that tests count with."""

from __future__ import annotations

import datetime

from samples import ROOT

from pipeline.domain.working_days import WorkingDays
from pipeline.model.calendar import Absence, Calendar
from pipeline.reading import sources
from pipeline.reading.validation import validate


def read(name: str, away: tuple[Absence, ...] = ()) -> WorkingDays:
    source = sources.read(ROOT / f"content/calendars/{name}.yaml", f"content/calendars/{name}.yaml")
    return WorkingDays(name, validate(Calendar, source, ("en", "ru"), ("en", "ru")), away)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


RU, US = read("ru"), read("us")
