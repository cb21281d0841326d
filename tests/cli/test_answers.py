"""What `briefs status` says again without a look into the project, while nothing in it changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agreements import reviewed
from click.testing import CliRunner
from decisions import approve, run
from samples import CAMPAIGN, edit

from pipeline.base import files
from pipeline.build import seen, state
from pipeline.cli import agreements
from pipeline.cli.main import main
from pipeline.services.answers import ANSWERS, Question

ASKED = [("status",), ("status", "dawn"), ("status", "--json"), ("status", "--market", "ru")]


@pytest.fixture(autouse=True)
def over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every moment is long over."""
    monkeypatch.setattr(seen, "_OVER", -(10**15))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with records, of which something was built."""
    made = reviewed(tmp_path / "project")
    (made / "build").mkdir(exist_ok=True)
    (made / "build" / state.STATE).write_text("{}", encoding="utf-8")
    return made


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Every time the project is loaded for an answer."""
    found: list[Path | None] = []
    load = agreements.loaded
    monkeypatch.setattr(agreements, "loaded", lambda folder: (found.append(folder), load(folder))[1])
    return found


@pytest.mark.parametrize("asked", ASKED)
def test_the_second_time_the_same_is_said_without_loading(
    folder: Path, loads: list[Path | None], asked: tuple[str, ...]
) -> None:
    first = run(folder, *asked)
    second = run(folder, *asked)
    assert (first.exit_code, second.exit_code, len(loads)) == (0, 0, 1)
    assert first.stdout == second.stdout != ""


def test_each_question_has_its_own_answer(folder: Path) -> None:
    said = [run(folder, *asked).stdout for asked in ASKED]
    assert [run(folder, *asked).stdout for asked in ASKED] == said
    assert len(set(said)) > 2
    in_russian = ["status", "dawn", "--project", str(folder), "--messages", "ru"]
    russian = CliRunner().invoke(main, in_russian).stdout
    assert russian != said[1]
    assert CliRunner().invoke(main, in_russian).stdout == russian


def test_what_was_recorded_is_in_the_next_answer(folder: Path) -> None:
    before = run(folder, "status", "dawn").stdout
    assert approve(folder, "money").exit_code == 0
    after = run(folder, "status", "dawn").stdout
    assert after != before
    edit(folder, CAMPAIGN, ("status: in-review", "status: draft"))
    assert run(folder, "status", "dawn").stdout not in (before, after)


def test_what_is_wrong_is_never_kept(folder: Path, loads: list[Path | None]) -> None:
    assert run(folder, "status", "down").exit_code == 2
    assert run(folder, "status", "down").exit_code == 2
    (folder / CAMPAIGN).write_text("nothing: of the kind\n", encoding="utf-8")
    assert run(folder, "status", "dawn").exit_code == 1
    assert run(folder, "status", "dawn").exit_code == 1
    assert len(loads) == 4


def test_a_change_of_just_now_is_not_yet_told_from_a_later_one(
    folder: Path, loads: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_OVER", 10**15)
    run(folder, "status")
    run(folder, "status")
    assert len(loads) == 2
    assert not (folder / "build" / ANSWERS).exists()


def test_a_project_without_a_build_gets_no_folder_for_it(folder: Path, loads: list[Path | None]) -> None:
    (folder / "build" / state.STATE).unlink()
    (folder / "build").rmdir()
    run(folder, "status")
    run(folder, "status")
    assert len(loads) == 2
    assert not (folder / "build").exists()


@pytest.mark.parametrize(
    "kept", ["", "no JSON", "[]", "{}", '{"stamp": 1, "answers": {}}', '{"stamp": "?", "answers": {"a": 1}}']
)
def test_what_holds_no_answers_is_made_anew(folder: Path, loads: list[Path | None], kept: str) -> None:
    first = run(folder, "status").stdout
    (folder / "build" / ANSWERS).write_text(kept, encoding="utf-8")
    assert run(folder, "status").stdout == first
    assert run(folder, "status").stdout == first
    assert len(loads) == 2


def test_an_answer_of_no_text_is_none(folder: Path) -> None:
    run(folder, "status")
    path = folder / "build" / ANSWERS
    kept = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**kept, "answers": dict.fromkeys(kept["answers"], 7)}), encoding="utf-8")
    assert run(folder, "status").exit_code == 0


def test_where_nothing_can_be_kept_all_is_said_as_ever(
    folder: Path, loads: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(files, "publish", refused)
    assert run(folder, "status").stdout == run(folder, "status").stdout != ""
    assert len(loads) == 2


def test_of_files_that_cannot_be_looked_at_nothing_is_kept(folder: Path) -> None:
    question = Question.about(folder / "nowhere", "status")
    assert question.answered() is None
    question.keep("something")
    assert not (folder / "nowhere").exists()
