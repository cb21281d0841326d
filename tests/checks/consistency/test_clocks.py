from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, edit, wrong

POST = '{date: 2027-03-16, time: "12:00"'


def found(folder: Path, zone: str, day: str, time: str) -> list[str]:
    """What is wrong with a post on a day and at a time on its creator's clock."""
    edit(folder, CREATOR, ("Asia/Novosibirsk", zone))
    edit(
        folder,
        CAMPAIGN,
        (POST, f'{{date: {day}, time: "{time}"'),
        ("stays_up_until: 2027-09-30", "stays_up_until: 2027-12-31"),
        ("payment, date: 2027-04-09", "payment, date: 2027-12-31"),
    )
    return [line.partition("publish.1.time: ")[2] for line in wrong(folder)]


@pytest.mark.parametrize(
    ("zone", "day", "time", "line"),
    [
        ("America/New_York", "2027-03-14", "01:59", ""),
        ("America/New_York", "2027-03-14", "02:00", "there is no 02:00 on 2027-03-14 in America/New_York: clocks go forward then (write 01:00 or 03:00)"),
        ("America/New_York", "2027-03-14", "03:00", ""),
        ("America/New_York", "2027-11-07", "00:59", ""),
        ("America/New_York", "2027-11-07", "01:00", "01:00 comes twice on 2027-11-07 in America/New_York: clocks are set back then (write 00:00 or 02:00)"),
        ("America/New_York", "2027-11-07", "02:00", ""),
        ("Australia/Lord_Howe", "2027-10-03", "02:15", "there is no 02:15 on 2027-10-03 in Australia/Lord_Howe: clocks go forward then (write 01:45 or 02:45)"),
        ("America/Santiago", "2027-09-05", "00:30", "there is no 00:30 on 2027-09-05 in America/Santiago: clocks go forward then (write 2027-09-04 23:30 or 01:30)"),
        ("Europe/Moscow", "2027-03-28", "02:30", ""),
    ],
)  # fmt: skip
def test_a_time_that_a_clock_skips_or_repeats_is_told_with_the_times_around_it(
    minimal: Path, zone: str, day: str, time: str, line: str
) -> None:
    assert found(minimal, zone, day, time) == ([line] if line else [])


def test_a_step_stands_on_the_clock_of_its_market(minimal: Path) -> None:
    edit(minimal, MARKET, ("time_zone: Europe/Moscow", "time_zone: Europe/Berlin"))
    [place] = edit(
        minimal, CAMPAIGN, ('payment, date: 2027-04-09, time: "18:00"', 'payment, date: 2027-10-31, time: ^"02:30"')
    )
    [line] = wrong(minimal)
    assert line.startswith(f"{CAMPAIGN}:{place}: markets.ru.schedule.2.time: 02:30 comes twice on 2027-10-31")
