"""Buttons that copy what has to be the same letter for letter: a mark, a code, a link."""

from __future__ import annotations

from pipeline.document.letters import label
from pipeline.document.tree import Document, ForeignWords, Inline, Link, Text, Token
from pipeline.writers.html.inlines import tag

_COPIED = ("https://", "http://")


class CopyButtons:
    """The buttons of one document; the script of the file shows them, for without it they do nothing."""

    def __init__(self, document: Document) -> None:
        self._said = {name: label(document, name) for name in ("copy", "copied", "selected")}
        self._count = 0

    def around(self, children: tuple[Inline, ...], words: str) -> str:
        """Some words with a button beside them, where they are nothing but one thing to be copied."""
        if not all(self._said.values()) or not copied(children):
            return words
        self._count += 1
        place = f"copy-{self._count}"
        labels = {"data_done": self._said["copied"], "data_selected": self._said["selected"]}
        button = tag("button", class_="copy", type="button", data_copy=place, **labels, aria_describedby=place)
        # Hidden until there is a script that it can ask.
        return (
            f"{tag('span', class_='copied', id=place)}{words}</span>{button[:-1]} hidden>{self._said['copy']}</button>"
        )


def copied(children: tuple[Inline, ...]) -> bool:
    """Whether some words are one code, or one address of the web."""
    match tuple(child for child in children if not (isinstance(child, Text) and not child.text.strip())):
        case (Token(),):
            return True
        case (ForeignWords(_, inner),):
            return copied(inner)
        case (Link(href, _),):
            return href.startswith(_COPIED)
    return False
