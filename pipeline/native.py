"""The native libraries that WeasyPrint loads: where they are found, and which package brings them."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """One library: its name for a search, its file on Linux, and its package by package manager."""

    name: str
    file: str
    packages: Mapping[str, str]

    def package(self, manager: str) -> str:
        """The package that brings the library, or the library's own name where none is known."""
        return self.packages.get(manager, self.name)


# libpangoft2 brings all the others on Debian and Ubuntu but for the subset library of HarfBuzz.
# Without that one WeasyPrint falls back to another way to subset fonts, and the bytes differ.
_PANGO = {"apt-get": "libpangoft2-1.0-0", "dnf": "pango", "brew": "pango"}
_SUBSET = {"apt-get": "libharfbuzz-subset0", "dnf": "harfbuzz", "brew": "harfbuzz"}

LIBRARIES: tuple[Library, ...] = (
    Library("gobject-2.0", "libgobject-2.0.so.0", _PANGO),
    Library("pango-1.0", "libpango-1.0.so.0", _PANGO),
    Library("harfbuzz", "libharfbuzz.so.0", _PANGO),
    Library("harfbuzz-subset", "libharfbuzz-subset.so.0", _SUBSET),
    Library("fontconfig", "libfontconfig.so.1", _PANGO),
    Library("pangoft2-1.0", "libpangoft2-1.0.so.0", _PANGO),
)

# Homebrew's folder on Apple silicon is not among those that a Python from elsewhere looks in.
_HOMEBREW = Path("/opt/homebrew/lib")
_SEARCHED = ("/usr/local/lib", "/usr/lib")
_VARIABLE = "DYLD_FALLBACK_LIBRARY_PATH"


def loaded(library: Library) -> str:
    """The name under which a library loads here, or the empty string where it does not."""
    return next((name for name in _names(library) if _loads(name)), "")


def reach_homebrew() -> None:
    """Nothing: the process, and those that it starts, then find Homebrew's libraries on a Mac.

    To be called before WeasyPrint is imported. It searches by `ctypes.util.find_library`, which
    reads this variable at every call, so that it need not be set before Python starts.
    """
    if sys.platform == "darwin" and _HOMEBREW.is_dir():
        os.environ[_VARIABLE] = search_path(os.environ.get(_VARIABLE, ""), _HOMEBREW)


def search_path(present: str, folder: Path) -> str:
    """The value of the search variable with `folder` in it, first and once.

    A value of one's own replaces the folders that are searched by default, so they are named too.
    """
    others: Sequence[str] = [name for name in present.split(":") if name] or _SEARCHED
    return ":".join([str(folder), *(name for name in others if name != str(folder))])


def _names(library: Library) -> Iterable[str]:
    yield library.file
    found = ctypes.util.find_library(library.name)
    if found:
        yield found


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
