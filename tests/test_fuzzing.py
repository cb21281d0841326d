"""A few of the changed files that `make faults` has thousands of, and the judge of all of them."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.faults import fuzzing, mutations
from tools.faults.fuzzing import KINDS, Judge, Mutation, Sample
from tools.faults.zygote import Ended, Zygote

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return fuzzing.sample(tmp_path_factory.mktemp("mutations"))


@pytest.fixture(scope="module")
def zygote(sample: Sample) -> Iterator[Zygote]:
    with Zygote(sample.program) as zygote:
        yield zygote


@pytest.mark.parametrize("index", range(36))
def test_a_changed_file_is_read_or_told_and_nothing_half_made_is_left(
    sample: Sample, zygote: Zygote, tmp_path: Path, index: int
) -> None:
    assert fuzzing.judged(sample, zygote, Mutation(index), tmp_path / "case") == []


def test_all_kinds_of_files_are_among_the_cases_and_each_is_the_same_every_time(sample: Sample, tmp_path: Path) -> None:
    assert {Mutation(index).kind for index in range(36)} == set(KINDS)
    for index in range(4):
        project = [sample.project(tmp_path / f"{index}-{time}", Mutation(index).kind) for time in (1, 2)]
        assert Mutation(index).apply(project[0]) == Mutation(index).apply(project[1])
        assert fuzzing.tree(project[0]) == fuzzing.tree(project[1])


def test_values_of_yaml_and_json_are_changed_as_values() -> None:
    text = b"name: {en: Lamp, ru: '1'}\nposts: [{count: 2, day: 2027-02-01}]\n"
    changed = {mutations.valued(text, random.Random(index), json_file=False) for index in range(200)}
    assert len(changed) > 150
    assert len({mutations.valued(b'{"a": [1, {"b": "c"}]}', random.Random(n), json_file=True) for n in range(99)}) > 60


ENDS = {
    "time": (Ended(-24, "", 10.1, 1), "time: check took 10 s"),
    "status": (Ended(3, "a bug", 1, 1), "status 3: check: a bug"),
    "signal": (Ended(-11, "", 1, 1), "status -11: check: "),
    "traceback": (Ended(1, "Traceback\nKeyError", 1, 1), "traceback: check: Traceback | KeyError"),
    "silence": (Ended(1, " ", 1, 1), "silence: check says nothing"),
    "memory": (Ended(0, "", 1, 1500), "memory: check took 1500 MB"),
}


@pytest.mark.parametrize("end", sorted(ENDS))
def test_the_judge_sees_how_a_command_must_not_end(
    sample: Sample, zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(Zygote, "run", lambda *_, **__: ENDS[end][0])
    judge = Judge(sample, zygote, Mutation(0), tmp_path)
    judge.run("check")
    assert judge.wrong == [ENDS[end][1]]


def test_the_judge_sees_half_a_build(sample: Sample, tmp_path: Path) -> None:
    output = Path(shutil.copytree(sample.folder / "build", tmp_path / "build"))
    assert list(fuzzing.whole(output)) == []
    first, second, *_ = [record["path"] for record in json.loads((output / "manifest.json").read_bytes())]
    (output / first).write_bytes(b"%PDF")
    (output / second).rename(output / "other.pdf")
    assert set(fuzzing.whole(output)) == {
        f"half a build: {first} is not what the manifest lists",
        f"half a build: {second} is missing",
        "half a build: other.pdf is left over",
    }


def test_a_process_that_is_forked_ends_as_the_program_does(zygote: Zygote, sample: Sample, tmp_path: Path) -> None:
    project = sample.project(tmp_path / "project", "content")
    assert zygote.run(project, "check").status == 0
    assert zygote.run(project, "check", "--nonsense").status == 2
    (project / "content/metrics.yaml").write_text("inputs: 5\n", encoding="utf-8")
    ended = zygote.run(project, "check", language="ru")
    assert ended.status == 1
    assert "content/metrics.yaml:1:9" in ended.said


def test_a_pipe_in_the_place_of_a_record_is_not_read_by_the_judge(sample: Sample, tmp_path: Path) -> None:
    project = sample.project(tmp_path / "project", "archive")
    for name in ("build/state.json", "archive/INDEX.json"):
        (project / name).unlink()
        os.mkfifo(project / name)
    kinds = {kind: next(one for one in map(Mutation, range(500)) if one.kind == kind) for kind in ("state", "archive")}
    for mutation in kinds.values():
        mutation.apply(project)
    assert (project / "archive/INDEX.json").is_fifo()
