from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.base.problems import Problems
from pipeline.reading import sources
from pipeline.reading.edited import added, edited

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = ROOT / "content/campaigns/spring-glow.yaml"


def changed(text: str, **values: Any) -> str:
    """A text of fields after some of them were given other values; None removes a field."""
    source = sources.parse(text, "f.yaml")
    wanted = {**source.data, **values}
    return edited(source, {name: value for name, value in wanted.items() if value is not None})


@pytest.mark.parametrize(
    ("text", "values", "after"),
    [
        ("a: 1  # one\nb: 2\n", {"a": 3}, "a: 3  # one\nb: 2\n"),
        ("a: old\n\n# below\nb: 2\n", {"a": "new text"}, 'a: "new text"\n\n# below\nb: 2\n'),
        ("a: {x: 1,  y: 2}  # c\n", {"a": {"x": 1, "y": 5}}, "a: {x: 1,  y: 5}  # c\n"),
        ("a: {x: 1,  y: 2}\n", {"a": {"x": 1}}, "a: {x: 1}\n"),
        ("a: {x: 1,  y: 2}\n", {"a": {"y": 2}}, "a: {y: 2}\n"),
        ("a: {x: 1}\n", {"a": {"x": 1, "z": "no"}}, 'a: {x: 1, z: "no"}\n'),
        ("a: [1, 2, 3] # c\n", {"a": [1, 4]}, "a: [1, 4] # c\n"),
        ("a: [1]\n", {"a": [1, 2, 3]}, "a: [1, 2, 3]\n"),
        ("a:\n  - 1  # one\n  - 2\nb: 3\n", {"a": [1]}, "a:\n  - 1  # one\nb: 3\n"),
        ("a:\n  - 1\nb: 3", {"a": [1, {"x": [1]}]}, "a:\n  - 1\n  - x: [1]\nb: 3"),
        ("a: {}\n", {"a": {"x": {"z": 1}}}, "a:\n  x: {z: 1}\n"),
        ("a:\nb: 1\n", {"a": 5}, "a: 5\nb: 1\n"),
        ("a: 1\n# end\n", {"b": "2027-03-09"}, "a: 1\nb: 2027-03-09\n# end\n"),
        ("a:\n  x: 1\n  # of a\n# of b\nb: 1", {"a": {"x": 1, "z": 2}}, "a:\n  x: 1\n  z: 2\n  # of a\n# of b\nb: 1"),
        ("a:\n  x: 1\n  # of a\nb: 1", {"c": True}, "a:\n  x: 1\n  # of a\nb: 1\nc: true"),
        ("a: >\n  some\n  text\n\nb: 1\n", {"a": "short"}, "a: short\n\nb: 1\n"),
        ("a: >\n  some\n  text\n\nb: 1\n", {"a": None}, "b: 1\n"),
        ("- a", {}, "- a"),
        ("a: 1\nb: 2\nc: 3\n", {"b": None}, "a: 1\nc: 3\n"),
        ("a: {x: 1}\n", {"a": 1}, "a: 1\n"),
        ("a:\n  x: 1\n  y: 2 # c\nb: 1\n", {"a": [Decimal("1.50")]}, "a: [1.50] # c\nb: 1\n"),
        ("a: 1\n\nb: 2\n", {"c_d": 3}, "a: 1\n\nb: 2\n\nc_d: 3\n"),
        ("a: 1\n", {"a": True}, "a: true\n"),
        ("а: «да»\nb: 1\n", {"b": "день"}, 'а: «да»\nb: "день"\n'),
        ('a: "=1"\n', {"a": 'say "x"\\'}, 'a: "say \\"x\\"\\\\"\n'),
        ("a: &n {x: 1}\nb: 1\n", {"b": 2}, "a: &n {x: 1}\nb: 2\n"),
    ],
)
def test_only_what_changes_is_written(text: str, values: dict[str, Any], after: str) -> None:
    if text.startswith("- "):
        assert edited(sources.parse(text, "f.yaml"), ["a"]) == after
    else:
        assert changed(text, **values) == after


def test_an_alias_is_left_alone_and_its_change_refused() -> None:
    text = "a: &n {x: 1}\nb: *n\n"
    assert changed(text, c=1) == "a: &n {x: 1}\nb: *n\nc: 1\n"
    with pytest.raises(Problems) as found:
        changed(text, b={"x": 2})
    assert str(found.value.problems[0]) == (
        "f.yaml: its values cannot be changed one by one (write out what stands as an alias (*name))"
    )


def test_nothing_changes_where_values_are_the_same() -> None:
    text = CAMPAIGN.read_text(encoding="utf-8")
    source = sources.parse(text, "f.yaml")
    assert edited(source, copy.deepcopy(source.data)) == text


def test_each_value_of_the_sample_can_change_alone() -> None:
    text = CAMPAIGN.read_text(encoding="utf-8")
    data = sources.parse(text, "f.yaml").data["partnerships"]["anna-ivanova"]
    lines = text.split("\n")
    head = next(index for index, line in enumerate(lines) if line == "  anna-ivanova:")
    end = next(index for index in range(head + 1, len(lines)) if not lines[index].startswith("   "))
    part = "\n".join(lines[head + 1 : end]) + "\n"
    for place in leaves(data):
        wanted = copy.deepcopy(data)
        *outer, last = place
        holder = wanted
        for step in outer:
            holder = holder[step]
        holder[last] = "other"
        source = sources.parse(part, "f.yaml")
        after = edited(source, wanted).split("\n")
        assert sum(one != other for one, other in zip(part.split("\n"), after, strict=True)) == 1
        del holder[last]
        assert sources.parse(edited(source, wanted), "f.yaml").data == wanted


def leaves(value: Any) -> list[tuple[Any, ...]]:
    """The places of all values that hold no others."""
    if isinstance(value, dict):
        return [(name, *place) for name, part in value.items() for place in leaves(part)]
    if isinstance(value, list):
        return [(index, *place) for index, part in enumerate(value) for place in leaves(part)]
    return [()]


def test_a_new_partnership_looks_as_one_that_was_typed() -> None:
    text = CAMPAIGN.read_text(encoding="utf-8")
    source = sources.parse(text, "f.yaml")
    wanted = copy.deepcopy(source.data)
    wanted["partnerships"]["nina"] = {
        "number": "030",
        "creator": "nina",
        "fee": {"amount": 100, "currency": "RUB", "taxes": {"en": "x", "ru": "y"}},
        "deliverables": [{"platform": "vk", "publish": [{"date": "2027-03-09", "time": "12:00"}]}],
    }
    after = edited(source, wanted)
    assert (
        after.removeprefix(text.rstrip("\n"))
        == """

  nina:
    number: "030"
    creator: nina
    fee:
      amount: 100
      currency: RUB
      taxes: {en: x, ru: "y"}
    deliverables:
      - platform: vk
        publish:
          - {date: 2027-03-09, time: "12:00"}
"""
        + text[len(text.rstrip("\n")) + 1 :]
    )


def test_lines_that_a_text_has_gained_have_their_numbers() -> None:
    assert list(added("a\nb\n", "a\nc\nb\nb\n")) == [(2, "c"), (4, "b")]
    assert list(added("a\n", "a\n")) == []
