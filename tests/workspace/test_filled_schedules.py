"""Empty schedules with the last days put in: everything else of the file stays as it was typed."""

from __future__ import annotations

import copy
import re
import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, ROOT, edit, smallest

from pipeline.checks import load
from pipeline.reading import sources
from pipeline.workspace.filled_schedules import CannotFill, Filled, filled

DAYS = {"draft": "2027-03-02", "feedback": "2027-03-03", "final": "2027-03-08"}
SCHEDULE = re.compile(r"    schedule:\n(      - .*\n)+")
CALENDAR = """\
territory: RU
covers: {from: 2027-01-01, to: 2027-12-31}
source: {en: a decree, ru: указ}
confidence: high
verified_on: 2026-11-16
review_by: 2027-01-31
owner: ada
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A campaign that has no dates yet, on a calendar of Mondays to Fridays."""
    folder = smallest(tmp_path)
    (folder / "content/calendars").mkdir()
    (folder / "content/calendars/ru.yaml").write_text(CALENDAR, encoding="utf-8")
    edit(folder, "content/markets/ru.yaml", ("paper: A4\n", "paper: A4\ncalendar: ru\n"))
    empty(folder, "    schedule: []\n")
    return folder


def empty(folder: Path, schedule: str) -> None:
    path = folder / CAMPAIGN
    text = path.read_text(encoding="utf-8").replace("status: in-force", "status: draft")
    path.write_text(SCHEDULE.sub(lambda _: schedule, text), encoding="utf-8")


def fill(folder: Path) -> Filled:
    return filled(load.load(folder), "dawn")


def lines(indent: str = "      ") -> str:
    return "".join(f"{indent}- {{milestone: {step}, date: {day}}}\n" for step, day in DAYS.items())


def test_the_last_days_take_the_place_of_an_empty_list(draft: Path) -> None:
    before = (draft / CAMPAIGN).read_text(encoding="utf-8")
    found = fill(draft)
    assert found.text == before.replace("    schedule: []\n", "    schedule:\n" + lines())
    assert found.left == ("advance (markets.ru)", "payment (markets.ru)")
    assert [line for _, line in found.lines] == ["    schedule:", *lines().splitlines()]


def test_a_comment_behind_the_list_stays(draft: Path) -> None:
    edit(draft, CAMPAIGN, ("schedule: []\n", "schedule: [ ]  # by the lead\n"))
    assert "    schedule:  # by the lead\n" + lines() in fill(draft).text


def test_without_the_word_it_is_put_where_it_belongs(draft: Path) -> None:
    edit(draft, CAMPAIGN, ("    schedule: []\n", "    # steps of ours\n    steps: [{id: draft, actor: creator}]\n"))
    text = fill(draft).text
    assert "    schedule:\n" + lines() + "    # steps of ours\n    steps: [" in text


def test_at_the_end_of_a_section_it_stands_before_the_comments_of_the_next(draft: Path) -> None:
    edit(draft, CAMPAIGN, ("    schedule: []\n", "\n# Who makes what.\n"))
    assert "    schedule:\n" + lines() + "\n# Who makes what.\npartnerships:\n" in fill(draft).text


def test_line_ends_stay_as_they_were(draft: Path) -> None:
    path = draft / CAMPAIGN
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    text = fill(draft).text
    assert text.count("\r\n") == text.count("\n")
    assert "    schedule:\n" + lines() in text.replace("\r\n", "\n")


def test_what_is_filled_in_is_what_the_plan_allows_and_all_else_is_as_it_was(draft: Path) -> None:
    before = copy.deepcopy(load.load(draft).sources[CAMPAIGN].data)
    after = copy.deepcopy(sources.parse(fill(draft).text, CAMPAIGN).data)
    assert after["markets"]["ru"].pop("schedule") == [{"milestone": step, "date": day} for step, day in DAYS.items()]
    before["markets"]["ru"].pop("schedule")
    assert after == before


def test_typed_dates_are_never_overwritten(draft: Path) -> None:
    typed = "    schedule:\n      - {milestone: advance, date: 2027-02-15}\n      - {milestone: payment, date: 2027-04-09}\n"
    edit(draft, CAMPAIGN, ("    schedule: []\n", typed))
    with pytest.raises(CannotFill, match="has dates already; typed dates are compared, never overwritten"):
        fill(draft)


def test_a_list_may_stand_on_lines_of_its_own(draft: Path) -> None:
    edit(draft, CAMPAIGN, ("schedule: []\n", "schedule: [\n    ]\n"))
    assert "    schedule:\n" + lines() in fill(draft).text


def without_partnerships(folder: Path) -> None:
    path = folder / CAMPAIGN
    path.write_text(path.read_text(encoding="utf-8").partition("partnerships:\n")[0], encoding="utf-8")


def test_without_a_post_nothing_is_counted_back_from(draft: Path) -> None:
    without_partnerships(draft)
    with pytest.raises(CannotFill, match=r"markets\.ru has no post yet to count back from .*, or fixed: with the day"):
        fill(draft)


def test_without_a_post_the_day_that_cannot_move_is_counted_back_from(draft: Path) -> None:
    without_partnerships(draft)
    fixed = "    fixed: {date: 2027-03-09, what: {en: the shops open, ru: магазины}, why: {en: paid, ru: оплачено}}\n"
    edit(draft, CAMPAIGN, ("    schedule: []\n", f"    schedule: []\n{fixed}"))
    assert "    schedule:\n" + lines() + fixed in fill(draft).text


def test_each_wave_is_filled_by_its_own_posts(tmp_path: Path) -> None:
    folder = smallest(tmp_path)
    shutil.copytree(ROOT / "tests/hard_cases/content", folder / "content", dirs_exist_ok=True)
    (folder / "content/calendars").mkdir()
    (folder / "content/calendars/ru.yaml").write_text(CALENDAR, encoding="utf-8")
    edit(folder, "content/markets/ru.yaml", ("paper: A4\n", "paper: A4\ncalendar: ru\n"))
    path = folder / "content/campaigns/waves.yaml"
    text = path.read_text(encoding="utf-8").replace("status: in-force", "status: draft")
    found = re.compile(r"        schedule:\n(          - .*\n)+").findall(text)
    assert len(found) == 2
    text = text.replace('    schedule:\n      - {milestone: payment, date: 2027-11-12, time: "18:00"}\n', "")
    path.write_text(re.sub(r"        schedule:\n(          - .*\n)+", "        schedule: []\n", text), encoding="utf-8")
    new = filled(load.load(folder), "waves").text
    assert "        schedule:\n          - {milestone: draft, date: 2027-03-02}" in new
    assert "        schedule:\n          - {milestone: draft, date: 2027-09-07}" in new
