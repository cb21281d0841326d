"""What a document offers on a screen beside its words: letters that its reader may send, what buttons are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.tree import Document

LETTER = "letter "
"""What the name of a property begins with whose value is a letter: the rest is its name."""
LABEL = "label "
"""What the name of a property begins with that says what is pressed: the rest is what for."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that a reader may send: what the link to it says, to whom it goes, and what stands in it."""

    label: str
    to: str
    subject: str
    body: str


def letters(document: Document) -> Iterator[Letter]:
    """The letters that a reader may send about a document."""
    return (Letter(**json.loads(value)) for name, value in document.properties if name.startswith(LETTER))


def label(document: Document, name: str) -> str:
    """What is pressed for something, in the document's language; empty where a document has no word for it."""
    return document.property(f"{LABEL}{name}")
