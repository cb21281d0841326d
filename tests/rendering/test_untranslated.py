from __future__ import annotations

from pathlib import Path

import pytest
from samples import CREATOR, edit

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.rendering.compose import Composer


def problems(folder: Path, pattern: str) -> list[str]:
    project = load.load(folder)
    [target] = targets.targets(project, pattern)
    with pytest.raises(Problems) as found:
        Composer(project).compose(target)
    return [str(item) for item in found.value.problems]


def test_every_text_that_a_document_prints_is_asked_for_in_its_language(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: de"))
    asked = problems(minimal, "dawn.brief.ivan.de.pdf")
    assert "content/campaigns/dawn.yaml:1:7: name: no text in de" in asked
    assert any(line.startswith("content/platforms.yaml:") and "unit: no text in de" in line for line in asked)
    assert len(asked) > 30
    # What only other documents print is not asked for.
    assert not any("working.prefers" in line or "in_words" in line for line in asked)


def test_other_documents_do_not_ask_for_it(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: de"))
    project = load.load(minimal)
    [target] = targets.targets(project, "dawn.master.ru.pdf")
    assert Composer(project).compose(target).language == "ru"


def test_a_text_that_is_written_is_not_asked_for(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: de"))
    path = minimal / "content/campaigns/dawn.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: {", "name: {de: Morgen, ", 1), encoding="utf-8")
    assert "content/campaigns/dawn.yaml:1:7: name: no text in de" not in problems(minimal, "dawn.brief.ivan.de.pdf")
