from __future__ import annotations

import pytest

from pipeline.base.scripts import script


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
