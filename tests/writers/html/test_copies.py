from __future__ import annotations

import pytest
from trees import document, t

from pipeline.document.letters import LABEL
from pipeline.document.tree import ForeignWords, Inline, Link, Text, Token
from pipeline.writers.html.copies import CopyButtons, copied

SAID = {f"{LABEL}{name}": name.upper() for name in ("copy", "copied", "selected")}


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ((Token("GLOW15"),), True),
        ((Text(" "), ForeignWords("ru", (Token("Реклама"),)), Text("\n")), True),
        ((Link("https://aurora.example/a", t("aurora.example/a")),), True),
        ((Link("mailto:o@aurora.example", t("o@aurora.example")),), False),
        ((Token("GLOW15"), Text(", until May")), False),
        ((Token("A"), Token("B")), False),
        (t("words"), False),
        ((), False),
    ],
)
def test_what_is_one_code_or_one_address_is_copied(children: tuple[Inline, ...], expected: bool) -> None:
    assert copied(children) is expected


def test_each_button_names_what_it_copies_and_waits_for_its_script() -> None:
    buttons = CopyButtons(document(**SAID))
    first, second = (buttons.around((Token(code),), code) for code in ("A", "B"))
    assert '<span class="copied" id="copy-1">A</span>' in first and 'data-copy="copy-2"' in second
    assert 'data-done="COPIED" data-selected="SELECTED"' in first and first.endswith(" hidden>COPY</button>")


def test_a_document_without_words_for_buttons_has_none() -> None:
    assert CopyButtons(document()).around((Token("A"),), "A") == "A"
