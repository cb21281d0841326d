"""The installed packages that fonts come from."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path


@cache
def folder(package: str) -> Path:
    """Where a package keeps its fonts. Raises ModuleNotFoundError for one that is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent


def file(name: str) -> Path:
    """A file by its package and the path in it, such as rendercv_fonts/Lato/Lato-Bold.ttf."""
    package, _, path = name.partition("/")
    return folder(package) / path
