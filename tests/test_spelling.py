"""What people read in English is spelled as Americans spell it; names of fields and files are what they are."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
BRITISH = re.compile(
    r"(?<![\w./:-])(\w*(colour|behaviour|favour|honour|neighbour)\w*|grey|centres?|judgements?|licences?|catalogues?"
    r"|(label|level|cancel|model|travel)l(ed|ing)|organisations?|instalments?|\w+(metre|rasteris|recognis|normalis"
    r"|summaris|optimis|initialis|analys(ed|ing))\w*|whilst|amongst)(?![\w/:-]|\.\w)",
    re.IGNORECASE,
)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def british(text: str) -> list[str]:
    """The words of a text that are spelled the British way, apart from names in backticks."""
    return [found[0] for found in BRITISH.finditer(CODE.sub(" ", text))]


def prose(path: Path) -> Iterator[str]:
    """The comments and docstrings of a module."""
    text = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(words))):
                yield words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The colours of the organisation", ["colours", "organisation"]),
        ("`colour` in `content/organisation.yaml`", []),
        ("content/organisation.yaml says it", []),
        ("labelled, cancelling and Grey", ["labelled", "cancelling", "Grey"]),
        ("labeled, analysis, practice, parameter", []),
    ],
)
def test_british_words_are_found_and_names_are_not(text: str, words: list[str]) -> None:
    assert british(text) == words


@pytest.mark.long
def test_comments_and_docstrings_are_american() -> None:
    modules = [path for folder in ("pipeline", "tools") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert [(path.name, word) for path in modules for text in prose(path) for word in british(text)] == []


def test_documentation_is_american() -> None:
    pages = sorted(ROOT.glob("*.md"))
    assert [(path.name, word) for path in pages for word in british(path.read_text(encoding="utf-8"))] == []


def test_messages_are_american() -> None:
    with (ROOT / "locales/messages.pot").open("rb") as file:
        ids = [text for message in read_po(file) for text in (message.id if message.pluralizable else [message.id])]
    assert [word for text in ids for word in british(text)] == []
