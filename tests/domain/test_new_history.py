"""What final results add to a market's history, and what is kept apart."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

from samples import edit

from pipeline.checks import load
from pipeline.domain.new_history import new_history
from pipeline.reading.project import Project

NAME = "spring-glow"


def test_each_metric_that_was_counted_alike_has_a_new_entry(project: Project) -> None:
    made, kept = new_history(project, NAME)
    found = {(entry.market, entry.metric): (entry.period, entry.value, entry.posts) for entry in made}
    assert found["ru", "cpa"] == ("2027-Q1", Decimal("13.01"), 9)
    assert found["us", "cpa"] == ("2027-Q1", Decimal("41.96"), 10)
    assert found["ru", "er-views"][1] == Decimal("5.22")
    assert {(item.market, item.metric, item.obstacle) for item in kept} == {
        ("ru", "vtr", "not counted"),
        ("us", "vtr", "not counted"),
    }


def test_what_was_counted_unlike_is_kept_apart_even_if_that_is_stated(copy: Path) -> None:
    old = "counted: {window_days: 7, taxes: excluded, traffic: organic}"
    new = "counted: {window_days: 3, taxes: excluded, traffic: organic, difference: {en: three days, ru: три дня}}"
    edit(copy, "content/markets/ru.yaml", (old, new))
    _, kept = new_history(load.load(copy), NAME)
    assert ("cpa", "unlike", ("window_days",)) in [(item.metric, item.obstacle, item.aspects) for item in kept]


def test_nothing_is_added_before_the_count_is_final(copy: Path) -> None:
    # Nobody decides who goes on before that.
    shutil.rmtree(copy / "content/scorecards")
    path = copy / f"content/results/{NAME}.yaml"
    text = path.read_text(encoding="utf-8").replace("as_of: final", "as_of: interim")
    path.write_text(text[: text.index("# The count of April 2")], encoding="utf-8")
    assert new_history(load.load(copy), NAME) == ([], [])
