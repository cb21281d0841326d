from __future__ import annotations

import pytest

from pipeline.base import characters
from pipeline.base.problems import Problems


def named(text: str) -> list[str]:
    return [str(item) for item in characters.unwanted(text, "f.yaml")]


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("\x07", "a control character, U+0007"),
        ("\x85", "a control character, U+0085"),
        ("\u200b", "an invisible character, U+200B ZERO WIDTH SPACE"),
        ("\u00ad", "an invisible character, U+00AD SOFT HYPHEN"),
        ("\ufeff", "an invisible character, U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u202e", "a character that changes the direction of text, U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2067", "a character that changes the direction of text, U+2067 RIGHT-TO-LEFT ISOLATE"),
        ("\ud800", "not a character of any script, U+D800"),
        ("\ue000", "not a character of any script, U+E000"),
        ("\ufffe", "not a character of any script, U+FFFE"),
    ],
)
def test_a_sign_nobody_sees_is_named_where_it_is(sign: str, said: str) -> None:
    assert named(f"one\nтри{sign}x") == [f"f.yaml:2:4: {said} (delete it)"]


@pytest.mark.parametrize("text", ["a\tb\n", "\u00a0\u202f\u2009", "“”«»„—–−№₽☐", "ёЁ қғ ção", "😀"])
def test_what_people_write_is_left_alone(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("sign", ["👩‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"])
def test_what_shapes_an_emoji_is_wanted_there_alone(sign: str) -> None:
    assert named(f"a {sign} b") == []
    assert named(f"{sign}\u200db\U000e0067") == [
        f"f.yaml:1:{len(sign) + 1}: an invisible character, U+200D ZERO WIDTH JOINER (delete it)",
        f"f.yaml:1:{len(sign) + 3}: an invisible character, U+E0067 TAG LATIN SMALL LETTER G (delete it)",
    ]


def test_every_one_is_named() -> None:
    assert len(named("a\u200bb\u200bc\u202e")) == 3


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("да".encode("utf-16"), "f.yaml:1:1: UTF-16 text"),
        ("да".encode("utf-32"), "f.yaml:1:1: UTF-32 text"),
        ("да".encode("utf-8-sig"), "f.yaml:1:1: a byte order mark at the start of the file"),
        ("a: 1\nb: да".encode("cp1251"), "f.yaml:2:4: not UTF-8 text"),
    ],
)
def test_other_encodings_are_named(raw: bytes, said: str) -> None:
    with pytest.raises(Problems) as found:
        characters.decoded(raw, "f.yaml")
    assert [str(item).partition(" (")[0] for item in found.value.problems] == [said]


def test_line_ends_of_any_system_are_one() -> None:
    assert characters.decoded(b"a\r\nb\rc\n", "f.yaml") == "a\nb\nc\n"
