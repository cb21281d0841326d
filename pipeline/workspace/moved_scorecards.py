"""Scorecards in a campaign's results, as they were kept before → a file for each creator, with comments as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.reading.sources import Source

_BLOCK = re.compile(r"^scorecards:[ \t]*(#.*)?$")
_ENTRY = re.compile(r"^  ([a-z0-9-]+):")
_SCHEMA = "# yaml-language-server: $schema=../schema/scorecards.json"
_DEEPER = "  "
"""How much deeper a scorecard stands below its campaign than it stood in the results."""


def moved(results: Mapping[str, Source], campaigns: Mapping[str, Source], there: set[str]) -> Iterator[tuple[str, str]]:
    """The path and the text of each file that takes part: results without scorecards, and creators' files.

    What stands in one line, or belongs to a creator who has a file already (`there`), stays: nothing is merged.
    """
    texts: dict[str, list[str]] = {}
    for name, source in results.items():
        lines = source.raw.decode().split("\n")
        found = _block(lines)
        if found is None:
            continue
        first, last = found
        entries = _entries(lines[first + 1 : last])
        owners = {key: _creator(campaigns.get(name), key) for key in entries}
        if not entries or any(owner is None or owner in there for owner in owners.values()):
            continue
        for key, entry in entries.items():
            own = texts.setdefault(str(owners[key]), [_SCHEMA, "campaigns:"])
            own += [f"  {name}:", *(f"{_DEEPER}{line}".rstrip() for line in entry)]
        start = first
        while start and lines[start - 1].startswith("#"):
            start -= 1
        yield source.path, "\n".join([*lines[:start], *lines[last:]])
    for creator, own in texts.items():
        yield f"content/scorecards/{creator}.yaml", "\n".join(own).rstrip("\n") + "\n"


def _block(lines: list[str]) -> tuple[int, int] | None:
    """From which to which line the scorecards stand."""
    first = next((number for number, line in enumerate(lines) if _BLOCK.match(line)), None)
    if first is None:
        return None
    rest = range(first + 1, len(lines))
    return first, next((number for number in rest if re.match(r"[^ \t#]", lines[number])), len(lines))


def _entries(lines: list[str]) -> dict[str, list[str]]:
    """The lines of each scorecard, with comments above it."""
    entries: dict[str, list[str]] = {}
    held: list[str] = []
    for line in lines:
        found = _ENTRY.match(line)
        if found:
            entries[found[1]] = [*held, line]
            held = []
        elif line.startswith("  #") and not line.startswith("   "):
            held.append(line)
        elif entries:
            list(entries.values())[-1].append(line)
    return entries


def _creator(campaign: Source | None, partnership: str) -> str | None:
    data: Any = campaign.data if campaign else None
    try:
        return str(data["partnerships"][partnership]["creator"])
    except (KeyError, TypeError):
        return None
