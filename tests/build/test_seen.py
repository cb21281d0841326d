from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.base import files
from pipeline.build import inputs, seen, state, unchanged
from pipeline.build.seen import SEEN, Stamp
from pipeline.build.unchanged import Look

SECOND = 1_000_000_000


@pytest.fixture(autouse=True)
def over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every moment is long over."""
    monkeypatch.setattr(seen, "_OVER", -(10**6) * SECOND)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every input and output that is read, as they are read."""
    found: list[Path] = []
    content, of_file = inputs.content, state.Artifact.fault

    def watched(path: Path) -> str:
        found.append(path)
        return content(path)

    def fault(record: state.Artifact, output: Path) -> str:
        found.append(output / record.path)
        return of_file(record, output)

    monkeypatch.setattr(inputs, "content", watched)
    monkeypatch.setattr(state.Artifact, "fault", fault)
    return found


def unchanged_now(folder: Path, *patterns: str) -> bool:
    """Whether nothing changed, by a build that remembers what it read."""
    look = Look.at(folder, folder / "build")
    found = unchanged.outputs(look, patterns, "")
    if found is not None:
        look.remember(found)
    return found is not None


def test_what_was_read_once_is_not_read_again(made: Path, read: list[Path]) -> None:
    assert unchanged_now(made)
    assert made / "content/markets/ru.yaml" in read
    assert any(path.suffix == ".pdf" for path in read)
    read.clear()
    assert unchanged_now(made)
    assert unchanged_now(made, "*.ivan.*")
    assert read == []


def test_where_only_some_outputs_were_read_all_are_read_again(made: Path, read: list[Path]) -> None:
    assert unchanged_now(made, "*.ivan.*")
    assert not (made / "build" / SEEN).exists()
    read.clear()
    assert unchanged_now(made, "*.ivan.*")
    assert read != []


@pytest.mark.parametrize(
    "name", ["content/markets/ru.yaml", "build/dawn/dawn.brief.ivan.en.pdf", "build/manifest.json"]
)
def test_a_file_of_the_same_size_and_time_with_another_content_is_seen(made: Path, name: str) -> None:
    assert unchanged_now(made)
    path = made / name
    times, raw = path.stat(), path.read_bytes()
    path.write_bytes(raw[:-2] + bytes([raw[-2] ^ 1]) + raw[-1:])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not unchanged_now(made)


def test_a_file_that_holds_again_what_it_held_is_read_once_more(made: Path, read: list[Path]) -> None:
    assert unchanged_now(made)
    path = made / "content/markets/ru.yaml"
    path.write_bytes(path.read_bytes())
    read.clear()
    assert unchanged_now(made)
    assert read != []
    read.clear()
    assert unchanged_now(made)
    assert read == []


@pytest.mark.parametrize("name", ["content/new.yaml", "archive/dawn/index.json"])
def test_a_file_that_is_new_is_seen(made: Path, name: str) -> None:
    assert unchanged_now(made)
    (made / name).parent.mkdir(parents=True, exist_ok=True)
    (made / name).write_text("{}", encoding="utf-8")
    assert not unchanged_now(made)


def test_a_copy_is_read(made: Path, tmp_path: Path, read: list[Path]) -> None:
    assert unchanged_now(made)
    read.clear()
    assert unchanged_now(Path(shutil.copytree(made, tmp_path / "copy")))
    assert read != []


@pytest.mark.parametrize("kept", [b"", b"\xff" * 64, b"0" * 64, b"0" * 65])
def test_what_is_no_stamp_is_none(made: Path, kept: bytes, read: list[Path]) -> None:
    (made / "build" / SEEN).write_bytes(kept)
    assert unchanged_now(made)
    assert read != []


def test_where_a_stamp_cannot_be_kept_all_is_read_again(
    made: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(files, "publish", refused)
    assert unchanged_now(made)
    read.clear()
    assert unchanged_now(made)
    assert read != []


@pytest.mark.parametrize(("later", "kept"), [(2 * SECOND + 1, True), (2 * SECOND, False), (-1, False)])
def test_a_moment_is_kept_once_it_is_over(
    tmp_path: Path, later: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    stamp = Stamp("a" * 64, 5 * SECOND)
    stamp.keep(tmp_path, 5 * SECOND + later)
    assert stamp.is_kept(tmp_path) == kept


def test_two_files_in_each_others_place_are_seen(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    a, b = (tmp_path / "a").stat(), (tmp_path / "b").stat()
    assert seen.stamp([("a", a), ("b", b)]) != seen.stamp([("a", b), ("b", a)])
    assert seen.stamp([("a", a)], "3.11") != seen.stamp([("a", a)], "3.12")
