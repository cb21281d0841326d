from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from agreements import AGREEMENTS, CONTENTS, reviewed
from click.testing import CliRunner
from samples import CAMPAIGN, Change, archived, edit, load

from pipeline.archive import changed, records
from pipeline.archive.store import ArchiveStore
from pipeline.checks.load import examine
from pipeline.cli.main import main
from pipeline.domain.scopes import scopes
from pipeline.reading.edited import edited
from pipeline.services import records as services
from pipeline.services.records import Decision

pytestmark = pytest.mark.long

DAY = datetime.date(2027, 1, 25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose campaign was approved, accepted, kicked off and archived."""
    folder = reviewed(tmp_path / "project")
    codes = {name: scope.code for name, scope in scopes(load(folder), "dawn").items()}
    who = [("money", "bo"), ("numbers", "bo"), ("numbers", "cy"), ("market:ru", "cy"), ("message", "dee")]
    for scope, person in who:
        services.approve(folder, "dawn", Decision(person, scope, codes[scope], DAY, "mail"))
    services.send(folder, "dawn", DAY, way="mail")
    services.approve(folder, "dawn", Decision("ivan", "partnership:ivan", codes["partnership:ivan"], DAY, "mail"))
    services.kickoff(folder, "dawn", DAY)
    edit(folder, CAMPAIGN, ("status: in-review", "status: in-force"))
    archived(folder)
    return folder


def found(folder: Path) -> list[str]:
    store = ArchiveStore(folder / "archive")
    return [str(item).partition(": ")[2] for item in records.rewritten(load(folder), store, "dawn")]


def test_the_records_of_a_campaign_are_archived_with_it(folder: Path) -> None:
    sources = folder / "archive/dawn/1.0/sources"
    for name in (AGREEMENTS, CONTENTS):
        assert (sources / name).read_bytes() == (folder / name).read_bytes()


def test_an_entry_that_is_added_is_no_change(folder: Path) -> None:
    services.send(folder, "dawn", DAY, to=["ada"], way="mail", document="master")
    assert found(folder) == []
    assert changed.problems(load(folder), ArchiveStore(folder / "archive"), "archive", ["dawn"]) == []


def test_what_is_added_to_an_entry_is_no_change(folder: Path) -> None:
    edit(folder, AGREEMENTS, ("expects: {low: 8, high: 11}", "expects: {low: 8, high: 11}\n    posts: 5"))
    assert found(folder) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("expects: {low: 8, high: 11}", "expects: {low: 8, high: 12}"),
            "views.0: entry 1 was changed after it was archived with version 1.0 (add a new entry instead)",
        ),
        (
            ("wants: {en: Sell lamps., ru: Продать лампы.}", "wants: {en: Sell 9 lamps., ru: Продать 9 ламп.}"),
            "intake: entry 1 was changed after it was archived with version 1.0 (add a new entry instead)",
        ),
    ],
)
def test_an_archived_entry_that_changed_is_refused(folder: Path, change: Change, expected: str) -> None:
    edit(folder, AGREEMENTS, change)
    assert found(folder) == [expected]
    done = CliRunner().invoke(main, ["check", "--project", str(folder), "--messages", "en"])
    assert (done.exit_code, expected in done.stderr) == (1, True)


def test_nothing_is_recorded_beside_an_entry_that_changed(folder: Path) -> None:
    edit(folder, AGREEMENTS, ("expects: {low: 8, high: 11}", "expects: {low: 8, high: 12}"))
    before = (folder / AGREEMENTS).read_bytes()
    arguments = [
        "send",
        "dawn",
        "--on",
        "2027-02-02",
        "--way",
        "mail",
        "--to",
        "ada",
        "--document",
        "a",
        "--project",
        str(folder),
        "--messages",
        "en",
    ]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, "views.0: entry 1 was changed after it was archived" in done.stderr) == (1, True)
    assert (folder / AGREEMENTS).read_bytes() == before


def test_an_approval_that_is_taken_away_is_an_entry_that_changed(folder: Path) -> None:
    source = load(folder).sources[AGREEMENTS]
    text = edited(source, {**source.data, "approvals": source.data["approvals"][1:]})
    (folder / AGREEMENTS).write_text(text, encoding="utf-8")
    project, _ = examine(folder)
    assert project is not None
    lines = [str(item) for item in records.rewritten(project, ArchiveStore(folder / "archive"), "dawn")]
    assert any("approvals.0: entry 1 was changed after it was archived" in line for line in lines)
