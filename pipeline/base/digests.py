"""SHA-256 digests of texts and bytes, in hexadecimal."""

from __future__ import annotations

import hashlib


def of_texts(*parts: str) -> str:
    """One digest of several texts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def of_bytes(data: bytes | bytearray | memoryview) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(data).hexdigest()
