from __future__ import annotations

import pytest
from markupsafe import Markup

from pipeline.rendering.lines import by_sense, quotes_whole


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
        ("«Лифт едет минуту. Мне хватит»", "«Лифт едет минуту.<br/>Мне хватит»"),
        ("«Мама решила: я наконец выспалась»", "«Мама решила:<br/>я наконец выспалась»"),
        ("«Первое солнце — и сразу всё видно»", "«Первое солнце —<br/>и сразу всё видно»"),
        ("“I don’t believe in two-week results”", "“I don’t believe<br/>in two-week results”"),
        ("“Day 1 and day 14, same window”", "“Day 1 and day 14,<br/>same window”"),
        # What stands before its comma has no room on one line.
        ("“I’m reading the whole label, line by line”", "“I’m reading the whole<br/>label, line by line”"),
        ("“Nobody can keep extraordinarily longwinded-words-on-a-card”",) * 2,
        ("“One minute is enough”",) * 2,
    ],
)
def test_first_words_on_a_card_are_parted_by_sense(said: str, bound: str) -> None:
    assert by_sense(Markup(said)) == bound


def test_first_words_stand_on_one_line_where_a_card_is_wide() -> None:
    assert by_sense(Markup("„Das war heute früh. Und jetzt?“"), 2) == "„Das war heute früh. Und jetzt?“"
