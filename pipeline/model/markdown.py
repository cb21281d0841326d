"""What may stand inside authored text: emphasis, links, codes and line breaks; HTML stays letters."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from pipeline.base.codes import OPAQUE

_MARKS = "*_~"
"""What marks words in CommonMark."""


@lru_cache(maxsize=256)
def _codes(source: str) -> tuple[tuple[int, int], ...]:
    """Where the codes of a source begin and end, without the marks around them."""
    found = []
    for match in OPAQUE.finditer(source):
        first, end = match.span()
        if "/" in match[0] or "?" in match[0]:
            # An address does not end with a mark; GitHub's autolinks have the same rule.
            end = first + len(match[0].rstrip(_MARKS))
        around = 0
        while source[first + around] in _MARKS and source[end + around : end + around + 1] == source[first + around]:
            around += 1
        found.append((first + around, end))
    return tuple(found)


def _words(state: StateInline, silent: bool) -> bool:
    """Takes a code whole, and otherwise plain words up to the next code or mark."""
    start = state.pos
    first, last = next((code for code in _codes(state.src) if code[0] >= start), (state.posMax, state.posMax))
    if first == start:
        end = min(last, state.posMax)
    else:
        mark = state.md.inline.terminator_re.search(state.src, start, min(first, state.posMax))
        end = mark.start() if mark else min(first, state.posMax)
    if end == start:
        return False
    if not silent:
        state.append_pending(state.src[start:end])
    state.pos = end
    return True


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline"])
    reader.inline.ruler.at("text", _words)
    # A link that nobody may follow is a mistake to name, not brackets to print.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    # So that it can be named, an address stays as it was typed.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return reader


INLINES = _reader()
