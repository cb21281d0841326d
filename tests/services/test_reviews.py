"""History is written once."""

from __future__ import annotations

from pathlib import Path

from pipeline.checks import load
from pipeline.services import reviews


def test_what_was_written_stands_there_already(copy: Path) -> None:
    project = load.load(copy)
    made, _ = reviews.history(project, "spring-glow")
    assert reviews.write_history(project, made) == ["content/markets/ru.yaml", "content/markets/us.yaml"]
    again, kept = reviews.history(load.load(copy), "spring-glow")
    assert again == []
    assert {item.obstacle for item in kept} == {"there", "not counted"}
