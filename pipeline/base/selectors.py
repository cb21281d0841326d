"""What people type to choose documents, and whether an id is chosen by it."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection


def selects(pattern: str, name: str) -> bool:
    """Whether a pattern means a document: its id, or the first parts of it, such as a campaign's id alone."""
    return fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(name, f"{pattern}.*")


def in_languages(name: str, languages: Collection[str]) -> bool:
    """Whether a document is in one of some languages; no languages mean all."""
    return not languages or name.rsplit(".", 2)[-2] in {language.lower() for language in languages}
