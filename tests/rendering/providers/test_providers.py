from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import ROOT

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.providers import providers
from pipeline.rendering.render import Renderer

PACKAGE = ROOT / "pipeline/rendering/providers"


def test_a_provider_is_a_module_of_its_name() -> None:
    assert set(providers()) == {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}


def test_no_provider_is_without_a_kind_that_needs_it(project: Project) -> None:
    assert set(providers()) == {need for kind in project.kinds.values() for need in kind.needs}


@pytest.mark.long
def test_a_template_is_given_what_its_kind_needs_and_no_more(project: Project) -> None:
    renderer = Renderer(project)
    found = {target.kind: renderer.context(target) for target in targets.targets(project, review=True)}
    assert {name: set(context) & set(providers()) for name, context in found.items()} == {
        name: set(kind.needs) for name, kind in project.kinds.items()
    }


@pytest.mark.parametrize("path", sorted((ROOT / "pipeline").rglob("*.py")), ids=lambda path: path.name)
def test_nothing_asks_a_kind_by_its_name(project: Project, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(rf"kind (==|in) .*\b({'|'.join(project.kinds)})\b", text)
