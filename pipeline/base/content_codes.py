"""What is said → a digest, and the code by which a person reads it out; and back from what was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.base.digests import of_bytes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: nobody confuses two of these on the phone, and no code is a word."""
LENGTH = 8
_BITS = 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u2011": "", "\u2013": ""})
"""What people type for a sign that no code has, and the signs that they put between."""


def digest(values: Mapping[str, str]) -> str:
    """The SHA-256 of what is said, by the key of each value: of canonical JSON, the same on every machine."""
    return of_bytes(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def code(digest: str) -> str:
    """The first 40 bits of a digest in hexadecimal digits, as two groups of four signs: K7Q2-94MD."""
    number = int(digest[: LENGTH * _BITS // 4], 16)
    signs = [ALPHABET[number >> _BITS * place & 31] for place in reversed(range(LENGTH))]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def as_typed(text: str) -> str | None:
    """The code that somebody typed, in the form in which it is printed; None where it can be none."""
    signs = text.upper().translate(_READ_AS)
    if len(signs) != LENGTH or set(signs) - set(ALPHABET):
        return None
    return f"{signs[:4]}-{signs[4:]}"
