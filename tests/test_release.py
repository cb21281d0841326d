"""What a release is made of: the same bytes twice, and a source archive that gives the same wheel."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest
from samples import ROOT

from tools import fresh_workspace, release

EPOCH = 1_800_000_000
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return release.build(source(tmp_path_factory.mktemp("one")), tmp_path_factory.mktemp("out"), EPOCH)


def source(folder: Path) -> Path:
    fresh_workspace.copy(folder)
    for name in ("MANIFEST.in", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "constraints.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_another_folder_gives_the_same_bytes(made: list[Path], tmp_path: Path) -> None:
    other = source(tmp_path / "elsewhere")
    for path in other.rglob("*.yaml"):
        path.chmod(0o600)
    again = release.build(other, tmp_path / "out", EPOCH)
    assert [path.name for path in made] == ["universal_brief-0.1.0-py3-none-any.whl", "universal_brief-0.1.0.tar.gz"]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]


def test_the_source_archive_gives_the_same_wheel(made: list[Path], tmp_path: Path) -> None:
    wheel, archive = made
    with tarfile.open(archive) as opened:
        assert {item.mtime for item in opened} == {EPOCH}
        opened.extractall(tmp_path, filter="data")
    [unpacked] = tmp_path.iterdir()
    again = release.build(unpacked, tmp_path / "out", EPOCH)
    assert again[0].read_bytes() == wheel.read_bytes()
