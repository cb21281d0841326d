"""Calendar files as another library reads them."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest
import vobject

from pipeline.document.tree import EVENT, Document
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.ics.writer import CalendarWriter


def told(**changes: object) -> str:
    event = {
        "start": "2027-03-09T09:00:00-08:00",
        "zone": "America/Los_Angeles",
        "summary": "First post",
        "description": "9 a.m. PT / noon ET",
        "sequence": 1002,
        "cancelled": False,
    }
    return json.dumps({**event, **changes})


def document(*events: tuple[str, str]) -> Document:
    properties = (("title", "Dates"), ("author", "Northlight"), ("date", "2027-02-12"))
    return Document("en", (*properties, *((f"{EVENT}{uid}", value) for uid, value in events)), (), (), ())


def read(content: bytes) -> dict[str, Any]:
    calendar = vobject.readOne(content.decode())
    return {event.uid.value: event for event in getattr(calendar, "vevent_list", ())}


def written(*events: tuple[str, str]) -> dict[str, Any]:
    return read(CalendarWriter().write(document(*events)).content)


def utc(event: Any) -> datetime.datetime:
    moment: datetime.datetime = event.dtstart.value.astimezone(datetime.UTC)
    return moment


def test_an_instant_is_the_same_before_and_after_clocks_change() -> None:
    found = written(("a", told()), ("b", told(start="2027-03-16T09:00:00-07:00")))
    assert [utc(found[uid]).hour for uid in "ab"] == [17, 16]
    assert [found[uid].dtstart.value.hour for uid in "ab"] == [9, 9]


@pytest.mark.parametrize(
    ("start", "zone", "hour"),
    [
        ("2027-03-09T12:00:00+03:00", "Europe/Moscow", 9),
        ("2027-03-16T12:00:00+03:00", "Europe/Moscow", 9),
        ("2027-03-12T18:00:00-05:00", "America/New_York", 23),
        ("2027-03-15T18:00:00-04:00", "America/New_York", 22),
        ("2027-11-05T18:00:00-04:00", "America/New_York", 22),
        ("2027-11-08T18:00:00-05:00", "America/New_York", 23),
        ("2027-03-09T12:00:00+07:00", "Asia/Novosibirsk", 5),
    ],
)
def test_zones_are_those_of_their_day(start: str, zone: str, hour: int) -> None:
    assert utc(written(("a", told(start=start, zone=zone)))["a"]).hour == hour


def test_a_day_without_a_time_is_a_whole_day() -> None:
    assert written(("a", told(start="2027-04-23", zone="")))["a"].dtstart.value == datetime.date(2027, 4, 23)


def test_an_update_replaces_and_a_removed_date_cancels() -> None:
    before, after = written(("a", told())), written(("a", told(sequence=1003, cancelled=True)))
    assert before.keys() == after.keys()
    assert int(before["a"].sequence.value) < int(after["a"].sequence.value)
    assert (before["a"].status.value, after["a"].status.value) == ("CONFIRMED", "CANCELLED")


def test_words_are_the_same_whatever_signs_they_hold() -> None:
    words = "Анна, «Сияние»; 18:00 \\ 10:00, " + "слово " * 30
    assert written(("a", told(summary=words)))["a"].summary.value == words


def test_the_same_document_is_the_same_bytes() -> None:
    first, second = (CalendarWriter().write(document(("a", told()))).content for _ in range(2))
    assert first == second
    assert max(map(len, first.split(b"\r\n"))) <= 75


def test_a_document_without_dates_is_an_empty_calendar() -> None:
    assert written() == {}


def test_a_creators_file_of_the_sample(project: Project) -> None:
    [target] = targets.targets(project, "spring-glow.plan.partnership-maya-brooks.en.ics")
    found = read(CalendarWriter().write(Composer(project).compose(target)).content)
    moments = {uid.partition("@")[0].rpartition(".")[2]: event.dtstart.value for uid, event in found.items()}
    assert utc(found["aur-sg27.maya-brooks.publish@briefs.invalid"]).isoformat() == "2027-03-09T17:00:00+00:00"
    assert utc(found["aur-sg27.maya-brooks.publish-2@briefs.invalid"]).isoformat() == "2027-03-16T16:00:00+00:00"
    assert moments["payment"] == datetime.date(2027, 4, 23)
    assert moments["draft"].isoformat() == "2027-02-24T18:00:00-05:00"
    assert "Maya Brooks" in found["aur-sg27.maya-brooks.draft@briefs.invalid"].summary.value


def test_the_managers_file_holds_each_date_once(project: Project) -> None:
    [target] = targets.targets(project, "spring-glow.plan.all.ru.ics")
    document = Composer(project).compose(target)
    uids = [event.uid for event in document.events]
    assert len(uids) == len(set(uids))
    assert {"aur-sg27.ru.draft@briefs.invalid", "aur-sg27.us.draft@briefs.invalid"} <= set(uids)
    assert "aur-sg27.claire-bennett.publish@briefs.invalid" in uids
    assert {event.sequence for event in document.events} == {1002}
    assert replace(document.events[0], sequence=1003).uid == document.events[0].uid


def test_zones_stand_in_order_whatever_a_process_makes_of_a_set() -> None:
    zones = ["Europe/Moscow", "Asia/Tokyo", "America/Los_Angeles", "Africa/Cairo", "Europe/Berlin"]
    events = [(zone, told(zone=zone)) for zone in zones]
    lines = CalendarWriter().write(document(*events)).content.decode().splitlines()
    assert [line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")] == sorted(zones)
    assert [line.removeprefix("UID:") for line in lines if line.startswith("UID:")] == zones
