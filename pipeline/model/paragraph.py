"""Whether the lines of a text are one paragraph, which is all that a document prints of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt

_BLOCKS = MarkdownIt("commonmark", {"html": False}).enable("table").disable("list")
_BULLET = re.compile(r"[-*+•‣⁃◦▪▫●○■□➢✓✔☑]\s")
_DASH = re.compile(r"[–—―·]\s")
_NUMBER = re.compile(r"\(?([0-9]{1,2})[.)]\s")


def broken_at(lines: Sequence[str]) -> int | None:
    """The first line that begins something of its own: an item of a list, a heading, a second paragraph.

    A document would run it on behind the line above. None for one paragraph.
    """
    if len(lines) < 2:
        return None
    said = [line.strip() for line in lines]
    first = next((index for index, line in enumerate(said) if line), 0)
    last = next((index for index in range(len(said), 0, -1) if said[index - 1]), 0)
    if last - first < 2:
        return None
    found = _item(said, first, last)
    return found if found is not None else _block(said, first, last)


def _item(lines: Sequence[str], first: int, last: int) -> int | None:
    """The first item of a list, by the signs that people type before one."""
    items = [index for index in range(first, last) if _BULLET.match(lines[index])]
    dashes = [index for index in range(first, last) if _DASH.match(lines[index])]
    numbers = [(index, int(found[1])) for index in range(first, last) if (found := _NUMBER.match(lines[index]))]
    # One dash or number may begin a line because the one above was full.
    if len(dashes) > 1 or (dashes and dashes[0] > first and lines[dashes[0] - 1].endswith(":")):
        items.append(dashes[0])
    items += [index for (index, number), (_, following) in pairwise(numbers) if following == number + 1]
    return min(items, default=None)


def _block(lines: Sequence[str], first: int, last: int) -> int | None:
    """The first line that begins another block of CommonMark than the paragraph with which the text begins."""
    tokens = _BLOCKS.parse("\n".join(lines[first:last]))
    begins = [(token.type, token.map[0]) for token in tokens if token.level == 0 and token.map]
    other = next((line for kind, line in begins if line or kind != "paragraph_open"), None)
    return None if other is None else first + other
