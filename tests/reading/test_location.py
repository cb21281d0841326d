from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.reading.location import find


def test_a_project_is_found_in_its_folder_and_from_below_it(minimal: Path) -> None:
    (minimal / "content/campaigns/old").mkdir()
    assert find(minimal) == minimal
    assert find(minimal / "content/campaigns/old") == minimal


def test_the_nearest_project_is_meant(minimal: Path) -> None:
    inner = minimal / "build/copy"
    (inner / "content").mkdir(parents=True)
    (inner / "content/organisation.yaml").touch()
    assert find(inner / "content") == inner


def test_where_there_is_no_project_the_place_and_what_to_type_are_named(tmp_path: Path) -> None:
    with pytest.raises(Problems) as found:
        find(tmp_path)
    [line] = map(str, found.value.problems)
    assert line == (
        f"{tmp_path}: no project here or above (a project holds content/organisation.yaml; say where with --project)"
    )
