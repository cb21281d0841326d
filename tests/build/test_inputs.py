from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.build import inputs
from pipeline.build.inputs import Inputs

NAME = "content/markets/ru.yaml"


def taken(folder: Path) -> Inputs:
    found = inputs.taken(folder)
    assert found is not None
    return found


def test_the_same_files_have_the_same_digest_wherever_they_are(minimal: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(minimal, tmp_path / "other"))
    assert taken(other).digest == taken(minimal).digest
    assert taken(minimal) == taken(minimal)


def test_what_was_written_and_written_back_shows_in_the_stamps_alone(minimal: Path) -> None:
    before = taken(minimal)
    path = minimal / NAME
    raw, times = path.read_bytes(), path.stat()
    path.write_bytes(b"")
    assert taken(minimal).digest != before.digest
    path.write_bytes(raw)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = taken(minimal)
    assert (after.digest == before.digest, after.stamps == before.stamps) == (True, False)


def test_two_files_are_not_taken_for_one(minimal: Path) -> None:
    folder = minimal / "content"
    (folder / "a").write_text("1", encoding="utf-8")
    (folder / "b").write_text("2", encoding="utf-8")
    before = taken(minimal).digest
    (folder / "a").write_text("2", encoding="utf-8")
    (folder / "b").write_text("1", encoding="utf-8")
    assert taken(minimal).digest != before


def test_what_is_no_file_is_not_read(minimal: Path) -> None:
    before = taken(minimal).digest
    os.mkfifo(minimal / "content/pipe")
    with (minimal / "content/large").open("wb") as file:
        file.truncate(50_000_000_000)
    (minimal / "content/.#lock").symlink_to("nobody@nowhere:1")
    assert taken(minimal).digest != before


def test_where_something_cannot_be_read_nothing_is_known(minimal: Path) -> None:
    (minimal / "content/round").symlink_to(minimal / "content")
    assert inputs.taken(minimal) is None
    shutil.rmtree(minimal / "content")
    assert inputs.taken(minimal) is None


@pytest.mark.parametrize("folder", ["/", "..", "."])
def test_nothing_is_read_behind_a_link_to_a_folder_above(minimal: Path, folder: str) -> None:
    (minimal / "content/above").symlink_to(folder)
    assert inputs.taken(minimal) is None


@pytest.mark.parametrize("bound", ["_MOST_FILES", "_MOST_BYTES"])
def test_of_more_than_any_project_holds_nothing_is_known(
    minimal: Path, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, bound, 10)
    assert inputs.taken(minimal) is None


def test_the_program_and_its_libraries_are_inputs(minimal: Path, tmp_path: Path, monkeypatch: object) -> None:
    before = taken(minimal).digest
    (tmp_path / "typesetter-1.2.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)  # type: ignore[attr-defined]
    after = taken(minimal).digest
    assert after != before
    monkeypatch.syspath_prepend(tmp_path / ".")  # type: ignore[attr-defined]
    monkeypatch.syspath_prepend(f"{tmp_path}/typesetter-1.2.dist-info/..")  # type: ignore[attr-defined]
    assert taken(minimal).digest == after


def test_the_records_of_an_archive_are_inputs(minimal: Path, tmp_path: Path) -> None:
    before = taken(minimal).digest
    record = minimal / "archive/dawn/1.0/MANIFEST.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}", encoding="utf-8")
    after = taken(minimal).digest
    assert after != before
    other = inputs.taken(minimal, tmp_path / "elsewhere")
    assert other is not None
    assert (other.digest, other.archive) == (before, tmp_path / "elsewhere")


def test_where_the_same_libraries_are_looked_for_twice_the_inputs_are_the_same(
    minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = taken(minimal).digest
    monkeypatch.setattr(sys, "path", [*sys.path[::-1], *sys.path])
    assert taken(minimal).digest == before
