"""A place in what a file says → the value there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.reading.yaml_values import Place


def value_at(data: Any, place: Place) -> Any:
    """The value at a place of some data; None where there is none."""
    for part in place:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
