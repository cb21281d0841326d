"""The installed package that fonts come from."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def folder() -> Path:
    """Where it keeps its families."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package rendercv-fonts is not installed")
    return Path(spec.origin).parent
