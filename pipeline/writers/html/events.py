"""The dates of a document as links that a calendar opens, each beside the words that print it."""

from __future__ import annotations

import datetime
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape

from pipeline.document.letters import label
from pipeline.document.traversal import within
from pipeline.document.tree import EVENT, DatedEvent, Document, Inline, Text, Time
from pipeline.writers import Writer
from pipeline.writers.html.inlines import tag

_DAY = len("2027-01-01")
_ON_EVERY_CLOCK = "UTC"
"""The zone that needs no rules in a file, and whose instants each calendar shows on its reader's clock."""


class EventLinks:
    """The events of a document, each offered once in a table where its instant is printed.

    One that has only a day is offered where that is printed first: other things may be of the same day. Of several at
    one time those are offered that the table is about, as far as its name says so, and each by its own name.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._label = label(document, "calendar")
        offered = [event for event in document.events if not event.cancelled] if self._label else []
        self._events: dict[str, list[DatedEvent]] = {}
        self._files: dict[str, str] = {}
        days: Counter[str] = Counter()
        for event in offered:
            self._events.setdefault(_moment(event.start), []).append(event)
            day = event.day.isoformat()
            days[day] += 1
            self._files[event.uid] = f"{day}.ics" if days[day] == 1 else f"{day}-{days[day]}.ics"
        self._done: set[str] = set()
        self._before: set[str] = set()
        self._about: set[str] = set()

    def begin(self, about: str = "") -> None:
        """Begins another table or list, by its name."""
        self._about = _words(about)
        days = {event.uid for event in self._document.events if len(event.start) == _DAY}
        self._done, self._before = days & (self._done | self._before), set()

    def together(self) -> str:
        """One link to all events, where a document has a word for it and more than one of them."""
        said, events = label(self._document, "calendar-all"), self._document.events
        if not said or len(events) < 2:
            return ""
        content = _calendar().write(replace(self._document, properties=_on_every_clock(self._document))).content
        opened = tag(
            "a",
            class_="calendar all",
            href=_inside(content),
            download=f"{min(event.day for event in events).isoformat()}-all.ics",
        )
        return f"{opened}{escape(said, quote=False)}</a>"

    def begin_row(self) -> None:
        """Begins another row: what goes out at the time of an earlier one is offered there too."""
        self._before |= self._done
        self._done = set()

    def beside(self, children: tuple[Inline, ...]) -> str:
        """The links of the events that some words print, and none before them did."""
        moments = [_moment(node.value) for node in within(children) if isinstance(node, Time)]
        return "".join(link for moment in dict.fromkeys(moments) for link in self._links(moment))

    def apart(self, children: tuple[Inline, ...]) -> list[tuple[Time, str]]:
        """The instants that a list says in few words, each in its own ones with its links; none of a single one."""
        times = [node for node in within(children) if isinstance(node, Time)]
        told = [self._said(node) for node in times]
        if len(times) < 2 or not all(told):
            return []
        alone = [Time(node.value, (Text(said),)) for node, said in zip(times, told, strict=True)]
        return [(node, self.beside((node,))) for node in alone]

    def _said(self, node: Time) -> str:
        return next((each.said for each in self._events.get(_moment(node.value), []) if each.said), "")

    def _links(self, moment: str) -> Iterator[str]:
        there = self._events.get(moment, [])
        closest = max((self._closeness(event) for event in there), default=0)
        meant = [event for event in there if self._closeness(event) == closest]
        if len(meant) > 1 or any(len(event.start) == _DAY for event in meant):
            self._done |= self._before & {event.uid for event in meant}
        for event in meant:
            if event.uid not in self._done:
                self._done.add(event.uid)
                yield self._link(event, f"{self._label}: {event.summary}" if meant[1:] else self._label)

    def _closeness(self, event: DatedEvent) -> int:
        return len(self._about & _words(event.summary))

    def _link(self, event: DatedEvent, words: str) -> str:
        opened = tag(
            "a",
            class_="calendar",
            href=_inside(calendar_file(self._document, event)),
            download=self._files[event.uid],
            aria_label=f"{self._label}: {event.summary}",
        )
        return f"{opened}{escape(words, quote=False)}</a>"


def _inside(content: bytes) -> str:
    return f"data:text/calendar;charset=utf-8;base64,{b64encode(content).decode()}"


def _on_every_clock(document: Document) -> tuple[tuple[str, str], ...]:
    """The properties of a document, its events on a clock that needs no rules."""
    others = tuple(pair for pair in document.properties if not pair[0].startswith(EVENT))
    events = (replace(event, zone=_ON_EVERY_CLOCK if event.zone else "") for event in document.events)
    return (*others, *(event.as_property for event in events))


def _words(said: str) -> set[str]:
    return set(re.findall(r"\w+", said.casefold()))


def calendar_file(document: Document, event: DatedEvent) -> bytes:
    """A calendar file with one event of a document."""
    others = tuple(pair for pair in document.properties if not pair[0].startswith(EVENT))
    properties = _on_every_clock(replace(document, properties=(*others, event.as_property)))
    return _calendar().write(replace(document, properties=properties)).content


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
