"""Digests of what an output depends on: its text, its look, and the program that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.base import font_package, program
from pipeline.base.digests import of_bytes, of_texts

if TYPE_CHECKING:
    from pipeline.model.theme import Theme


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


@cache
def versions(form: str, engine: str = "") -> dict[str, str]:
    """The versions of the libraries that the bytes of a format depend on, by an engine."""
    from importlib import metadata

    from pipeline.writers import registry

    return {name: metadata.version(name) for name in registry.libraries(form, engine)}


def of(text: str, form: str, theme: str, engine: str = "") -> Fingerprint:
    """The fingerprint of an output, from the digests of its document's text and look, its format and the engine."""
    return Fingerprint(text, theme, writer(form, engine))


def look(theme: Theme, *sheets: str) -> str:
    """The digest of a theme with its style sheets and the files of its fonts."""
    return of_texts(theme.model_dump_json(), *sheets, *fonts(theme).values())


def fonts(theme: Theme) -> dict[str, str]:
    """The digest of each font file of a theme, by its package and the path in it."""
    names = {name: font_package.file(name) for font in theme.fonts.values() for name in font.names().values()}
    return {name: of_bytes(path.read_bytes()) for name, path in names.items()}


@cache
def writer(form: str, engine: str = "") -> str:
    """The program's own source with the libraries' versions: a change in either makes new bytes."""
    from pipeline.writers import registry

    chosen = registry.chosen(form, engine).engine
    return of_texts(form, chosen, str(sorted(versions(form, engine).items())), program.digest())
