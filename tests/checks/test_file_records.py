from __future__ import annotations

from pathlib import Path

from samples import CREATOR, MARKET, edit, load

from pipeline.base.problems import Problem
from pipeline.checks.file_records import KeptFileRecords
from pipeline.checks.load import examine, read
from pipeline.reading.project import Project


def looked(folder: Path, kept: KeptFileRecords) -> tuple[Project, list[Problem]]:
    project, problems, rest = read(folder, records=kept)
    assert project is not None
    return project, problems + rest()


def test_a_file_that_is_as_it_was_gives_the_record_that_it_gave(minimal: Path) -> None:
    kept = KeptFileRecords()
    first, _ = looked(minimal, kept)
    second, problems = looked(minimal, kept)
    assert problems == []
    assert second.creators["ivan"] is first.creators["ivan"]
    assert second.campaigns["dawn"] is first.campaigns["dawn"]
    assert second == load(minimal)


def test_a_file_that_changed_is_read_again_and_no_other(minimal: Path) -> None:
    kept = KeptFileRecords()
    first, _ = looked(minimal, kept)
    edit(minimal, CREATOR, ("Иван Петров", "Иван Сидоров"))
    second, _ = looked(minimal, kept)
    assert second.creators["ivan"].name["ru"] == "Иван Сидоров"
    assert second.campaigns["dawn"] is first.campaigns["dawn"]


def test_what_is_wrong_is_said_each_time_as_if_all_was_read_anew(minimal: Path) -> None:
    kept = KeptFileRecords()
    looked(minimal, kept)
    edit(minimal, CREATOR, ("language: ru", "language: xx"))
    for _ in range(2):
        assert looked(minimal, kept)[1] == examine(minimal)[1] != []


def test_a_record_is_validated_again_where_another_file_decides_what_it_may_hold(minimal: Path) -> None:
    kept = KeptFileRecords()
    looked(minimal, kept)
    # The market declares no numbers any more: what the creator's file gives of them is an unknown field.
    market = minimal / MARKET
    text = market.read_text(encoding="utf-8")
    before, _, rest = text.partition("identifiers:")
    after = rest.split("\n", 1)[1].split("\n")
    while after and (after[0].startswith(" ") or not after[0]):
        after.pop(0)
    market.write_text(before + "\n".join(after), encoding="utf-8")
    found = looked(minimal, kept)[1]
    assert found == examine(minimal)[1] != []
