"""What WeasyPrint needs of the system, which no Python package brings along."""

from __future__ import annotations

import ctypes
import sys

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""Each library with the package of Debian and Ubuntu that has it."""


def missing() -> tuple[str, ...]:
    """The packages to install; none on other systems than Linux, where libraries have other names."""
    if sys.platform != "linux":
        return ()
    return tuple(package for library, package in PACKAGES.items() if not _is_there(library))


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
