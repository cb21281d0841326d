from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.assets import Assets
from pipeline.workspace.own_files import ORIGINALS, VERSIONS, OwnFile, own_files, versions

NAME = "templates/kinds/brief.html"


def written(folder: Path, **texts: str) -> Assets:
    """The files of a workspace and a program, each of which has one template; original is what was copied."""
    places = {"own": folder / "w" / NAME, "original": folder / "w" / ORIGINALS / NAME, "program": folder / "p" / NAME}
    for side, text in texts.items():
        places[side].parent.mkdir(parents=True, exist_ok=True)
        places[side].write_text(text, encoding="utf-8")
    if "original" in texts:
        (folder / "w" / VERSIONS).write_text(f'{{"{NAME}": "0.1.0"}}', encoding="utf-8")
    return Assets(folder / "w", folder / "p")


@pytest.mark.parametrize(
    ("own", "program", "changed", "moved"),
    [("a", "a", False, False), ("b", "a", True, False), ("a", "c", False, True), ("b", "c", True, True)],
)
def test_both_sides_are_compared_with_the_original(
    tmp_path: Path, own: str, program: str, changed: bool, moved: bool
) -> None:
    [found] = own_files(written(tmp_path, own=own, original="a", program=program))
    assert (found.name, found.version, found.changed, found.moved) == (NAME, "0.1.0", changed, moved)
    assert bool(found.merge) is moved


def test_without_an_original_nobody_knows(tmp_path: Path) -> None:
    assert own_files(written(tmp_path, own="b", program="a")) == [OwnFile(NAME, "", changed=True, moved=False)]


def test_what_only_one_side_has_takes_nobody_s_place(tmp_path: Path) -> None:
    assert own_files(written(tmp_path, own="b")) == []
    assert own_files(Assets(tmp_path / "w")) == []


def test_a_record_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert versions(tmp_path) == {}
    (tmp_path / ORIGINALS).mkdir()
    (tmp_path / VERSIONS).write_text("[", encoding="utf-8")
    assert versions(tmp_path) == {}
