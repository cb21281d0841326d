"""What a worker on another machine is made from, as bytes: the setup and every file that documents are made from."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.base.assets import Assets
from pipeline.build import inputs
from pipeline.build.worker import Setup

_FAST = 1


class Call:
    """A call as a value: whoever unpickles it makes the call, and has what it returns."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self._function, self._arguments = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self._function, self._arguments


def packed(setup: Setup) -> bytes:
    """A setup with the files that its assets find. Raises OSError."""
    found = {name: path.read_bytes() for path, name in inputs.files_of(setup.assets) if _is_needed(path, name)}
    return zlib.compress(pickle.dumps((replace(setup, assets=Assets(Path())), found)), _FAST)


def unpacked(content: bytes, folder: Path) -> Setup:
    """The setup, whose files stand in an empty folder from now on. Raises OSError."""
    setup: Setup
    found: dict[str, bytes]
    setup, found = pickle.loads(zlib.decompress(content))  # noqa: S301 - packed by the program that builds
    for name, raw in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return replace(setup, assets=Assets.archived(folder))


def _is_needed(path: Path, name: str) -> bool:
    """Whether a file is asked for by its path: records travel with the documents that speak of them."""
    return inputs.can_be_read(path) and not (name.startswith("content/") and path.suffix == ".yaml")
