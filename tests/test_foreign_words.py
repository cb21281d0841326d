"""A document in English has no word in another alphabet that is neither marked as foreign nor quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.document.tree import Document, ForeignWords
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

pytestmark = pytest.mark.long

QUOTED = re.compile("“[^”]*”")
CYRILLIC = re.compile("[\u0400-\u04ff][^\n]*")


def own_words(node: Any) -> Iterator[str]:
    """Every text of a tree outside of what is marked as foreign; a picture, and a file that is attached, are none."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from own_words(each)
    elif not isinstance(node, ForeignWords) and hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            if name not in ("source", "properties"):
                yield from own_words(getattr(node, name))


def test_an_english_document_has_no_russian_word_unmarked(project: Project) -> None:
    composer, found = Composer(project), []
    for target in targets.targets(project, "*.en.pdf"):
        document: Document = composer.compose(target)
        texts = (QUOTED.sub("", text) for text in own_words(document))
        found += [f"{target.id}: {said.group()}" for text in texts for said in CYRILLIC.finditer(text)]
    assert found == []
