from __future__ import annotations

import pytest
from markupsafe import Markup

from pipeline.rendering.lines import paired, quotes_whole


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("No “FDA approved,” please", "No “FDA\u00a0approved,” please"),
        ("Слова «одобрено FDA» и «да»", "Слова «одобрено\u00a0FDA» и «да»"),
        ("Nie „sehr gut“ sagen", "Nie „sehr\u00a0gut“ sagen"),
        ("“A whole sentence that nobody can keep on a line”", "“A whole sentence that nobody can keep on a line”"),
        ("not quoted", "not quoted"),
    ],
)
def test_a_line_does_not_part_a_short_phrase_in_quotation_marks(said: str, bound: str) -> None:
    assert quotes_whole(Markup(said)) == bound


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("«Лифт едет минуту. Мне хватит»", "«Лифт едет минуту. Мне\u00a0хватит»"),
        ("“Nobody can keep extraordinarily long-winded”", "“Nobody can keep extraordinarily long-winded”"),
        ("“Now”", "“Now”"),
    ],
)
def test_the_last_word_of_a_card_stands_on_no_line_alone(said: str, bound: str) -> None:
    assert paired(Markup(said)) == bound
