from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from pipeline.build import fitting


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def kept(own: Path) -> list[Path]:
    return sorted(own.glob("briefs-fitting-*/*"))


def test_what_fits_is_known_under_the_same_setting_and_added_to(tmp_path: Path) -> None:
    fitting.keep(tmp_path, "a", {"one": "1", "two": "2"})
    fitting.keep(tmp_path, "a", {"two": "3"})
    assert fitting.known(tmp_path, "a") == {"one": "1", "two": "3"}
    assert fitting.known(tmp_path, "b") == {}
    assert fitting.known(tmp_path / "other", "a") == {}


def test_another_setting_takes_the_place_of_all_before(tmp_path: Path) -> None:
    fitting.keep(tmp_path, "a", {"one": "1"})
    fitting.keep(tmp_path, "b", {"two": "2"})
    assert (fitting.known(tmp_path, "a"), fitting.known(tmp_path, "b")) == ({}, {"two": "2"})


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"setting": "a", "rendered": {"one": 1}}', b"[" * 100_000])
def test_what_is_damaged_counts_for_nothing(own: Path, tmp_path: Path, raw: bytes) -> None:
    fitting.keep(tmp_path, "a", {"one": "1"})
    kept(own)[0].write_bytes(raw)
    assert fitting.known(tmp_path, "a") == {}
    fitting.keep(tmp_path, "a", {"one": "1"})
    assert fitting.known(tmp_path, "a") == {"one": "1"}


def test_what_others_may_write_to_is_not_believed(own: Path, tmp_path: Path) -> None:
    fitting.keep(tmp_path, "a", {"one": "1"})
    kept(own)[0].parent.chmod(0o777)
    assert fitting.known(tmp_path, "a") == {}


def test_where_nothing_can_be_kept_nothing_is_said(own: Path, tmp_path: Path) -> None:
    own.rmdir()
    fitting.keep(tmp_path, "a", {"one": "1"})
    assert fitting.known(tmp_path, "a") == {}


def test_the_projects_that_were_checked_last_are_kept(own: Path, tmp_path: Path) -> None:
    for number in range(fitting.MOST + 3):
        fitting.keep(tmp_path / str(number), "a", {"one": "1"})
        os.utime(max(kept(own), key=lambda path: path.stat().st_mtime_ns), (number, number))
    assert len(kept(own)) == fitting.MOST
    assert fitting.known(tmp_path / str(fitting.MOST + 2), "a") == {"one": "1"}
