from __future__ import annotations

import inspect

from pipeline.checks.consistency import table
from pipeline.reading.project import Project


def test_each_check_stands_once_and_says_whether_and_why_it_refuses() -> None:
    assert len({*table.REFUSED, *table.LOOKED_AT}) == len(table.REFUSED) + len(table.LOOKED_AT)
    assert [find.__name__ for find in table.REFUSED if not (inspect.getdoc(find) or "").startswith("A problem")] == []
    assert [find.__name__ for find in table.LOOKED_AT if not (inspect.getdoc(find) or "").startswith("A warning")] == []


def test_the_sample_contradicts_itself_nowhere(project: Project) -> None:
    assert [*table.problems(project), *table.warnings(project)] == []
