from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.base.recent import RecentValues
from pipeline.reading import sources, yaml_values


def said(text: str) -> list[str]:
    with pytest.raises(Problems) as found:
        sources.parse(text, "f.yaml")
    return [str(item) for item in found.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("18:30", "18:30"),
        ("2027-03-09", "2027-03-09"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("-12", -12),
        ("4.5", Decimal("4.5")),
        ("1e3", Decimal("1e3")),
        (".inf", ".inf"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    data = sources.parse(f"key: {text}\n", "f.yaml").data["key"]
    assert (data, type(data)) == (value, type(value))


def test_every_key_and_value_knows_its_place() -> None:
    source = sources.parse("a:\n  - b: 1\n    c: two\n", "f.yaml")
    assert source.position(("a", 0, "c")) == (3, 8)
    assert source.position(("a", 0, "c"), key=True) == (3, 5)


def test_a_missing_place_is_told_at_the_key_above() -> None:
    assert sources.parse("a:\n  b: 1\n", "f.yaml").position(("a", "x")) == (1, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 'f.yaml:2:1: "a" appears twice (the first is on line 1)'),
        ("a:\n\tb: 1\n", "f.yaml:2:1: a tab in the indentation (indent with spaces)"),
        ("a: b: c\n", "f.yaml:1:5: a second colon on this line (put text that holds a colon in quotes)"),
        ("", "f.yaml:1:1: the file is empty"),
        ("a: \x01\n", "f.yaml:1:4: a control character, U+0001 (delete it)"),
        ("a: *x\n", 'f.yaml:1:4: there is no anchor "x" (to begin a text with an asterisk, put it in quotes)'),
        (
            "a: !!python/object:os.x y\n",
            'f.yaml:1:4: the tag "tag:yaml.org,2002:python/object:os.x" is not allowed (write the value alone, or put it in quotes)',
        ),
        ("? [a]\n: 1\n", "f.yaml:1:3: a key must be a word"),
    ],
)
def test_mistakes_in_yaml_are_named_where_they_are(text: str, line: str) -> None:
    assert said(text) == [line]


def test_nesting_is_bounded() -> None:
    assert "nested deeper than" in said("[" * 60 + "]" * 60)[0]
    assert "nested deeper than" in said("[" * 5000 + "]" * 5000)[0]


def test_aliases_that_multiply_are_bounded() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "more than 500000 values" in said("\n".join(rows))[0]


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(Problems) as found:
        sources.read(path, "f.yaml")
    assert [str(item) for item in found.value.problems] == ["f.yaml:2:4: not UTF-8 text (save the file as UTF-8)"]


def test_a_template_keeps_its_line_numbers_without_its_front_matter() -> None:
    head, body = sources.split_front_matter("---\na: 1\nb: 2\n---\n<p>\n")
    assert (head, body.split("\n").index("<p>") + 1) == ("a: 1\nb: 2", 5)


def test_what_a_file_holds_is_read_again_where_it_is_no_longer_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_recent", RecentValues(0))
    made = [sources.parse(f"a:\n  b: {index}\n", f"{index}.yaml") for index in range(3)]
    for _ in range(2):
        assert [source.data for source in made] == [{"a": {"b": index}} for index in range(3)]
        assert {source.position(("a", "b")) for source in made} == {(2, 6)}
    assert pickle.loads(pickle.dumps(made[0])).data == made[0].data


def test_a_file_that_says_what_it_said_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = sources.parse("a: [1, 2]  # seen before\n", "content/x.yaml")
    monkeypatch.setattr(yaml_values, "read", lambda content, name: pytest.fail(f"{name} is read again"))
    assert sources.parse("a: [1, 2]  # seen before\n", "content/x.yaml").data is first.data
    with pytest.raises(pytest.fail.Exception):
        sources.parse("a: [1, 2]  # seen before\n", "content/y.yaml")
