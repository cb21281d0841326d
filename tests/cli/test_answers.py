"""What `briefs build`, `list` and `status` say again without a look into the project, while nothing in it changed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from agreements import reviewed
from decisions import approve
from samples import CAMPAIGN, edit

from pipeline.base import files
from pipeline.build import seen, state
from pipeline.cli import main as program
from pipeline.cli import start
from pipeline.services.answers import ANSWERS, Question, again

STATUS = [("status",), ("status", "dawn"), ("status", "--json"), ("status", "--market", "ru")]
OTHERS = [("build",), ("build", "*.ivan.*"), ("build", "--explain"), ("list",), ("list", "--json"), ("list", "*.ru.*")]

Say = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every moment is long over."""
    monkeypatch.setattr(seen, "_OVER", -(10**15))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with records and an output folder."""
    made = reviewed(tmp_path / "project")
    (made / "build").mkdir(exist_ok=True)
    state.save(made / "build", state.NOTHING, {})
    return made


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time the command line is asked."""
    found: list[str] = []
    command_line = program.main

    def watched(*given: object, **options: object) -> object:
        found.append(" ".join(sys.argv[1:]))
        return command_line(*given, **options)

    monkeypatch.setattr(program, "main", watched)
    return found


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """The exit status of the program and what it writes, in a folder, for some words."""

    def said(place: Path, *typed: str) -> tuple[int, str]:
        monkeypatch.chdir(place)
        language = () if "--messages" in typed else ("--messages", "en")
        monkeypatch.setattr(sys, "argv", ["briefs", *typed, *language])
        try:
            start.main()
        except SystemExit as ended:
            assert isinstance(ended.code, int | None)
            return ended.code or 0, capsys.readouterr().out
        return 0, capsys.readouterr().out

    return said


@pytest.mark.parametrize("asked", STATUS)
def test_the_second_time_a_status_is_said_again(
    folder: Path, runs: list[str], say: Say, asked: tuple[str, ...]
) -> None:
    first = say(folder, *asked)
    assert say(folder, *asked) == first
    assert first[0] == 0
    assert first[1]
    assert len(runs) == 1


@pytest.mark.parametrize("asked", OTHERS)
def test_the_second_time_a_build_and_a_list_are_said_again(
    made: Path, runs: list[str], say: Say, asked: tuple[str, ...]
) -> None:
    first = say(made, *asked)
    assert say(made, *asked) == first
    assert first[0] == 0
    assert first[1]
    assert len(runs) == 1


@pytest.mark.parametrize("asked", [("build", "--force"), ("build", "--engine", "typst"), ("check",)])
def test_what_has_to_be_done_is_done_again(made: Path, runs: list[str], say: Say, asked: tuple[str, ...]) -> None:
    assert say(made, *asked)[0] == 0
    assert say(made, *asked)[0] == 0
    assert len(runs) == 2


def test_each_question_has_its_own_answer(folder: Path, say: Say) -> None:
    said = [say(folder, *asked) for asked in STATUS]
    assert [say(folder, *asked) for asked in STATUS] == said
    assert len(set(said)) > 2
    russian = say(folder, "status", "dawn", "--messages", "ru")
    assert russian != said[1]
    assert say(folder, "status", "dawn", "--messages", "ru") == russian


def test_another_folder_is_another_question(folder: Path, made: Path, runs: list[str], say: Say) -> None:
    own = say(folder, "status")
    assert say(made, "status") != own
    for named in (["--project", str(folder)], [f"--project={folder}"]):
        assert say(made, "status", *named) == own
        assert say(made, "status", *named) == own
    assert say(folder / "content", "status") == own
    assert len(runs) == 5
    # Without a folder the option says nothing, and where there is no project nobody can say anything.
    assert say(folder, "status", "--project")[0] == 2
    assert say(folder.parent, "status")[0] == 1


def test_what_was_recorded_is_in_the_next_answer(folder: Path, say: Say) -> None:
    before = say(folder, "status", "dawn")
    assert approve(folder, "money").exit_code == 0
    after = say(folder, "status", "dawn")
    assert after != before
    edit(folder, CAMPAIGN, ("status: in-review", "status: draft"))
    assert say(folder, "status", "dawn") not in (before, after)


@pytest.mark.parametrize("what", ["altered", "gone", "half written"])
def test_a_change_of_an_output_is_seen(made: Path, say: Say, what: str) -> None:
    say(made, "build")
    listed = say(made, "list")
    pdf = next((made / "build").glob("*/*.pdf"))
    if what == "altered":
        pdf.write_bytes(pdf.read_bytes() + b"\n")
    elif what == "gone":
        pdf.unlink()
    else:
        left = pdf.with_name(f".{pdf.name}.1.part")
        left.write_bytes(b"")
        say(made, "build")
        assert not left.exists()
        return
    assert say(made, "list") != listed
    assert say(made, "build")[0] == 0
    assert say(made, "list") == listed


def test_what_is_wrong_is_never_kept(folder: Path, runs: list[str], say: Say) -> None:
    assert say(folder, "status", "down")[0] == 2
    assert say(folder, "status", "down")[0] == 2
    (folder / CAMPAIGN).write_text("nothing: of the kind\n", encoding="utf-8")
    for asked in (("status", "dawn"), ("list",), ("build",)):
        assert say(folder, *asked)[0] == 1
        assert say(folder, *asked)[0] == 1
    assert len(runs) == 8


def test_a_change_of_just_now_is_not_yet_told_from_a_later_one(
    folder: Path, runs: list[str], say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_OVER", 10**15)
    say(folder, "status")
    say(folder, "status")
    assert len(runs) == 2
    assert not (folder / "build" / ANSWERS).exists()


def test_a_project_without_a_build_gets_no_folder_for_it(tmp_path: Path, runs: list[str], say: Say) -> None:
    folder = reviewed(tmp_path / "project")
    say(folder, "status")
    say(folder, "status")
    assert len(runs) == 2
    assert not (folder / "build").exists()


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"stamp": 1, "files": [], "answers": {}}',
        '{"stamp": "?", "files": [7], "answers": {}}',
        '{"stamp": "?", "files": ["\\u0000"], "answers": {"a": "b"}}',
        '{"stamp": "?", "files": [], "answers": {"a": 1}}',
    ],
)
def test_what_holds_no_answers_is_made_anew(folder: Path, runs: list[str], say: Say, kept: str) -> None:
    first = say(folder, "status")
    (folder / "build" / ANSWERS).write_text(kept, encoding="utf-8")
    assert say(folder, "status") == first
    assert say(folder, "status") == first
    assert len(runs) == 2


def test_only_the_last_answers_are_kept(folder: Path) -> None:
    for number in range(120):
        Question.about(folder, str(number)).keep("said")
    kept = json.loads((folder / "build" / ANSWERS).read_text(encoding="utf-8"))
    assert list(kept["answers"]) == [str(number) for number in range(20, 120)]
    assert again(folder, "119") == "said"
    assert again(folder, "19") is None


def test_where_nothing_can_be_kept_all_is_said_as_ever(
    folder: Path, runs: list[str], say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(files, "publish", refused)
    assert say(folder, "status") == say(folder, "status") != (0, "")
    assert len(runs) == 2


def test_what_cannot_be_written_is_for_the_command_line(
    folder: Path, runs: list[str], say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    Question.about(folder, "status").keep("ничего")
    monkeypatch.setattr(start, "_again", lambda _: "ничего")
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert say(folder, "status")[0] == 0
    assert len(runs) == 1


def test_of_files_that_cannot_be_looked_at_nothing_is_kept(folder: Path) -> None:
    Question.about(folder / "nowhere", "status").keep("something")
    assert not (folder / "nowhere").exists()
