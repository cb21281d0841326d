"""The sample project: loaded once, and built once, for every test that reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import build, loading, matrix
from pipeline.build import Summary
from pipeline.project import Project

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ("content", "templates", "locales")


@pytest.fixture(scope="session")
def project() -> Project:
    """The sample project of this repository."""
    return loading.load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sample project that a test may break."""
    for name in CONTENT:
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """Every document of the sample, with what the build said of it."""
    output = tmp_path_factory.mktemp("build")
    return output, build.build(project, matrix.targets(project), output, jobs=1)
