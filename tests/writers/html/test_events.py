from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import replace

import vobject
from trees import document

from pipeline.document.letters import LABEL
from pipeline.document.tree import EVENT, Document, Text, Time
from pipeline.writers.html.events import EventLinks

AT = "2027-03-09T12:00:00+03:00"


def dated(**events: str) -> Document:
    fields = {"summary": "First post", "description": "12:00", "sequence": 1, "cancelled": False}
    told = {
        f"{EVENT}{uid}": json.dumps({**fields, "start": start, "zone": "Europe/Moscow" if "T" in start else ""})
        for uid, start in events.items()
    }
    return document(**told, **{f"{LABEL}calendar": "Add"})


def test_an_instant_is_offered_once_in_a_table_on_whichever_clock() -> None:
    links = EventLinks(dated(post=AT))
    printed = (Time("2027-03-09T09:00:00+00:00", (Text("9:00"),)),)
    first, second = links.beside(printed), links.beside(printed)
    assert 'aria-label="Add: First post"' in first and second == ""
    links.begin()
    assert links.beside(printed) == first


def told(markup: str) -> list[tuple[str, str, str]]:
    """Each link's name of a file, what those who listen hear, and what is seen."""
    return re.findall('download="([^"]+)" aria-label="([^"]+)">([^<]+)</a>', markup)


def events(**summaries: str) -> Document:
    """Events of one instant, and one of the day before it."""
    given = {
        f"{EVENT}{uid}": json.dumps(
            {
                "summary": said,
                "description": "",
                "sequence": 1,
                "cancelled": False,
                "start": AT,
                "zone": "Europe/Moscow",
            }
        )
        for uid, said in summaries.items()
    }
    return document(**given, **{f"{LABEL}calendar": "Add"})


def test_events_of_one_time_are_each_offered_by_name_in_a_file_of_their_own() -> None:
    links = EventLinks(events(post="Post & more", report="Report"))
    markup = links.beside((Time(AT, (Text("noon"),)),))
    assert told(markup) == [
        ("2027-03-09.ics", "Add: Post &amp; more", "Add: Post &amp; more"),
        ("2027-03-09-2.ics", "Add: Report", "Add: Report"),
    ]
    uids = [vobject.readOne(b64decode(each).decode()).vevent.uid.value for each in re.findall('base64,([^"]+)', markup)]
    assert uids == ["post", "report"]


def test_a_table_about_somebody_offers_their_events() -> None:
    links, printed = (
        EventLinks(events(one="Post, Anna Ivanova", other="Post, Maya Brooks")),
        (Time(AT, (Text("noon"),)),),
    )
    links.begin("Last days, Maya Brooks")
    assert told(links.beside(printed)) == [("2027-03-09-2.ics", "Add: Post, Maya Brooks", "Add")]
    links.begin("Last days, Anna Ivanova")
    assert told(links.beside(printed)) == [("2027-03-09.ics", "Add: Post, Anna Ivanova", "Add")]


def test_what_the_link_holds_is_one_event_of_the_calendar() -> None:
    link = EventLinks(dated(post=AT, other="2027-03-10")).beside((Time(AT, (Text("noon"),)),))
    [content] = re.findall('base64,([^"]+)', link)
    calendar = vobject.readOne(b64decode(content).decode())
    [event] = calendar.vevent_list
    assert (event.uid.value, event.dtstart.value.isoformat()) == ("post", "2027-03-09T09:00:00+00:00")
    assert not hasattr(calendar, "vtimezone")


def test_a_day_is_offered_beside_its_date_and_what_is_called_off_nowhere() -> None:
    given = dated(paid="2027-04-09")
    links, printed = EventLinks(given), (Time("2027-04-09", (Text("April 9"),)),)
    assert "2027-04-09.ics" in links.beside(printed)
    links.begin()
    assert links.beside(printed) == ""
    assert EventLinks(given).beside((Time("2027-04-10", (Text("April 10"),)), Text("x"))) == ""
    [name, said] = next(pair for pair in given.properties if pair[0].startswith(EVENT))
    off = document(**{name: said.replace("false", "true"), f"{LABEL}calendar": "Add"})
    assert EventLinks(off).beside((Time("2027-04-09", (Text("April 9"),)),)) == ""


def test_what_goes_out_at_the_time_of_an_earlier_row_is_offered_in_its_own_row_too() -> None:
    links, printed = EventLinks(dated(post=AT)), (Time(AT, (Text("noon"),)),)
    links.begin_row()
    first, again = links.beside(printed), links.beside(printed)
    links.begin_row()
    assert first == links.beside(printed) != "" and again == ""


def test_all_dates_are_one_file_where_a_document_has_a_word_for_it() -> None:
    given = dated(post=AT, paid="2027-04-09")
    assert EventLinks(given).together() == ""
    all_of = replace(given, properties=(*given.properties, (f"{LABEL}calendar-all", "Add all")))
    link = EventLinks(all_of).together()
    assert 'download="2027-03-09-all.ics">Add all</a>' in link
    [content] = re.findall('base64,([^"]+)', link)
    found = vobject.readOne(b64decode(content).decode()).vevent_list
    assert sorted(event.uid.value for event in found) == ["paid", "post"]
