"""Emoji inside a text: single signs, and sequences of characters that are one sign to whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Characters of the property Emoji. Those of the first group are signs by themselves; those of the second are
# letters, arrows and marks, which only a selector behind them makes an emoji.
_SIGN = (
    "[\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e"
    "\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653"
    "\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa"
    "\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5"
    "\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747"
    "\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c"
    "\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_SELECTED = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa]\ufe0f"
_ONE = f"(?:{_SIGN}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?|{_SELECTED})"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_REGION = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"

SEQUENCE = re.compile(f"{_KEYCAP}|{_FLAG}|{_REGION}|{_ONE}(?:\u200d{_ONE})*")
"""One emoji, with everything that shapes it: selectors, skin tones, joiners, the letters of a flag, a keycap."""

SELECTORS = re.compile("[\ufe0e\ufe0f]")
"""What says whether a sign is drawn as a letter or as a picture: in one color both are the same."""

_PERHAPS = re.compile(f"{_SIGN}|[\u20e3\ufe0f]")


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is emoji."""
    if not _PERHAPS.search(text):
        yield text, False
        return
    after = 0
    for found in _RUN.finditer(text):
        if found.start() > after:
            yield text[after : found.start()], False
        yield found[0], True
        after = found.end()
    if after < len(text):
        yield text[after:], False


def masked(text: str) -> str:
    """The text with letters in place of its emoji, as long as before."""
    return SEQUENCE.sub(lambda found: "x" * len(found[0]), text)


_RUN = re.compile(f"(?:{SEQUENCE.pattern})+")
