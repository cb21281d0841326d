from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, ORGANISATION, edit, load, wrong

from pipeline.checks import warnings

ZONE = "time_zone: Europe/Moscow\n"
CALENDAR = """\
territory: RU
covers: {from: 2027-01-01, to: 2027-12-31}
off:
  - {date: 2027-02-22, name: {en: moved, ru: перенос}}
  - {date: 2027-02-23, name: {en: Defender Day, ru: День защитника}}
working_weekends: [2027-02-20]
source: {en: a decree, ru: указ}
confidence: high
verified_on: 2026-11-16
review_by: 2027-12-31
owner: ada
"""


@pytest.fixture
def folder(minimal: Path) -> Path:
    """The smallest project, in which everybody works by a calendar."""
    (minimal / "content/calendars").mkdir()
    (minimal / "content/calendars/ru.yaml").write_text(CALENDAR, encoding="utf-8")
    edit(minimal, MARKET, (ZONE, f"{ZONE}calendar: ru\n"))
    return minimal


def found(folder: Path, step: str = "", day: str = "") -> list[str]:
    """What is to be looked at when a step has another day."""
    if step:
        before = {"advance": "2027-02-15", "draft": "2027-02-24", "payment": "2027-04-09"}[step]
        edit(folder, CAMPAIGN, (f"{step}, date: {before}", f"{step}, date: {day}"))
    said = [str(item).partition(": ")[2] for item in warnings.warnings(load(folder))]
    return [line for line in said if "day off" in line or "calendar" in line]


@pytest.mark.parametrize(
    ("step", "day", "line"),
    [
        ("draft", "2027-02-24", ""),
        ("draft", "2027-02-23", "2027-02-23 is a day off for ada (write 2027-02-20 or 2027-02-24)"),
        ("draft", "2027-02-20", ""),
        ("draft", "2027-02-21", "2027-02-21 is a day off for ada (write 2027-02-20 or 2027-02-24)"),
        ("payment", "2027-04-10", "2027-04-10 is a day off for ivan (write 2027-04-09 or 2027-04-12)"),
        ("payment", "2028-01-14", "calendar ru does not say who works on 2028-01-14 (add the year to content/calendars/ru.yaml)"),
    ],
)  # fmt: skip
def test_a_step_is_on_a_day_on_which_whoever_receives_it_works(folder: Path, step: str, day: str, line: str) -> None:
    assert [item.partition(": ")[2] for item in found(folder, step, day)] == ([line] if line else [])


def test_who_sends_may_be_away_and_who_receives_may_not(folder: Path) -> None:
    away = (
        "time_zone: Asia/Novosibirsk\n",
        "time_zone: Asia/Novosibirsk\naway: [{from: 2027-02-24, to: 2027-02-24}]\n",
    )
    edit(folder, CREATOR, away)
    assert found(folder) == []
    edit(
        folder,
        ORGANISATION,
        (
            "    time_zone: Europe/Moscow\n",
            "    time_zone: Europe/Moscow\n    away: [{from: 2027-02-24, to: 2027-02-25}]\n",
        ),
    )
    [line] = found(folder)
    assert line.endswith("2027-02-24 is a day off for ada (write 2027-02-20 or 2027-02-26)")


def test_nothing_is_said_without_a_calendar(minimal: Path) -> None:
    assert found(minimal, "payment", "2027-04-10") == []


def test_a_quiet_day_is_refused_once_whoever_works(folder: Path) -> None:
    edit(folder, MARKET, (ZONE, f"{ZONE}quiet: [{{from: 2027-04-05, to: 2027-04-09}}]\n"))
    [line] = wrong(folder)
    assert line.endswith(
        "schedule.2.date: 2027-04-09 is a quiet day of this market, without deadlines (write 2027-04-04 or 2027-04-10)"
    )
