from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from pipeline.base import temporary
from pipeline.base.problems import Problems

DAY = 86_400


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def kept(folder: Path, name: str, days: int = 0) -> Path:
    path = folder / name
    path.mkdir(mode=0o700)
    (path / "face.ttf").touch()
    made = path.stat().st_mtime - days * DAY
    os.utime(path, (made, made))
    return path


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        shutil.Error([("a", "b", "[Errno 28] No space left on device: 'a' -> 'b'")]),
    ],
)
def test_a_full_folder_is_named_with_what_to_do(folder: Path, error: OSError) -> None:
    with pytest.raises(Problems) as found, temporary.named():
        raise error
    assert [str(item) for item in found.value.problems] == [
        f"{folder}: the temporary folder cannot be written: No space left on device "
        "(make room in it, or name another folder in TMPDIR)"
    ]


def test_what_was_not_finished_does_not_stay(folder: Path) -> None:
    with pytest.raises(OSError), temporary.unfinished("briefs-faces-0") as made:
        (made / "face.ttf").touch()
        raise OSError
    assert list(folder.iterdir()) == []
    with temporary.unfinished("briefs-faces-0") as made:
        made.rename(folder / "briefs-faces-0-key")
    assert [path.name for path in folder.iterdir()] == ["briefs-faces-0-key"]


def test_what_nobody_has_used_for_long_is_swept_and_nothing_else(folder: Path) -> None:
    present = kept(folder, "faces-now")
    for name, days in (("faces-old", 31), ("faces-a.part", 2)):
        kept(folder, name, days)
    stay = {"faces-now", "faces-lately", "faces-b.part", "other-old", "faces-open", "faces-link", "faces-file", "held"}
    kept(folder, "faces-lately", 29)
    kept(folder, "faces-b.part")
    kept(folder, "other-old", 99)
    kept(folder, "faces-open", 99).chmod(0o777)
    (folder / "faces-link").symlink_to(kept(folder, "held", 99))
    (folder / "faces-file").touch()
    temporary.sweep("faces", present)
    assert {path.name for path in folder.iterdir()} == stay


def test_what_is_in_use_is_not_swept(folder: Path) -> None:
    old = kept(folder, "faces-old", 99)
    temporary.used(old)
    temporary.sweep("faces", kept(folder, "faces-now"))
    assert old.is_dir()
