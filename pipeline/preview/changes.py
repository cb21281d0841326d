"""Saved files of a project, as they are saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import watchfiles

from pipeline.build.state import STATE
from pipeline.reading.location import FOLDERS

_DEBOUNCE, _STEP = 50, 10
"""Milliseconds within which several files count as one save, and in which nothing more comes: editors write twice."""

_LOOK = 1_000
"""Milliseconds after which somebody looks whether the folders are those that are watched."""


async def saved(root: Path) -> AsyncIterator[None]:
    """Something of the project was saved, deleted or renamed, or it was built.

    Goes on when a folder goes away and when it comes back: what is watched is a folder, whatever its name is by then.
    """
    while True:
        before = _folders(root)
        watched = [root / name for name in FOLDERS if (root / name).is_dir()]
        if not watched:
            await asyncio.sleep(_LOOK / 1000)
        else:
            try:
                async for changes in watchfiles.awatch(
                    *watched, debounce=_DEBOUNCE, step=_STEP, rust_timeout=_LOOK, yield_on_timeout=True
                ):
                    if changes:
                        yield
                    if _folders(root) != before:
                        break
            except (OSError, RuntimeError):
                # A folder went at the very moment at which it was to be watched.
                await asyncio.sleep(_LOOK / 1000)
        if _folders(root) != before:
            yield


def _folders(root: Path) -> list[tuple[int, ...]]:
    """Which folders these are, and which build was the last one."""
    return [_stamp(root / name) for name in FOLDERS] + [_stamp(root / "build" / STATE, written=True)]


def _stamp(path: Path, *, written: bool = False) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns if written else 0
