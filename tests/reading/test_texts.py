from __future__ import annotations

from pathlib import Path

from pipeline.checks import load
from pipeline.model.platform import CountedPhrase
from pipeline.reading.texts import placed


def test_every_text_has_its_file_and_place(minimal: Path) -> None:
    project = load.load(minimal)
    found = {(path, place): text for path, place, text in placed(project)}
    assert found["content/campaigns/dawn.yaml", ("name",)] == project.campaigns["dawn"].name
    assert found["content/campaigns/dawn.yaml", ("messages", "must", 0)] == project.campaigns["dawn"].messages.must[0]
    assert {path for path, _ in found} >= {
        "content/organisation.yaml",
        "content/markets/ru.yaml",
        "content/creators/ivan.yaml",
    }
    assert any(isinstance(text, CountedPhrase) for text in found.values())
