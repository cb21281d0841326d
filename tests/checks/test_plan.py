from __future__ import annotations

import shutil
from pathlib import Path

from samples import CAMPAIGN, MARKET, ROOT, edit, load, said

from pipeline.checks import warnings

DRAFT = "milestone: draft, date: 2027-02-24"


def planned(folder: Path) -> Path:
    """The smallest project with a calendar."""
    (folder / "content/calendars").mkdir()
    text = (ROOT / "content/calendars/ru.yaml").read_text(encoding="utf-8").replace("pavel-orlov", "ada")
    (folder / "content/calendars/ru.yaml").write_text(text, encoding="utf-8")
    edit(folder, MARKET, ("time_zone: Europe/Moscow\n", "time_zone: Europe/Moscow\ncalendar: ru\n"))
    return folder


def test_a_date_that_is_too_late_is_refused_with_both_numbers(minimal: Path) -> None:
    places = edit(planned(minimal), CAMPAIGN, (DRAFT, "milestone: draft, date: ^2027-03-03"))
    assert said(minimal) == [
        f"{CAMPAIGN}:{places[0]}: markets.ru.schedule.1.date: 2027-03-03 is later than 2027-03-01, the last day that "
        "keeps the post of ivan on 2027-03-09 (working days too late: 2)"
    ]


def test_a_date_without_slack_is_something_to_look_at(minimal: Path) -> None:
    places = edit(planned(minimal), CAMPAIGN, (DRAFT, "milestone: draft, date: ^2027-03-01"))
    assert [str(item) for item in warnings.warnings(load(minimal))] == [
        f"{CAMPAIGN}:{places[0]}: markets.ru.schedule.1.date: 2027-03-01 is the last day that keeps the post of ivan "
        "on 2027-03-09: there is no slack"
    ]


def test_the_tightest_of_all_partnerships_is_named_once(copy: Path) -> None:
    edit(
        copy,
        "content/campaigns/spring-glow.yaml",
        ("milestone: draft, date: 2027-02-25", "milestone: draft, date: 2027-02-26"),
    )
    # What was approved before the change is told in the file of the approvals.
    found = [str(each) for each in warnings.warnings(load(copy), "spring-glow") if "/campaigns/" in each.path]
    assert len(found) == 1 and "anna-ivanova on 2027-03-09" in found[0]
    assert warnings.warnings(load(copy), "summer-shade") == []


def test_without_a_calendar_nothing_is_said(minimal: Path) -> None:
    shutil.rmtree(minimal / "content/calendars", ignore_errors=True)
    edit(minimal, CAMPAIGN, (DRAFT, "milestone: draft, date: 2027-03-08"))
    assert warnings.warnings(load(minimal)) == []


def test_what_other_problems_say_is_not_said_twice(minimal: Path) -> None:
    edit(planned(minimal), MARKET, ("      reviewer: ada\n", "      reviewer: adda\n"))
    [line] = said(minimal)
    assert 'no person "adda"' in line
