"""A few of the disturbances that `make faults` has hundreds of."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from pipeline.base import files
from tools.faults import __main__ as program
from tools.faults import archiving, cases, clusters, judging, system_calls
from tools.faults.judging import Ended, Ground

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return judging.prepared(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize(("group", "number"), [("kills", 2), ("shortages", 2), ("workers", 2), ("crowds", 1), ("damages", 2), ("cluster", 7)])  # fmt: skip
def test_what_a_disturbed_build_leaves_is_whole_and_the_next_one_mends_the_rest(
    ground: Ground, tmp_path: Path, group: str, number: int
) -> None:
    for name, case in program.group(group, number, ground, tmp_path):
        assert judging.judged(ground, case, name) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the calls fail")
def test_a_system_call_that_fails_costs_no_more_than_what_it_was_for(ground: Ground, tmp_path: Path) -> None:
    named = {name.split()[0]: (name, case) for name, case in cases.calls(13, ground, tmp_path)}
    for call in ("rename", "write"):
        name, case = named[call]
        assert judging.judged(ground, case, name) == []


def test_an_archive_run_in_which_a_system_call_fails_leaves_the_whole_version_or_nothing(tmp_path: Path) -> None:
    found = archiving.findings(4, 1, tmp_path)
    assert found == [[], [], [], []]


def test_every_call_that_differs_is_refused_before_one_is_refused_twice(tmp_path: Path) -> None:
    read, write = ("open", "content/*.yaml", "sources.py:9"), ("open", "archive/*.json", "files.py:9")
    calls = [read, read, write, read, write, read]
    assert archiving.positions(calls, 100) == [1, 2, 3, 4, 5, 6]
    assert archiving.positions(calls, 1) == [1]
    assert archiving.positions(calls, 2) == [1, 3]
    assert archiving.positions(calls, 4) == [1, 2, 3, 5]


def test_a_call_is_known_by_its_name_the_kind_of_its_file_and_the_line_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with system_calls.at_call(0, lambda: None) as made:
        for name in ("content/markets/ru.yaml", "content/markets/us.yaml", "content/us.yaml"):
            files.publish(tmp_path / name, b"")
    assert [call.file for call in made if call.name == "replace"] == ["content/*/.*.part"] * 2 + ["content/.*.part"]
    assert len({call for call in made if call.name == "replace"}) == 2
    assert all(call.site.startswith("base/files.py:") for call in made)


def test_there_are_as_many_cases_as_are_told() -> None:
    assert program.NUMBERS["mutations"] == (5000, 5000)
    for group, number in program.NUMBERS.items():
        if group not in ("calls", "mutations", "archive"):
            begun = clusters.cases if group == "cluster" else getattr(cases, group)
            named = [name for name, _ in begun(number[0])]
            assert len(named) == number[0]
            assert named == [name for name, _ in begun(number[0])]


@pytest.mark.parametrize(
    ("mishap", "said"),
    [
        ("half", "dawn/dawn.brief.ivan.en.pdf is neither the former file nor the new one"),
        ("stray", "after the next build dawn/notes.txt is left over"),
        ("status", "status 7: words"),
        ("traceback", "a traceback: Traceback"),
        ("silence", "status 1 without a word"),
    ],
)
def test_the_judge_sees_what_is_wrong(ground: Ground, tmp_path: Path, mishap: str, said: str) -> None:
    project = ground.project(tmp_path / "project")
    end = {"status": Ended(7, "words"), "traceback": Ended(0, "Traceback"), "silence": Ended(1, "")}.get(mishap, Ended(0, ""))  # fmt: skip
    if mishap == "half":
        path = project / "build/dawn/dawn.brief.ivan.en.pdf"
        path.write_bytes(path.read_bytes()[:100])
    if mishap == "stray":
        (project / "build/dawn/notes.txt").touch()
    found = list(judging.verdict(ground, project, [end]))
    assert said in found
    assert len(found) == (2 if mishap == "stray" else 1)


def test_the_judge_sees_a_wrong_hit(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = ground.project(tmp_path / "project")
    monkeypatch.setattr(judging, "run", lambda project: Ended(0, ""))
    found = list(itertools.islice(judging.verdict(ground, project, []), 2))
    assert found[0] == "after the next build dawn/dawn.brief.ivan.en.docx differs"
