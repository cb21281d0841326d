"""The sample project: loaded once, and built once, for every test that reads it."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from samples import CAMPAIGN, archived, content, edit, smallest

from pipeline.base import locks, program
from pipeline.build import inputs, run
from pipeline.build.summary import Summary
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading.project import Project

ROOT = Path(__file__).resolve().parent.parent
ASK = ("Two posts about", "Three posts about")
CONTENT = ("content", "templates", "locales")

# Nothing depends on how fast the machine is or on which examples are drawn today.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def project() -> Project:
    """The sample project of this repository."""
    return load.load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sample project that a test may break."""
    for name in CONTENT:
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A copy of the smallest project: one market, one metric, one creator, one campaign."""
    folder = tmp_path / "minimal"
    shutil.copytree(ROOT / "tests/minimal/content", folder / "content")
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the program's own files, which a test may change as a later version would."""
    folder = tmp_path / "program"
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    monkeypatch.setattr(program, "assets", lambda: folder)
    return folder


@pytest.fixture
def only_briefs(tmp_path: Path) -> Path:
    """A copy of the smallest project with its briefs as the only documents, so that they can be counted."""
    return smallest(tmp_path / "minimal")


@pytest.fixture(scope="session")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with its partnership twice, built: eight outputs. To be copied, not changed."""
    folder = smallest(tmp_path_factory.mktemp("twice"))
    text = content(CAMPAIGN)
    again = (
        text[text.index("  ivan:\n") :]
        .replace("  ivan:\n", "  olga:\n")
        .replace('"001"', '"002"')
        .replace("2Vtzq", "3Vtzq")
        .replace("IVAN10", "OLGA10")
        .replace("northlight.example/ivan", "northlight.example/olga")
    )
    (folder / CAMPAIGN).write_text(text + again.replace("Two posts", "Two more posts"), encoding="utf-8")
    now = inputs.taken(folder)
    project = load.load(folder)
    run.build(project, targets.targets(project), folder / "build", jobs=1, taken=now)
    return folder


@pytest.fixture
def made(twice: Path, tmp_path: Path) -> Path:
    """A copy of `twice`, with its outputs, that a test may change."""
    return Path(shutil.copytree(twice, tmp_path / "made"))


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """Every document of the sample, with what the build said of it: of the processes of a run, the first one builds."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    folder.mkdir(exist_ok=True)
    output, said = folder / "build", folder / "summary.pickle"
    with locks.held(folder):
        if not said.exists():
            summary = run.build(project, targets.targets(project), output, jobs=2)
            said.write_bytes(pickle.dumps(summary))
    return output, pickle.loads(said.read_bytes())


@pytest.fixture(scope="session")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with versions 1.0 and 1.1 of its campaign in the archive. To be copied, not changed."""
    folder = smallest(tmp_path_factory.mktemp("archived"))
    archived(folder)
    edit(folder, CAMPAIGN, ('version: "1.0"', 'version: "1.1"'), ("issued: 2027-02-01", "issued: 2027-02-03"), ASK)
    archived(folder)
    return folder


@pytest.fixture
def kept(two_versions: Path, tmp_path: Path) -> Path:
    """A copy of `two_versions` that a test may change."""
    return Path(shutil.copytree(two_versions, tmp_path / "kept"))
