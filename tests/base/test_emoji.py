from __future__ import annotations

import pytest

from pipeline.base import emoji

RUNNER = "\U0001f3c3\U0001f3fd\u200d\u2640\ufe0f"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "sign",
    ["😀", "❤", "❤️", "❤︎", "👍🏽", RUNNER, "👩‍👩‍👧‍👦", "❤️‍🔥", "🇩🇪", ENGLAND, "1️⃣", "#️⃣", "*⃣", "☕", "©️", "↔️", "🙂‍↔️", "🫨"],
)
def test_a_sequence_is_one_sign(sign: str) -> None:
    assert emoji.SEQUENCE.findall(sign) == [sign]
    assert list(emoji.parts(f"a {sign} b")) == [("a ", False), (sign, True), (" b", False)]


@pytest.mark.parametrize("text", ["", "a 1 # *", "© ® ™ ↔ → №", "☐ да", "x\ufe0f", "漢", "½ ½ ✓"])
def test_letters_digits_and_marks_are_none(text: str) -> None:
    assert [is_emoji for _, is_emoji in emoji.parts(text)] == [False]
    assert emoji.masked(text) == text


def test_emoji_beside_each_other_are_one_piece() -> None:
    assert list(emoji.parts(f"🌿🇰🇿{RUNNER}!")) == [(f"🌿🇰🇿{RUNNER}", True), ("!", False)]
    assert emoji.SEQUENCE.findall(f"🇰🇿🇩🇪{RUNNER}") == ["🇰🇿", "🇩🇪", RUNNER]


def test_what_is_masked_keeps_its_place() -> None:
    assert emoji.masked(f"a{RUNNER}\u200db") == "axxxxx\u200db"
