from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.archive import removed_steps
from pipeline.archive.store import ArchiveStore

DRAFT = '      - {milestone: draft, date: 2027-02-24, time: "18:00"}\n'


def said(folder: Path) -> list[str]:
    return [str(item) for item in removed_steps.warnings(load(folder), ArchiveStore(folder / "archive"))]


@pytest.fixture
def without_draft(kept: Path) -> Path:
    """The next version of what was archived, with a step less."""
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), (DRAFT, ""))
    return kept


def test_nothing_is_said_of_what_is_as_it_was(kept: Path) -> None:
    assert said(kept) == []


def test_a_step_that_is_gone_has_to_be_called_off(without_draft: Path) -> None:
    [line] = said(without_draft)
    assert line.partition(": ")[2] == (
        'markets.ru.schedule: the step "draft" of 2027-02-24, which version 1.1 promised, is gone '
        "(write it under cancelled:, so that calendars drop it)"
    )


def test_a_step_that_was_called_off_is_fine(without_draft: Path) -> None:
    edit(
        without_draft,
        CAMPAIGN,
        ("    schedule:\n", "    cancelled: [{milestone: draft, date: 2027-02-24}]\n    schedule:\n"),
    )
    assert said(without_draft) == []


def test_a_step_that_moved_is_fine(kept: Path) -> None:
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), ("draft, date: 2027-02-24", "draft, date: 2027-02-25"))
    assert said(kept) == []


def test_an_archive_that_cannot_be_read_is_told_by_others(without_draft: Path) -> None:
    (without_draft / "archive/INDEX.json").write_text("{", encoding="utf-8")
    assert said(without_draft) == []


def test_a_post_that_is_gone_has_to_be_called_off(kept: Path) -> None:
    first = '          - {date: 2027-03-09, time: "12:00", erid: "2VtzqAbCd1"}\n'
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), ("count: 2", "count: 1"), (first, ""))
    [line] = said(kept)
    assert line.endswith(
        "posts that version 1.1 promised and that are gone: 1 (write them under cancelled:, so that calendars drop them)"
    )
    cancelled = '    cancelled: [{date: 2027-03-09, time: "12:00"}]\n'
    edit(kept, CAMPAIGN, ("    deliverables:\n", f"{cancelled}    deliverables:\n"))
    assert said(kept) == []


def test_a_partnership_that_is_gone_has_to_be_called_off(kept: Path) -> None:
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), ("partnerships:\n  ivan:\n", "partnerships:\n  petr:\n"))
    [line] = said(kept)
    assert line.endswith(
        'the partnership "ivan", which version 1.1 had, is gone '
        "(write it under cancelled: of the campaign, so that calendars drop its posts)"
    )
    gone = "cancelled:\n  ivan: {creator: ivan, market: ru, posts: [{date: 2027-03-09}]}\n"
    edit(kept, CAMPAIGN, ("partnerships:\n", f"{gone}partnerships:\n"))
    assert said(kept) == []
