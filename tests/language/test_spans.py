from __future__ import annotations

import pytest

from pipeline.language.spans import rules
from pipeline.model.language import Typography

N = "\u00a0"
HABITS = Typography(
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
    dash=f"{N}— ",
    after_number={"₽": f"{N}₽", "%": f"{N}%"},
    spaced_digit_groups=True,
    centuries=("в.", "вв."),
    ordinal_endings=("й", "е"),
    spans=("пн", "пт", "a.m."),
)


def typeset(text: str, habits: Typography = HABITS) -> str:
    for pattern, printed in rules(habits, ("марта", "апреля", "March"), f"{N}— ", ("рубл",)):
        text = pattern.sub(printed, text)
    return text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10 марта - 15 апреля", f"10 марта{N}— 15 апреля"),
        ("10 марта – 15 апреля", f"10 марта{N}— 15 апреля"),
        ("March 9-March 19", f"March 9{N}— March 19"),
        ("10 - 15 марта", "10–15 марта"),
        ("01.03-15.03", "01.03–15.03"),
        ("2-3-й день, 20-30-е", "2–3-й день, 20–30-е"),
        ("XIX-XX вв., XXI в.", f"XIX–XX{N}вв., XXI{N}в."),
        ("пн-пт, 9 a.m.-6", "пн–пт, 9 a.m.–6"),
        ("10x15, 10х15х20", "10×15, 10×15×20"),
        ("1000000 рублей, 25000 ₽", f"1{N}000{N}000 рублей, 25{N}000 ₽"),
    ],
)
def test_what_stands_between_two_things_in_an_order_is_a_dash(text: str, printed: str) -> None:
    assert typeset(text) == printed
    assert typeset(printed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "15 - 10 марта",
        "10.03-15.03",
        "3-2-й",
        "0x15",
        "a10x15",
        "код 1000000",
        "№1000000 рублей",
        "1234-5678",
        "пн-четверг",
    ],
)
def test_what_may_be_a_code_stays_as_it_is_typed(text: str) -> None:
    assert typeset(text) == text


def test_a_language_without_habits_of_its_own_has_spans_of_days_alone() -> None:
    bare = Typography(quotes=("«", "»"), inner_quotes=("„", "“"), dash="—")
    assert typeset("пн-пт 2-3-й XXI в. 1000000 ₽ 10 - 15 марта", bare) == "пн-пт 2-3-й XXI в. 1000000 ₽ 10–15 марта"
