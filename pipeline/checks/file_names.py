"""The names of content files: each is the id of its record, and some are in every project."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, problem
from pipeline.reading.location import MARK
from pipeline.reading.sources import NO_FILE

_BASE = frozenset({MARK, "content/platforms.yaml", "content/metrics.yaml"})


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


def is_month(name: str) -> bool:
    """Whether an id reads as a month, such as 2027-03."""
    return re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", name) is not None


def with_a_start(found: Problem) -> Problem:
    """The problem, with what to do where it is that a file of every project is not there."""
    if found.path in _BASE and found.message == NO_FILE:
        return replace(found, hint=N_("every project has this file: copy the sample's and change it"))
    return found
