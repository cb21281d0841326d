from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.services.archive_folder import ArchiveFolder


def test_a_project_s_archive_is_called_by_its_place_in_the_project(tmp_path: Path) -> None:
    assert ArchiveFolder.of(tmp_path) == ArchiveFolder(tmp_path / "archive", "archive")


def test_another_archive_is_called_by_its_whole_path(tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert ArchiveFolder.of(tmp_path / "project", other).label == str(other)


def test_a_file_in_the_place_of_an_archive_is_told(tmp_path: Path) -> None:
    folder = ArchiveFolder.of(tmp_path)
    assert not folder.is_there()
    folder.path.write_text("", encoding="utf-8")
    with pytest.raises(Problems) as found:
        folder.is_there()
    assert [str(item) for item in found.value.problems] == ["archive: not a folder"]
