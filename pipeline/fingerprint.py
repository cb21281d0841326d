"""Digests of what an output depends on: its text, its look, and the program that writes it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.theme import Theme


@dataclass(frozen=True)
class Fingerprint:
    """What one output was made from, as three SHA-256 digests in hexadecimal."""

    text: str
    theme: str
    writer: str

    @property
    def digest(self) -> str:
        """All three as one."""
        return of_texts(self.text, self.theme, self.writer)

    def fields(self) -> dict[str, str]:
        """The three digests by name."""
        return asdict(self)


def of(html: str, form: str, theme: str) -> Fingerprint:
    """The fingerprint of one document's HTML in one format, under the digest of a look."""
    return Fingerprint(of_texts(html), theme, writer(form))


def content(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def versions(form: str) -> dict[str, str]:
    """The versions of the libraries that the bytes of a format depend on."""
    from importlib import metadata

    from pipeline.writers import FORMATS

    return {name: metadata.version(name) for name in FORMATS[form]}


def look(theme: Theme, sheet: str) -> str:
    """The digest of a theme with its style sheet and the files of its fonts."""
    return of_texts(theme.model_dump_json(), sheet, *fonts(theme).values())


def fonts(theme: Theme) -> dict[str, str]:
    """The digest of each font file of a theme, by its path."""
    paths = {str(path): path for font in theme.fonts.values() for path in font.files().values()}
    return {name: content(path.read_bytes()) for name, path in paths.items()}


@cache
def writer(form: str) -> str:
    """The program's own source with the libraries' versions: a change in either makes new bytes."""
    return of_texts(form, str(sorted(versions(form).items())), program())


@cache
def program() -> str:
    """The digest of the program's own source."""
    folder = Path(__file__).parent
    return of_texts(*(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))))


def of_texts(*parts: str) -> str:
    """One digest of several texts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
