from __future__ import annotations

import pytest

from pipeline.base.scripts import alphabet, script


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "Latn"),
        ("ru", "Cyrl"),
        ("kk", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("pt_BR", "Latn"),
        ("zh_Hans", "Hans"),
        ("", ""),
    ],
)
def test_a_language_is_written_in_the_script_that_cldr_says(tag: str, written: str) -> None:
    assert script(tag) == written


def test_a_letter_is_of_the_alphabet_that_its_name_says() -> None:
    assert [alphabet(letter) for letter in "aЖé\u0007"] == ["LATIN", "CYRILLIC", "LATIN", ""]
