from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, archived, edit, load

from pipeline.archive.judged import judged

ON = datetime.date(2027, 4, 1)
BAN = (
    "    applies_to: {platforms: [rutube]}\n    effective_from: 2027-04-01\n",
    "    applies_to: {platforms: [vk]}\n    effective_from: 2027-10-01\n",
)
LONGER = ("stays_up_until: 2027-09-30", "stays_up_until: 2027-12-31")


def test_without_a_day_the_project_is_judged_as_it_was_issued(minimal: Path) -> None:
    [found] = judged(load(minimal), minimal / "archive")
    assert (found.partnership, found.verdict.state, found.archived) == ("ivan", "unknown", False)


@pytest.mark.long
def test_a_rule_that_came_later_is_told_of_archived_versions_too(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, LONGER)
    archived(minimal)
    edit(minimal, MARKET, BAN)
    edit(minimal, CAMPAIGN, ('version: "1.0"\nissued: 2027-02-01', 'version: "1.1"\nissued: 2027-02-02'), LONGER[::-1])
    found = list(judged(load(minimal), minimal / "archive", on=ON))
    assert [(each.version, each.archived, each.verdict.state) for each in found] == [
        ("1.1", False, "unknown"),
        ("1.0", True, "allowed until"),
    ]
    assert found[1].verdict.day == datetime.date(2027, 9, 30)


def test_what_is_down_by_the_day_is_left_out(minimal: Path) -> None:
    assert list(judged(load(minimal), minimal / "archive", on=datetime.date(2027, 10, 1))) == []
