"""The dates of a document as links that a calendar opens, each beside the words that print it."""

from __future__ import annotations

import datetime
import json
from base64 import b64encode
from dataclasses import asdict, replace
from functools import cache

from pipeline.document.letters import label
from pipeline.document.traversal import within
from pipeline.document.tree import EVENT, DatedEvent, Document, Inline, Time
from pipeline.writers import Writer
from pipeline.writers.html.inlines import tag

_DAY = len("2027-01-01")
_ON_EVERY_CLOCK = "UTC"
"""The zone that needs no rules in a file, and whose instants each calendar shows on its reader's clock."""


class EventLinks:
    """The events of a document, each offered once in a table where its instant is printed.

    One that has only a day is offered where that is printed first: other things may be of the same day.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._label = label(document, "calendar")
        offered = [event for event in document.events if not event.cancelled] if self._label else []
        self._events = {_moment(event.start): event for event in reversed(offered)}
        self._done: set[str] = set()

    def begin(self) -> None:
        """Begins another table or list."""
        self._done = {moment for moment in self._done if len(moment) == _DAY}

    def beside(self, children: tuple[Inline, ...]) -> str:
        """The links of the events that some words print, and none before them did."""
        moments = [_moment(node.value) for node in within(children) if isinstance(node, Time)]
        printed = [moment for moment in dict.fromkeys(moments) if moment in self._events.keys() - self._done]
        self._done.update(printed)
        return "".join(self._link(self._events[moment]) for moment in printed)

    def _link(self, event: DatedEvent) -> str:
        content = b64encode(calendar_file(self._document, event)).decode()
        opened = tag(
            "a",
            class_="calendar",
            href=f"data:text/calendar;charset=utf-8;base64,{content}",
            download=f"{event.day.isoformat()}.ics",
            aria_label=f"{self._label}: {event.summary}",
        )
        return f"{opened}{self._label}</a>"


def calendar_file(document: Document, event: DatedEvent) -> bytes:
    """A calendar file with one event of a document."""
    fields = asdict(replace(event, zone=_ON_EVERY_CLOCK if event.zone else ""))
    one = (f"{EVENT}{fields.pop('uid')}", json.dumps(fields))
    others = tuple(pair for pair in document.properties if not pair[0].startswith(EVENT))
    return _calendar().write(replace(document, properties=(*others, one))).content


@cache
def _calendar() -> Writer:
    # Loaded where a document has dates, and for nothing else.
    from pipeline.writers.ics.writer import CalendarWriter

    return CalendarWriter()


def _moment(value: str) -> str:
    """A day or an instant, the same for the same one on every clock."""
    if len(value) <= _DAY:
        return value
    moment = datetime.datetime.fromisoformat(value)
    return moment.astimezone(datetime.UTC).isoformat() if moment.tzinfo else value
