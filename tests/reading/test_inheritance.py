from __future__ import annotations

from pipeline.reading import sources
from pipeline.reading.inheritance import InheritingSource

BASE = sources.parse("name: A\nday: {long: d. MMMM, short: d.M.}\nsigns: [a, b]\n", "base.yaml")


def over(text: str) -> InheritingSource:
    own = sources.parse(text, "own.yaml")
    return InheritingSource(own.path, own.raw, BASE, frozenset({"name"}))


def test_mappings_are_merged_and_lists_are_replaced() -> None:
    assert over("day: {short: d/M}\nsigns: [c]\n").data == {"day": {"long": "d. MMMM", "short": "d/M"}, "signs": ["c"]}


def test_what_is_its_own_is_not_inherited() -> None:
    assert "name" not in over("signs: [c]\n").data
    assert over("name: B\n").data["name"] == "B"


def test_a_problem_stands_in_its_own_file() -> None:
    source = over("day:\n  short: x\n")
    assert str(source.problem(("day", "short"), "wrong")) == "own.yaml:2:10: day.short: wrong"
    assert str(source.problem(("day", "long"), "wrong")).startswith("own.yaml:1:1: day.long: wrong")
