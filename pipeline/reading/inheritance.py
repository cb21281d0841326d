"""A file that says only what differs from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.reading.sources import Source


@dataclass(frozen=True)
class InheritingSource(Source):
    """A YAML file over the one that it inherits from: its own values, and the other's where it has none.

    What `own` names is never inherited.
    """

    base: Source
    own: frozenset[str]

    @property
    def data(self) -> Any:
        """The values of both files, its own first."""
        inherited = {name: value for name, value in self.base.data.items() if name not in self.own}
        return _merged(inherited, super().data)


def _merged(base: Any, own: Any) -> Any:
    """One value over another: mappings key by key, anything else as a whole."""
    if not (isinstance(base, dict) and isinstance(own, dict)):
        return own
    return {**base, **{name: _merged(base[name], value) if name in base else value for name, value in own.items()}}
