"""Bytes set aside until they are needed, outside of memory once they are many."""

from __future__ import annotations

import tempfile
from types import TracebackType
from typing import NewType, Self

from pipeline.base import temporary

Ticket = NewType("Ticket", tuple[int, int])
"""By what bytes that were set aside are asked for again."""

_IN_MEMORY = 4_000_000


class DocumentBuffer:
    """Bytes in a file that has no name, so that nothing is left of it however the program ends."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep(self, raw: bytes) -> Ticket:
        """Sets some bytes aside. Raises Problems where there is no room for them."""
        with temporary.named():
            self._file.seek(self._end)
            self._file.write(raw)
        ticket = Ticket((self._end, len(raw)))
        self._end += len(raw)
        return ticket

    def kept(self, ticket: Ticket) -> bytes:
        """The bytes that were set aside. Raises OSError."""
        start, size = ticket
        self._file.seek(start)
        return self._file.read(size)
