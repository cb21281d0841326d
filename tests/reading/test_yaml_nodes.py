from __future__ import annotations

import pytest

from pipeline.base.problems import Problems
from pipeline.base.typed_text import TypedLine
from pipeline.reading.yaml_nodes import Collection, Scalar, compose


def said(text: str) -> list[str]:
    with pytest.raises(Problems) as found:
        compose(text, "f.yaml")
    return [str(item) for item in found.value.problems]


def test_nodes_know_their_place_and_whether_they_were_quoted() -> None:
    assert compose("a: [1, '2']\n", "f.yaml") == Collection(
        True,
        (
            Scalar("a", False, (1, 1), column=0),
            Collection(
                False, (Scalar("1", False, (1, 5), column=None), Scalar("2", True, (1, 8), column=None)), (1, 4)
            ),
        ),
        (1, 1),
    )


def test_a_value_knows_its_lines_and_the_comment_behind_it() -> None:
    node = compose("a: one\n  two # three\n", "f.yaml")
    assert isinstance(node, Collection)
    value = node.items[1]
    assert isinstance(value, Scalar)
    assert value.lines == (TypedLine(1, 4, "one"), TypedLine(2, 3, "two"))
    assert value.comment is not None
    assert (value.comment.at, value.comment.glued, value.comment.apart) == ((2, 7), False, False)


def test_an_alias_is_what_was_anchored() -> None:
    node = compose("a: &x [1]\nb: *x\n", "f.yaml")
    assert isinstance(node, Collection)
    assert node.items[1] is node.items[3]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 'f.yaml:2:2: the list opened on line 1 is not closed (write "]")'),
        ("a: {b: 1\n", 'f.yaml:1:9: the braces opened on line 1 are not closed (write "}")'),
        ("a: @x\n", "f.yaml:1:4: a value cannot start with this character (put the value in quotes)"),
        ("a: - b\n", "f.yaml:1:4: a list cannot start on this line (begin it on the next line)"),
        (
            "---\na: 1\n---\nb: 2\n",
            "f.yaml:3:1: a second document begins (one file holds one document; remove the line ---)",
        ),
        ("a: &x [*x]\n", 'f.yaml:1:8: there is no anchor "x" (to begin a text with an asterisk, put it in quotes)'),
        ("", "f.yaml:1:1: the file is empty"),
        ("# only a comment\n", "f.yaml:1:1: the file is empty"),
    ],
)
def test_what_is_not_yaml_is_told_in_the_words_of_someone_who_types_it(text: str, line: str) -> None:
    assert said(text) == [line]


def test_nesting_is_bounded_before_it_costs_anything() -> None:
    assert "nested deeper than 40 levels" in said("[" * 500_000)[0]
