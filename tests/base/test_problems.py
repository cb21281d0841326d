from __future__ import annotations

import pytest

from pipeline.base.problems import Problems, nearest, problem, suggestion


def test_a_problem_reads_path_line_column_message_hint() -> None:
    item = problem(
        "content/a.yaml",
        'no metric "{name}"',
        hint="did you mean {other}?",
        where="targets",
        line=3,
        column=7,
        name="cpx",
        other="cpa",
    )
    assert str(item) == 'content/a.yaml:3:7: targets: no metric "cpx" (did you mean cpa?)'


def test_a_problem_without_a_line_names_its_file_alone() -> None:
    assert str(problem("a.yaml", "is missing")) == "a.yaml: is missing"


def test_problems_are_sorted_by_place_and_each_once() -> None:
    items = [problem("b", "x"), problem("a", "y", line=10), problem("a", "z", line=2), problem("b", "x")]
    assert [str(item) for item in Problems(items).problems] == ["a:2: z", "a:10: y", "b: x"]


def test_a_hint_names_only_what_is_near() -> None:
    assert nearest("delivrables", ["deliverables", "fee"]) == "deliverables"
    assert nearest("zzz", ["deliverables", "fee"]) == ""


@pytest.mark.parametrize(
    ("word", "otherwise", "line"),
    [
        ("delivrables", "", 'a.yaml: no "delivrables" (did you mean "deliverables"?)'),
        ("delivrables", "any of these", 'a.yaml: no "delivrables" (did you mean "deliverables"?)'),
        ("zzz", "any of these", 'a.yaml: no "zzz" (any of these)'),
        ("zzz", "", 'a.yaml: no "zzz"'),
    ],
)
def test_a_problem_suggests_the_nearest_word_or_what_there_is(word: str, otherwise: str, line: str) -> None:
    said = suggestion(word, ["deliverables", "fee"], otherwise=otherwise)
    assert str(problem("a.yaml", 'no "{word}"', word=word, **said)) == line


def test_a_problem_is_told_in_another_language_with_the_same_values() -> None:
    words = {'no "{name}"': "нет «{name}»", "write {other}": "напишите {other}"}
    found = problem("a.yaml", 'no "{name}"', hint="write {other}", line=3, name="cpx", other="cpa")
    assert found.told(words.__getitem__) == "a.yaml:3: нет «cpx» (напишите cpa)"
