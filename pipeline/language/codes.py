"""What inside running text is copied letter for letter: addresses, handles, hashtags, codes."""

from __future__ import annotations

import re

STAND_IN = "\ue000"
"""A private character in the place of one that must stay as it is: its neighbours then see that something is there."""

_END = r"\s\"'<>«»„“”‘’—"
OPAQUE = re.compile(
    # Addresses, with a scheme or with a path; a full stop or bracket at their end is the sentence's.
    rf"https?://[^{_END}]*[^{_END}.,;:!?)\]…–]"
    rf"|(?<![\w.@/-])(?:[a-z0-9-]+\.)+[a-z]{{2,}}/[^{_END}]*[^{_END}.,;:!?)\]…–]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    # Handles and hashtags.
    r"|(?<![\w&])[#@]\w+(?:\.\w+)*"
    # Dates and times of ISO 8601.
    r"|(?<![\w-])\d{4}-\d\d-\d\d(?:T[\d:]+)?(?![\w-])"
    # Codes: capitals and digits in one word, with its hyphens.
    r"|(?<![\w\u2212-])(?=[\w-]*[0-9])(?=[\w-]*[A-Z\u0400-\u042f])[^\W_]+(?:[-_][^\W_]+)*(?![\w-])"
    rf"|{STAND_IN}"
)


def hidden(text: str) -> str:
    """The text with a stand-in for each character of a code; as long as before."""
    return OPAQUE.sub(lambda match: STAND_IN * len(match[0]), text)
