"""What a calendar file says, read by another library than wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.writers import Reading


def reading(content: bytes) -> Reading:
    """The words and the days of each event."""
    # Loaded where a file is read, and for nothing else.
    import vobject

    calendar = vobject.readOne(content.decode())
    return Reading("\n".join(_lines(calendar)), beside="")


def _lines(calendar: Any) -> Iterator[str]:
    for event in getattr(calendar, "vevent_list", ()):
        yield event.dtstart.value.isoformat()
        yield event.summary.value
        if hasattr(event, "description"):
            yield event.description.value
