from __future__ import annotations

import pytest

from pipeline.writers.ics.reading import reading

FILE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a
DTSTART;VALUE=DATE:20270423
SUMMARY:Payment\\, after the report
DESCRIPTION:Net 30
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_says_its_days_and_words() -> None:
    assert reading(FILE.replace("\n", "\r\n").encode()).text.splitlines() == [
        "2027-04-23",
        "Payment, after the report",
        "Net 30",
    ]


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(Exception, match=r"."):
        reading(b"BEGIN:VCALENDAR\r\nnothing")
