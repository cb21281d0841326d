"""Digests of what an output depends on: its text, its look, and the program that writes it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.theme import Theme
from pipeline.writers import FORMATS


@dataclass(frozen=True)
class Fingerprint:
    """What one output was made from, as three SHA-256 digests in hexadecimal."""

    text: str
    theme: str
    writer: str

    @property
    def digest(self) -> str:
        """All three as one."""
        return _digest(self.text, self.theme, self.writer)

    def fields(self) -> dict[str, str]:
        """The three digests by name."""
        return asdict(self)


def of(html: str, form: str, theme: str) -> Fingerprint:
    """The fingerprint of one document's HTML in one format, under the digest of a look."""
    return Fingerprint(_digest(html), theme, _writer(form))


def content(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def versions(form: str) -> dict[str, str]:
    """The versions of the libraries that the bytes of a format depend on."""
    return {name: metadata.version(name) for name in FORMATS[form]}


def look(theme: Theme, sheet: str) -> str:
    """The digest of a theme with its style sheet and the files of its fonts."""
    fonts = [content(path.read_bytes()) for font in theme.fonts.values() for path in font.files().values()]
    return _digest(theme.model_dump_json(), sheet, *fonts)


@cache
def _writer(form: str) -> str:
    """The program's own source with the libraries' versions: a change in either makes new bytes."""
    folder = Path(__file__).parent
    source = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return _digest(form, str(sorted(versions(form).items())), *source)


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
