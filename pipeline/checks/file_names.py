"""The names of content files: each is the id of its record."""

from __future__ import annotations

from pipeline.base import characters
from pipeline.base.problems import Problem, problem


def printable(name: str) -> str:
    """The name of a file as it can be printed."""
    return name if name.isprintable() else characters.shown(name)


def not_an_id(name: str) -> Problem:
    """The problem that a file's name cannot be the id of its record."""
    hint = "use lowercase letters, digits and hyphens, at most 60 characters"
    return problem(printable(name), "the file name is not a valid id", hint=hint)


def is_id(name: str) -> bool:
    """Whether a name can be the name of a content file: lower-case letters, digits and single hyphens."""
    return 0 < len(name) <= 60 and all(
        part.isascii() and part.isalnum() and part == part.lower() for part in name.split("-")
    )
