from __future__ import annotations

import pytest

from pipeline.base.selectors import in_languages, selects

ID = "dawn.brief.ivan.pt-br.pdf"


@pytest.mark.parametrize("pattern", [ID, "*", "dawn", "dawn.brief", "d?wn", "dawn.brief.ivan", "*.ivan.*", "*.pdf"])
def test_a_pattern_means_an_id_or_the_first_parts_of_it(pattern: str) -> None:
    assert selects(pattern, ID)


@pytest.mark.parametrize("pattern", ["", "daw", "awn", "brief", "dawn.bri", "*.docx", "DAWN"])
def test_a_part_of_a_word_means_nothing(pattern: str) -> None:
    assert not selects(pattern, ID)


def test_a_language_is_known_by_its_tag_however_it_is_written() -> None:
    assert in_languages(ID, ("pt-BR",))
    assert in_languages(ID, ())
    assert not in_languages(ID, ("en", "ru"))
