"""What inside running text is copied letter for letter: addresses, handles, hashtags, paths, codes."""

from __future__ import annotations

import re

STAND_IN = "\ue000"
"""A private character in the place of one that must stay as it is: its neighbors then see that something is there."""

_QUOTES = r"\"'<>«»„“”‘’—`"
_END = rf"\s{_QUOTES}\\"
# A bracket that closes the words of a link is no part of an address among them.
_REST = rf"(?:(?!\]\()[^{_END}])*(?!\]\()[^{_END}.,;:!?)\]…–]"
_FACTOR = r"(?:\d[\w.,]*\w|[A-Z0-9]+)"

OPAQUE = re.compile(
    # Addresses, with a scheme or with a path; a full stop or bracket at their end is the sentence's.
    rf"https?://{_REST}"
    rf"|(?<![\w.@/-])(?:(?!\d+\.)[\w-]+\.)+[^\W\d_]{{2,}}[/?]{_REST}"
    r"|[\w.+-]+@[^\W_](?:[^\W_]|-)*(?:\.(?:[^\W_]|-)+)+"
    # Handles and hashtags.
    r"|(?<![\w&])@\w+(?:[.·-]\w+)*"
    r"|(?<![\w&])#\w+(?:\.\w+)*"
    # Dates and times of ISO 8601.
    r"|(?<![\w-])\d{4}-\d\d-\d\d(?:T[\d:]+)?(?![\w-])"
    # Paths, with slashes or as Windows writes them; files whose names begin with an underscore.
    r"|(?<![\w/%)])(?<!\w\.)/[\w.%+~-]*[\w~-](?:/[\w.%+~-]*[\w~-])*/?"
    rf"|(?<!\w)(?:[A-Za-z]:\\|\\\\(?=\w))[^\s{_QUOTES}]*"
    r"|(?<![\w.])_\w+\.[a-z0-9]{2,4}(?!\w)"
    # Codes: capitals and digits in one word, with its hyphens.
    r"|(?<![\w\u2212-])(?=[\w-]*[0-9])(?=[\w-]*[A-Z\u0400-\u042f])[^\W_]+(?:[-_][^\W_]+)*(?![\w-])"
    # Sizes and masked numbers, with asterisks between; what is dialed.
    rf"|(?<!\w)(?<!\w\*)(?<!\w\*\*){_FACTOR}(?:\*+{_FACTOR})+(?!\w)(?!\*+\w)"
    r"|(?<![\w*])\*\d+(?:\*\d+)*#"
    rf"|{STAND_IN}"
)


def hidden(text: str) -> str:
    """The text with a stand-in for each character of a code; as long as before."""
    return OPAQUE.sub(lambda match: STAND_IN * len(match[0]), text)
