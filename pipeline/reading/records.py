"""Many records by name, of which only those in use are kept whole."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from pipeline.base.recent import RecentValues

Record = TypeVar("Record")

MOST = 500_000
"""Bytes of YAML that records may have been written in to be all kept whole: more than most projects have."""


class Records(Mapping[str, Record], Generic[Record]):
    """Records by name. Beyond MOST, those not asked for lately are kept pickled, a tenth of their size in memory.

    `written` gives each record with its name and the size of the text it was written in.
    """

    def __init__(self, written: Iterable[tuple[str, Record, int]], most: int = MOST) -> None:
        self._sizes: dict[str, int] = {}
        self._pickled: dict[str, bytes] = {}
        self._whole: RecentValues[str, Record] = RecentValues(most, self._pickle)
        for name, record, size in written:
            self._sizes[name] = size
            self._whole.put(name, record, size)

    def __getitem__(self, name: str) -> Record:
        record = self._whole.get(name)
        if record is None:
            record = pickle.loads(self._pickled[name])  # noqa: S301 - pickled below
            self._whole.put(name, record, self._sizes[name])
        return record

    def __contains__(self, name: object) -> bool:
        return name in self._sizes

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)

    def _pickle(self, name: str, record: Record) -> None:
        if name not in self._pickled:
            self._pickled[name] = pickle.dumps(record)
