from __future__ import annotations

import pytest

from pipeline.language.quotes import Quotation

RUSSIAN = Quotation("«»", "„“")
ENGLISH = Quotation("“”", "‘’")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"а"', "«а»"),
        ("“а” и ”б“", "«а» и «б»"),
        ('"а "б" в"', "«а „б“ в»"),
        ("«а «б» в»", "«а „б“ в»"),
        ('договор "ООО "Ромашка""', "договор «ООО „Ромашка“»"),
        ('("а") — "б", "в"', "(«а») — «б», «в»"),
        ('экран 6,1"', 'экран 6,1"'),
        ("д'Артаньян", "д’Артаньян"),
        ('"а" https://a.example/"', "«а» https://a.example/»"),
    ],
)
def test_russian_quotes_are_angles_with_low_ones_inside(text: str, printed: str) -> None:
    assert RUSSIAN(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"a"', "“a”"),
        ("«a»", "“a”"),
        ('"a "b" c"', "“a ‘b’ c”"),
        ("“a “b” c”", "“a ‘b’ c”"),
        ("\"It's 'x'\"", "“It’s ‘x’”"),
        ("creators' posts of the '90s", "creators’ posts of the ’90s"),
        ("6'2\" tall", "6'2\" tall"),
    ],
)
def test_english_quotes_are_curly_with_single_ones_inside(text: str, printed: str) -> None:
    assert ENGLISH(text) == printed


def test_a_mark_becomes_one_mark() -> None:
    text = '"a "b" - \'c\'"'
    assert len(ENGLISH(text)) == len(text)
