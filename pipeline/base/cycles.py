"""How often this process looks for cycles among what it has made."""

from __future__ import annotations

import gc


def look_rarely() -> None:
    """Has Python look seldom: one run makes many records and keeps them, and hardly any are in a cycle."""
    gc.set_threshold(50_000, 20, 20)


def keep() -> None:
    """What there is now, such as imported modules or a project, is never looked through: it is there until the end."""
    gc.freeze()
