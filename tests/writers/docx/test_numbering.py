from __future__ import annotations

from trees import THEME, Package, attributes, document, every, items, value

from pipeline.document.tree import List
from pipeline.writers.docx.numbering import Numbering
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.writer import write


def numbering() -> Numbering:
    return Numbering({"li": "ListBullet", "li.ordered": "ListNumber"})


def test_every_ordered_list_counts_from_one() -> None:
    package = Package(write(document(List(True, "", items("a", "b")), List(True, "", items("c"))), THEME))
    used = [value(number) for number in every(package.body, "w:numId")]
    assert used == ["3", "3", "4"]
    numbers = {value(number, "w:numId"): number for number in every(package.part("word/numbering.xml"), "w:num")}
    for number in ("3", "4"):
        assert [value(start) for start in every(numbers[number], "w:startOverride")] == ["1"]


def test_bullets_are_one_list_and_every_ordered_list_its_own() -> None:
    lists = numbering()
    kinds = [(False, 0), (True, 0), (False, 3), (True, 2)]
    assert [lists.start(ordered=ordered, level=level) for ordered, level in kinds] == [1, 3, 1, 4]
    numbers = every(lists.xml(), "w:num")
    assert [value(number, "w:numId") for number in numbers] == ["1", "2", "3", "4"]
    assert [attributes(number, "w:abstractNumId")["val"] for number in numbers] == ["1", "2", "2", "2"]
    restarts = [attributes(number, "w:lvlOverride").get("ilvl") for number in numbers]
    assert restarts == [None, None, "0", "2"]


def test_levels_are_indented_step_by_step_and_the_first_belongs_to_the_style() -> None:
    bullets, numbers = every(numbering().xml(), "w:abstractNum")
    for definition, style, texts, step in (
        # Bullets stand 9 points from their words, numbers 13.5; both in twentieths.
        (bullets, "ListBullet", ["•"] * 9, 180),
        (numbers, "ListNumber", [f"%{n}." for n in range(1, 10)], 270),
    ):
        levels = every(definition, "w:lvl")
        assert [value(level, "w:ilvl") for level in levels] == [str(level) for level in range(9)]
        assert [attributes(level, "w:lvlText")["val"] for level in levels] == texts
        assert [attributes(level, "w:ind") for level in levels[:3]] == [
            {"left": str(step * (number + 1)), "hanging": str(step)} for number in range(3)
        ]
        assert [value(owner) for owner in definition.iter(qualified("w:pStyle"))] == [style]
