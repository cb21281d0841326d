from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.build.document_buffer import DocumentBuffer


def test_bytes_come_back_in_any_order() -> None:
    texts = [b"words", b"", b"\r\n\0", bytes(range(256))]
    with DocumentBuffer() as buffer:
        tickets = [buffer.keep(text) for text in texts]
        assert [buffer.kept(ticket) for ticket in reversed(tickets)] == texts[::-1]
        assert buffer.kept(buffer.keep(b"more")) == b"more"


def test_many_bytes_take_no_name_in_any_folder() -> None:
    with DocumentBuffer() as buffer:
        tickets = [buffer.keep(bytes([number]) * 100_000) for number in range(10)] + [buffer.keep(b"x" * 5_000_000)]
        assert buffer.kept(tickets[3]) == b"\x03" * 100_000
        held = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
        assert [name for name in held if name.startswith(tempfile.gettempdir()) and name.endswith("(deleted)")]
