from __future__ import annotations

import pytest

from pipeline.language.quotes import Quotation

RUSSIAN = Quotation("«»", "„“")
ENGLISH = Quotation("“”", "‘’")
BRITISH = Quotation("‘’", "“”")
GERMAN = Quotation("„“", "‚‘")


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


@pytest.mark.parametrize(
    ("text", "printed"), [('"a "b" c"', "„a ‚b‘ c“"), ('""»"1', "„‚‘“1"), ('„a ‚b‘ "c""', "„a ‚b‘ ‚c‘“")]
)
def test_german_quotes_close_with_what_opens_elsewhere(text: str, printed: str) -> None:
    assert GERMAN(text) == printed
    assert GERMAN(printed) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"a"', "‘a’"),
        ("'a'", "‘a’"),
        ("‘a “b” c’", "‘a “b” c’"),
        ('"a "b" c"', "‘a “b” c’"),
        ("'a 'b' c'", "‘a “b” c’"),
        ("“a ‘b’ c”", "‘a “b” c’"),
        ("‘a’ and “b”", "‘a’ and ‘b’"),
        ('"it\'s "b" c"', "‘it’s “b” c’"),
        ("‘the creators’ posts of “May”’", "‘the creators’ posts of “May”’"),
        ('"the creators\' posts of "May""', "‘the creators’ posts of “May”’"),
        ("‘two creators’ and “May”", "‘two creators’ and ‘May’"),
        ("creators' posts of the '90s", "creators’ posts of the ’90s"),
        ("'since 2027' and 6'2\" tall", "‘since 2027’ and 6'2\" tall"),
    ],
)
def test_british_quotes_are_single_with_double_ones_inside(text: str, printed: str) -> None:
    assert BRITISH(text) == printed
    assert BRITISH(printed) == printed


def test_many_owners_in_one_text_take_no_longer_than_a_text_of_their_length() -> None:
    text = '"' + 'the creators\' posts of "May" ' * 3000 + '"'
    assert BRITISH(BRITISH(text)) == BRITISH(text)


def test_a_mark_becomes_one_mark() -> None:
    text = '"a "b" - \'c\'"'
    assert len(ENGLISH(text)) == len(text)
