"""What has to be the same on two machines for the same bytes: this program, Python, libraries, fonts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import metadata

from pipeline import __version__
from pipeline.base import font_package, program
from pipeline.base.digests import of_bytes
from pipeline.build import fingerprint
from pipeline.model.theme import Theme
from pipeline.writers import registry

DISTRIBUTION = "universal-brief"
TRANSPORT = "distributed"

_COMPOSING = ("babel", "jinja2", "markdown-it-py", "pydantic", "pypdfium2", "pyyaml", "tzdata")
"""The libraries by which documents are composed and finished files read, beside those that writers name."""

_SHOWN = 12
"""So many signs of a digest tell it from others."""

_NOTHING = "-"


def needed(theme: Theme) -> dict[str, str]:
    """What this machine has of all that outputs of a theme depend on: a version or a digest by name."""
    libraries = {
        library
        for name in registry.names()
        for engine in registry.engines(name)
        for library in registry.libraries(name, engine)
    }
    return here(("python", DISTRIBUTION, TRANSPORT, *sorted({*libraries, *_COMPOSING}), *fingerprint.fonts(theme)))


def others(wanted: Mapping[str, str]) -> dict[str, str]:
    """What this machine has otherwise than is wanted."""
    return {name: value for name, value in here(wanted).items() if value != wanted[name]}


def here(names: Iterable[str]) -> dict[str, str]:
    """What this machine has by some names, which those of font files are among."""
    return {name: _value(name) for name in names}


def _value(name: str) -> str:
    if name == "python":
        return f"{sys.version_info.major}.{sys.version_info.minor}"
    if name == DISTRIBUTION:
        return f"{__version__} ({program.digest()[:_SHOWN]})"
    try:
        return of_bytes(font_package.file(name).read_bytes())[:_SHOWN] if "/" in name else metadata.version(name)
    except (ModuleNotFoundError, OSError):
        return _NOTHING
