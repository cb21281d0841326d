from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any

import filelock
import pytest

from pipeline.base import locks


def test_whoever_comes_second_is_told_and_waits(tmp_path: Path) -> None:
    told = threading.Event()
    order: list[str] = []

    def second() -> None:
        with locks.held(tmp_path, told.set) as waited:
            order.append(f"second, waited: {waited}")

    with locks.held(tmp_path) as waited:
        assert not waited
        other = threading.Thread(target=second)
        other.start()
        assert told.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["first", "second, waited: True"]


def test_a_lock_is_free_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.held(tmp_path):
        raise ZeroDivisionError
    with locks.held(tmp_path) as waited:
        assert not waited


@pytest.mark.parametrize("what", ["folder", "loop", "nowhere"])
def test_what_cannot_be_locked_is_told_with_its_name(tmp_path: Path, what: str) -> None:
    if what == "folder":
        (tmp_path / locks.LOCK).mkdir()
    else:
        (tmp_path / locks.LOCK).symlink_to(locks.LOCK if what == "loop" else "missing/lock")
    with pytest.raises(locks.NoLock) as found, locks.held(tmp_path):
        pass
    said = str(found.value.problem("build"))
    assert said.startswith("build/.lock: cannot be locked: ")
    assert "delete the file" in said


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOLCK, "No locks available"), "No locks available"),
        (NotImplementedError("no locks on this system"), "no locks on this system"),
    ],
)
def test_a_system_that_gives_no_lock_has_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(locks.NoLock) as found, locks.held(tmp_path):
        pass
    assert f"cannot be locked: {reason}" in str(found.value.problem("build"))
