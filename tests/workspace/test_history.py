"""New entries of history stand behind the others, and nothing else is touched."""

from __future__ import annotations

import pytest

from pipeline.domain.new_history import new_history
from pipeline.reading.project import Project
from pipeline.workspace.history import with_entries

pytestmark = pytest.mark.long

RUSSIA = "content/markets/ru.yaml"


def test_only_lines_are_added(project: Project) -> None:
    made, _ = new_history(project, "spring-glow")
    texts = with_entries(project, made)
    assert sorted(texts) == [RUSSIA, "content/markets/us.yaml"]
    before = (project.folder / RUSSIA).read_text(encoding="utf-8").splitlines()
    after = texts[RUSSIA].splitlines()
    new = [line for line in after if line not in before]
    assert len(after) == len(before) + len(new) == len(before) + sum(entry.market == "ru" for entry in made)
    assert '      - {period: "2027-Q1", value: 13.01, posts: 9, campaign: spring-glow}' in new
    assert [line for line in after if line not in new] == before
