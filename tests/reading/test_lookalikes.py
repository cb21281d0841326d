from __future__ import annotations

import pytest

from pipeline.base.problems import Problems
from pipeline.reading import sources

BLANKS = "\u00a0\u1680\u2000\u2003\u2009\u200a\u202f\u205f\u3000"


def said(text: str) -> list[str]:
    with pytest.raises(Problems) as found:
        sources.parse(text, "f.yaml")
    return [str(item) for item in found.value.problems]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n{}{}b: 1\n", "2:1"),
        ("a:\n {}b: 1\n", "2:2"),
        ("a: 1\n{}\nb: 2\n", "2:1"),
        ("{}# one\na: 1\n", "1:1"),
        ("-{}one\n", "1:2"),
        ("a:\n  - one\n  -{}two\n", "3:4"),
        ("- -{}one\n", "1:4"),
        ("a:{}1\n", "1:3"),
        ("a:{}1\nb: 2\n", "1:3"),
        ("a:\n  b:{}1\n", "2:5"),
        ("a{}: 1\n", "1:2"),
        ("{{a: 1,{}b: 2}}\n", "1:7"),
        ("a: |\n  one\n  {}two\n", "3:3"),
    ],
)
def test_a_blank_that_is_no_space_is_named_where_yaml_needs_one(text: str, place: str, blank: str) -> None:
    [line] = said(text.format(blank, blank))
    assert line.startswith(f"f.yaml:{place}: whitespace that is not a plain space, U+{ord(blank):04X} ")
    assert line.endswith(" (type a space)")


@pytest.mark.parametrize("blank", "\u00a0\u2003\u2009\u202f\u3000")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: {}one\n", "one"),
        ("a: one{}\n", "one"),
        ("a: {}5\n", 5),
        ("a: one{}two\n", "one{}two"),
        ('a: "{}one"\n', "{}one"),
        ("a: One:{}two\n", "One:{}two"),
        ("a: |\n  one -{}two\n", "one -{}two\n"),
    ],
)
def test_inside_of_words_it_may_stand_and_around_them_it_is_none(text: str, value: object, blank: str) -> None:
    wanted = value.format(blank) if isinstance(value, str) else value
    assert sources.parse(text.format(blank), "f.yaml").data["a"] == wanted


@pytest.mark.parametrize("dash", "‐‑–—−•")
def test_a_dash_that_begins_no_list_is_named(dash: str) -> None:
    wanted = f'a list begins with a hyphen, not with "{dash}" (type "- ")'
    assert said(f"a:\n  {dash} b: 1\n    c: 2\n") == [f"f.yaml:2:3: {wanted}"]
    assert said(f"a:\n  - b\n  {dash} c: [\n") == [f"f.yaml:3:3: {wanted}"]


@pytest.mark.parametrize("colon", "：∶﹕ː")
def test_a_colon_that_ends_no_key_is_named(colon: str) -> None:
    wanted = f'a key ends with a colon, not with "{colon}" (type ": ")'
    assert said(f"a: 1\nb{colon} 2\nc: 3\n") == [f"f.yaml:2:2: {wanted}"]
    assert said(f"a:\n  b{colon}2\n") == [f"f.yaml:2:4: {wanted}"]
    assert sources.parse(f"a: Счёт{colon} 2\n", "f.yaml").data == {"a": f"Счёт{colon} 2"}
