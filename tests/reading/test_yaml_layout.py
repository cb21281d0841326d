"""What YAML 1.2 says of a text where libyaml says otherwise, or nothing.

The cases are our own; the names in brackets are those of the public YAML test suite whose rule each is made from.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.base.problems import Problems
from pipeline.reading import sources

NO_SPACE = 'no space before "#" (put a space before a comment, or put the text in quotes)'
NOT_THIS = "a value cannot start with this character (put the value in quotes)"
QUESTION = "a value cannot start with a question mark (put the value in quotes)"
TAB = "a tab in the indentation (indent with spaces)"
EMPTY_LINE = "an empty line of this text block is indented deeper than its first line (remove its spaces)"
COMMENT = (
    'everything after "#" is a comment, not part of the value'
    ' (put the whole text in quotes; before a comment, type two spaces and "# ")'
)


def deeper(line: int) -> str:
    return f"this line belongs to the value that begins on line {line} (indent it deeper than that line)"


INVALID = {
    # Brackets and quotes stand deeper than the key of their value: 9C9N, QB6E, DK95/01, Y79Y/003.
    "key: [one,\ntwo]\n": ("2:1", deeper(1)),
    "key: {one: 1,\ntwo: 2}\n": ("2:1", deeper(1)),
    "- [one,\ntwo]\n": ("2:1", deeper(1)),
    "a:\n  b: [one,\n  two]\n": ("3:3", deeper(2)),
    "a:\n  b:\n    [one,\n  two]\n": ("4:3", deeper(3)),
    "a: &x\n  ? b\n  : [one,\n  two]\n": ("4:3", deeper(3)),
    "- - [one,\n  two]\n": ("2:3", deeper(1)),
    'key: "one\ntwo"\n': ("2:1", deeper(1)),
    "key: 'one\n\n\ntwo'\n": ("4:1", deeper(1)),
    'key: ["one\n# two"]\n': ("2:1", deeper(1)),
    'key: ["one\n]"]\n': ("2:1", deeper(1)),
    'key: "one\n\ttwo"\n': ("2:1", TAB),
    "key: [\n\tone]\n": ("2:1", TAB),
    "- {\n\tone: 1}\n": ("2:1", TAB),
    "key:\n|\n  one\n": ("2:1", deeper(1)),
    "key: &x\n>-\n  one\n": ("2:1", deeper(1)),
    "key:\n|": ("2:1", deeper(1)),
    # A comment is set off by a space: 9JBA, CVW2, SU5Z, X4QW, MUS6/00.
    "[one, two]#three\n": ("1:11", NO_SPACE),
    "{one: 1}#two\n": ("1:9", NO_SPACE),
    "[one,#two\n]\n": ("1:6", NO_SPACE),
    "[#one\n]\n": ("1:2", NO_SPACE),
    'key: "one"#two\n': ("1:11", NO_SPACE),
    "key: 'one'#two\n": ("1:11", NO_SPACE),
    "key: |#one\n  two\n": ("1:7", NO_SPACE),
    "key: >2#one\n  two\n": ("1:8", NO_SPACE),
    "%YAML 1.2#one\n---\nkey: 1\n": ("1:10", NO_SPACE),
    # Signs that no value inside of brackets begins with: G5U8, YJV2, 652Z, HM87/01.
    "[-]\n": ("1:2", NOT_THIS),
    "- [one, -, two]\n": ("1:9", NOT_THIS),
    "{one: -}\n": ("1:7", NOT_THIS),
    "[?one]\n": ("1:2", QUESTION),
    "{?one: 1}\n": ("1:2", QUESTION),
    '[?"one"]\n': ("1:2", QUESTION),
    "[?[one]]\n": ("1:2", QUESTION),
    # The first line with words says how deep a text block stands: S98Z.
    "key: >\n   \n # one\n": ("2:1", EMPTY_LINE),
    "key: |\n\n    \n  \n  # one\n": ("3:1", EMPTY_LINE),
    # A name ends at a space: Y2GN.
    "key: &one:two three\n": ("1:6", 'no space after the name "&one" (put the value in quotes)'),
    "a: &x 1\nb: {*x: 2}\n": ("2:5", 'no space after the name "*x" (put the value in quotes)'),
}

VALID: dict[str, Any] = {
    # Wherever a bracket is closed, nobody is misled.
    "key: [\n  one,\n  two,\n]\n": {"key": ["one", "two"]},
    "key: {\n  one: [\n  two]\n}\n": {"key": {"one": ["two"]}},
    "key: [one,\n# two\n  three]\n": {"key": ["one", "three"]},
    "[one,\ntwo]\n": ["one", "two"],
    '"one\ntwo"\n': "one two",
    "key: &x\n  ? b\n  : [one,\n   two]\n": {"key": {"b": ["one", "two"]}},
    'key: "one\n\n  two"\n': {"key": "one\ntwo"},
    'key: "one\n  \ttwo"\n': {"key": "one two"},
    "- one#two\n- [three#four]\n": ["one#two", ["three#four"]],
    "key: '#one'  #two\n": {"key": "#one"},
    "# one#two\nkey: 1 # three#four\n": {"key": 1},
    "key: |  # one#two\n  three#four\n": {"key": "three#four\n"},
    'key: "one\n  two#three"\n': {"key": "one two#three"},
    "[-1, -one, --, one?]\n": [-1, "-one", "--", "one?"],
    "? one\n: ?two\n": {"one": "?two"},
    "[-one: two]\n": [{"-one": "two"}],
    "[? one : two]\n": [{"one": "two"}],
    "key: >\n \n  \n  # one\n": {"key": "\n\n# one\n"},
    "key: |2\n    \n  one\n": {"key": "  \none\n"},
    "key: &one two\nother: [*one, *one]\n": {"key": "two", "other": ["two", "two"]},
    # Blanks at the end of a file are lines of a text block: JEF9/02, L24T/01.
    "key: |+\n   ": {"key": "\n"},
    "key: |\n  one\n   ": {"key": "one\n \n"},
    "key: |\n  one": {"key": "one"},
}


@pytest.mark.parametrize(("text", "place", "message"), [(text, *said) for text, said in INVALID.items()])
def test_what_yaml_forbids_is_refused_where_it_stands(text: str, place: str, message: str) -> None:
    with pytest.raises(Problems) as found:
        sources.parse(text, "f.yaml")
    assert [str(item) for item in found.value.problems] == [f"f.yaml:{place}: {message}"]


@pytest.mark.parametrize(("text", "value"), list(VALID.items()))
def test_what_yaml_allows_is_read_as_it_says(text: str, value: object) -> None:
    assert sources.parse(text, "f.yaml").data == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("key: one #two\n", "1:10"),
        ("key: one  #two\n", "1:11"),
        ("key: one two # three\n", "1:14"),
        ("key: one two\n  three #four\n", "2:9"),
        ("key: one\n  #two\n", "2:3"),
        ("key: one two\n  # three\n", "2:3"),
        ("key: #one\n", "1:6"),
        ("- #one\n- two\n", "1:3"),
        ("- one #two\n", "1:7"),
        ("key: |\n    one\n  #two\n", "3:3"),
        ("key: >\n    one\n  # two\n", "3:3"),
        ("[one #two\n]\n", "1:6"),
        ("{one: two #three\n, four: 5}\n", "1:11"),
        ("[one #two]\n", "1:6"),
        ("[#one, two]\n", "1:2"),
        ("key: one #two\n  three\n", "1:10"),
    ],
)
def test_words_that_a_number_sign_makes_a_comment_are_named(text: str, place: str) -> None:
    with pytest.raises(Problems) as found:
        sources.parse(text, "f.yaml")
    assert str(found.value.problems[0]).startswith(f"f.yaml:{place}: ")
    assert str(found.value.problems[0]).endswith((COMMENT, NO_SPACE))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("key: one  # two\n", "one"),
        ("key: one two  # three\n", "one two"),
        ("key: one two\t# three\n", "one two"),
        ("key: one two  # three\n             # four\n", "one two"),
        ("key: one # two\n", "one"),
        ("key: one\n# two\n", "one"),
        ("key: one\n#two: three\n", "one"),
        ("key: |\n  one\n# two\n", "one\n"),
        ("key: # one\n  two\n", "two"),
        ("key:\n  #one\n  two\n", "two"),
        ("key: 'one' #two\n", "one"),
        ("key: 5 #two\n", 5),
        ("key: true #two\n", True),
        ("key: one #\n", "one"),
        ("key: one ## two\n", "one"),
    ],
)
def test_what_is_surely_a_comment_is_one(text: str, value: object) -> None:
    assert sources.parse(text, "f.yaml").data["key"] == value


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("key: &Other Stories\n", "1:6", "Other"),
        ("key: &one\n", "1:6", "one"),
        ("- &one two\n", "1:3", "one"),
        ("{key: &one two}\n", "1:7", "one"),
        ("&one key: 2\n", "1:1", "one"),
    ],
)
def test_a_word_that_yaml_takes_for_a_name_is_told_where_nothing_speaks_of_it(text: str, place: str, name: str) -> None:
    with pytest.raises(Problems) as found:
        sources.parse(text, "f.yaml")
    wanted = f'"&{name}" is read as a name, not as part of the value (put the whole text in quotes)'
    assert [str(item) for item in found.value.problems] == [f"f.yaml:{place}: {wanted}"]


@pytest.mark.parametrize(
    "text", ["key: &one [two]\n", "key: &one\n  two: 3\n", "key: &one 'two'\n", "a: &one two\nb: *one\n"]
)
def test_a_name_that_hides_no_word_may_stand(text: str) -> None:
    assert sources.parse(text, "f.yaml").data


TOKENS = ["a", "b c", " ", "  ", "\n", "\n  ", "\t", "#", " #", "-", "- ", ":", ": ", "?", "? ", "[", "]", "{", "}", ",", "&a ", "*a",
          "|", ">-", "'", '"', "\\", "1", "---\n", "%", "\u00a0", "–", "й", "\u0306"]  # fmt: skip


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """One of the texts above, with other signs in some places."""
    text = draw(st.sampled_from([*INVALID, *VALID]))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(TOKENS)) + text[place + draw(st.integers(0, 1)) :]
    return text


@pytest.mark.long
@settings(max_examples=1500)
@given(disturbed())
def test_any_text_is_read_or_refused_within_its_lines(text: str) -> None:
    try:
        sources.parse(text, "f.yaml")
    except Problems as found:
        rows = text.split("\n")
        for item in found.problems:
            assert 1 <= item.line <= len(rows)
            assert 1 <= item.column <= len(rows[item.line - 1]) + 1
