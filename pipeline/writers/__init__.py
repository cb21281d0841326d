"""Writers: a document comes in, the bytes of one format go out; `registry` is the table of formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.base.problems import Problem
from pipeline.document.tree import Document


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a file: a message id with placeholders, among them {target}, and what fills them.

    `about` is "text" where the content is to be mended, "look" where it is the template or the theme; `place` the
    file and the value in it that it is about, where that is known, `section` the part of the document.
    """

    message: str
    values: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    about: str = "text"
    place: tuple[str, tuple[str | int, ...]] | None = None
    section: str = ""

    def problem(self, target: str, files: Mapping[str, str]) -> Problem:
        """The complaint as a problem of the file that `files` names for what it is about."""
        values = (*self.values, ("target", target))
        return Problem(files[self.about], self.message, hint=self.hint, values=values)


def complaint(message: str, *, hint: str = "", about: str = "text", **values: object) -> Complaint:
    """A complaint whose placeholders are filled from the keyword arguments."""
    return Complaint(message, tuple((name, str(value)) for name, value in values.items()), hint, about)


DIVIDED = "\u00ad"
"""Where a line ends inside a word, in what a reader of a file gives."""


@dataclass(frozen=True)
class Reading:
    """What a file says: `text` what is printed, `beside` where its links lead and what its properties say."""

    text: str
    beside: str


@dataclass(frozen=True)
class WriterResult:
    """What a writer made: a file, or what keeps it from one."""

    content: bytes
    complaints: tuple[Complaint, ...] = ()


class Writer(Protocol):
    """Makes documents of one format; made once per worker, with everything it needs loaded."""

    def write(self, document: Document) -> WriterResult:
        """The document in this writer's format."""
