"""The dates of a document → a calendar file: each is an event that replaces its former self, or cancels it."""

from __future__ import annotations

import datetime
import zoneinfo

from icalendar import Calendar, Component, Event

from pipeline.document.tree import DatedEvent, Document
from pipeline.writers import WriterResult

_LENGTH = datetime.timedelta(minutes=15)
"""How long an event is that has a time: a calendar program shows it, and it hides nothing."""


class CalendarWriter:
    """Writes calendar files."""

    def write(self, document: Document) -> WriterResult:
        """The events of a document, with the rules of each time zone that they name."""
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", f"-//{document.property('author')}//briefs//{document.language.upper()}")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", document.property("title"))
        for each in document.events:
            calendar.add_component(_event(each, datetime.date.fromisoformat(document.property("date"))))
        days = [each.day for each in document.events]
        if days:
            year = datetime.timedelta(days=366)
            calendar.add_missing_timezones(first_date=min(days) - year, last_date=max(days) + year)
            # The library adds them in the order of a set, which differs from one process to the next.
            calendar.subcomponents.sort(key=_zones_first)
        return WriterResult(calendar.to_ical(sorted=False))


def _zones_first(part: Component) -> tuple[bool, str]:
    return (part.name != "VTIMEZONE", str(part.get("tzid", "")))


def _event(each: DatedEvent, issued: datetime.date) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", datetime.datetime.combine(issued, datetime.time(), datetime.UTC))
    event.add("sequence", each.sequence)
    if each.zone:
        begin = datetime.datetime.fromisoformat(each.start).astimezone(zoneinfo.ZoneInfo(each.zone))
        event.add("dtstart", begin)
        event.add("dtend", begin + _LENGTH)
    else:
        event.add("dtstart", each.day)
    event.add("summary", each.summary)
    if each.description:
        event.add("description", each.description)
    event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
