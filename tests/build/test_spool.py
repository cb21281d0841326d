from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.build.spool import Spool


def test_texts_come_back_in_any_order() -> None:
    texts = ["слова", "", "words\r\n", "🙂"]
    with Spool() as spool:
        tickets = [spool.keep(text) for text in texts]
        assert [spool.text(ticket) for ticket in reversed(tickets)] == texts[::-1]
        assert spool.text(spool.keep("more")) == "more"


def test_many_texts_take_no_name_in_any_folder() -> None:
    with Spool() as spool:
        tickets = [spool.keep(str(number) * 100_000) for number in range(10)] + [spool.keep("x" * 5_000_000)]
        assert spool.text(tickets[3]) == "3" * 100_000
        held = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
        assert [name for name in held if name.startswith(tempfile.gettempdir()) and name.endswith("(deleted)")]
