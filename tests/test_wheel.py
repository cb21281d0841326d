"""The wheel: built offline, unpacked, and used in a folder that holds nothing but content."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from samples import MINIMAL, ROOT, printed

SOURCES = ("pipeline", "tools", "templates", "locales", "content", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of this repository, unpacked as an installer does."""
    copy, site = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("site")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, copy / name)
    code = "from setuptools.build_meta import build_wheel; build_wheel('dist')"
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (copy / "build").exists()
    [wheel] = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def test_the_wheel_carries_what_stands_beside_the_package(site: Path) -> None:
    for name in ("content", "locales", "templates"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and path.suffix != ".pot" and path.name[0] != ".":
                packed = site / "pipeline/assets" / path.relative_to(ROOT)
                assert packed.read_bytes() == path.read_bytes(), path
    assert (site / "pipeline/assets/content/schema.json").is_file()
    assert {path.name.partition("-")[0] for path in site.iterdir()} == {"pipeline", "universal_brief"}


def test_an_installed_program_builds_a_campaign_in_a_folder_of_content_alone(site: Path, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL / "content", tmp_path / "content")
    assert "No problems" in printed(site, tmp_path, "check")
    assert "2 documents: 2 built" in printed(site, tmp_path, "build", "dawn.brief.ivan.ru.*")
    assert {path.name for path in tmp_path.iterdir()} == {"build", "content"}
    assert sorted(path.name for path in (tmp_path / "build/dawn").iterdir()) == [
        "dawn.brief.ivan.ru.docx",
        "dawn.brief.ivan.ru.pdf",
    ]
    printed(site, tmp_path, "new", "creator", "olga")
    assert (tmp_path / "content/creators/olga.yaml").is_file()
    printed(site, tmp_path, "schema")
    assert (tmp_path / "content/schema/campaign.json").is_file()
    assert "the catalogs are up to date" in printed(site, tmp_path, "messages")


def test_the_sample_of_an_installed_program_is_a_project(site: Path) -> None:
    assert "No problems" in printed(site, site, "check", "--project", str(site / "pipeline/assets"))
