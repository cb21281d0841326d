"""A text of which only the edited part is read says what it says where it is read whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.checks.file_records import KeptFileRecords
from pipeline.reading import edited_parts, yaml_nodes, yaml_values
from pipeline.reading.yaml_values import Content

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").glob("*/*.yaml"))
EDITS = 20

TEXT = """\
# What there is
name: One
about: |
  A text
  of two lines

list:
  - id: a
    words: [x, y]
  - id: b   # the second
    note: "in quotes"
  # behind the second
  - plain
  - - inner
    - of it
  -
    below: 1
flow: {a: 1, b: [2, 3]}
wide: {
  a: 1,
  b: two,
}
map:
  one:
    of: x
    two: "a
      b"
  list:
  - at the
    key
"""


def whole(text: str) -> Content | None:
    try:
        return yaml_values.read(text, "a.yaml")
    except Problems:
        return None


def edited(before: str, text: str) -> Content | None:
    known = whole(before)
    assert known is not None
    return edited_parts.read(before, known, text, "a.yaml")


def typed(content: Content) -> list[object]:
    """All that is known of a text: of each value also its kind and how it was typed."""

    def of(value: object) -> object:
        match value:
            case dict():
                return [(key, of(inner)) for key, inner in value.items()]
            case list():
                return [of(inner) for inner in value]
        return type(value), value, getattr(value, "__dict__", None)

    return [of(content.data), content.values, content.keys]


def edits(text: str, seed: int) -> Iterator[str]:
    """The text with one line edited, each time another: a sign more or less, another indent, what YAML reads as more."""
    chance, lines = random.Random(seed), text.split("\n")
    for _ in range(EDITS):
        number = chance.randrange(len(lines))
        line = lines[number]
        at = chance.randrange(len(line) + 1)
        sign = chance.choice(
            ["x", " ", ":", ": ", "- ", "#", " #", '"', "'", "|", "[", "}", "&a", "*a", "!", "\\", "---"]
        )
        new = chance.choice([line[:at] + sign + line[at:], line[:at] + line[at + 1 :], "  " + line, line[1:], "", sign])
        yield "\n".join([*lines[:number], new, *lines[number + 1 :]])


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_in_part_is_what_the_whole_text_holds(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    for text in edits(before, FILES.index(name)):
        part, all_of_it = edited(before, text), whole(text)
        if part is not None:
            assert all_of_it is not None, text
            assert typed(part) == typed(all_of_it), text


def test_every_edit_of_one_sign_in_a_small_text() -> None:
    signs = ["", " ", "x", ":", "-", "#", '"', "'", "|", "[", "]", "{", "&", "*", "!", "%", "?", ",", "\t", "\\"]
    read = 0
    for at in range(len(TEXT)):
        for sign in signs:
            text = TEXT[:at] + sign + TEXT[at + 1 :]
            part, all_of_it = edited(TEXT, text), whole(text)
            if part is not None:
                read += 1
                assert all_of_it is not None, text
                assert typed(part) == typed(all_of_it), text
    assert read > 1500


def test_only_the_part_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    compose = yaml_nodes.compose
    known = whole(TEXT)
    assert known is not None
    monkeypatch.setattr(yaml_nodes, "compose", lambda text, name: seen.append(text.lstrip("\n")) or compose(text, name))
    part = edited_parts.read(TEXT, known, TEXT.replace("in quotes", "other words"), "a.yaml")
    assert part is not None
    assert part.data["list"][1] == {"id": "b", "note": "other words"}
    assert seen == ['    note: "other words"\n  # behind the second\n']


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("name: One\n", ""),
        TEXT.replace("name: One", "name: &one One"),
        TEXT.replace("name: One", "name: 1").replace("a: 1", "a: 2"),
        TEXT.replace("name: One", "other: One"),
        TEXT.replace("  - plain", "   - plain"),
        TEXT.replace("map:", "- "),
        TEXT.replace("  - plain", '  - "plain'),
        TEXT.replace("# What there is", "---"),
        TEXT,
    ],
)
def test_what_is_no_edit_of_one_part_is_read_whole(text: str) -> None:
    assert edited(TEXT, text) is None


def test_a_name_that_stands_for_a_value_elsewhere_has_the_text_read_whole() -> None:
    before = "one: &a\n  x: 1\ntwo: *a\n"
    assert edited(before, before.replace("1", "2")) is None


def test_files_that_are_read_again_say_what_is_new_and_where() -> None:
    records = KeptFileRecords()
    records.source(TEXT, "a.yaml")
    source = records.source(TEXT.replace("One", "Two"), "a.yaml")
    assert source.data["name"] == "Two"
    assert source.position(("list", 1, "note")) == (11, 11)
    with pytest.raises(Problems) as found:
        records.source(TEXT.replace("One", '"Two'), "a.yaml")
    assert [problem.path for problem in found.value.problems] == ["a.yaml"]
