"""The wheel: built offline, unpacked, and used in a folder that holds nothing but content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from samples import MINIMAL, ROOT, printed

from tools import fresh_workspace

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of this repository, unpacked as an installer does."""
    copy, site = fresh_workspace.copy(tmp_path_factory.mktemp("clone")), tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(fresh_workspace.wheel(copy)) as archive:
        archive.extractall(site)
    assert not (copy / "build").exists()
    return site


def test_the_wheel_carries_what_stands_beside_the_package(site: Path) -> None:
    for name in ("content", "locales", "templates"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and path.suffix != ".pot" and path.name[0] != ".":
                packed = site / "pipeline/assets" / path.relative_to(ROOT)
                assert packed.read_bytes() == path.read_bytes(), path
    assert (site / "pipeline/assets/content/schema.json").is_file()
    [manual] = site.glob("*.data/data/share/man")
    assert manual.joinpath("man1/briefs.1").read_text(encoding="utf-8").startswith('.TH BRIEFS 1 "" "briefs ')
    assert "\n.SH КОМАНДЫ\n" in manual.joinpath("ru/man1/briefs.1").read_text(encoding="utf-8")
    assert {path.name.partition("-")[0] for path in site.iterdir()} == {"pipeline", "universal_brief"}


def test_an_installed_program_builds_a_campaign_in_a_folder_of_content_alone(site: Path, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL / "content", tmp_path / "content")
    assert "No problems" in printed(site, tmp_path, "check")
    assert "3 documents: 3 built" in printed(site, tmp_path, "build", "dawn.brief.ivan.ru.*")
    assert {path.name for path in tmp_path.iterdir()} == {"build", "content"}
    assert sorted(path.name for path in (tmp_path / "build/dawn").iterdir()) == [
        "dawn.brief.ivan.ru.docx",
        "dawn.brief.ivan.ru.html",
        "dawn.brief.ivan.ru.pdf",
    ]
    printed(site, tmp_path, "new", "creator", "olga")
    assert (tmp_path / "content/creators/olga.yaml").is_file()
    printed(site, tmp_path, "schema")
    assert (tmp_path / "content/schema/campaign.json").is_file()
    assert "the catalogs are up to date" in printed(site, tmp_path, "messages")


def test_the_sample_of_an_installed_program_is_a_project(site: Path) -> None:
    assert "No problems" in printed(site, site, "check", "--project", str(site / "pipeline/assets"))


def test_what_is_in_force_goes_on_after_an_update_of_the_program(site: Path, tmp_path: Path) -> None:
    folder, later = tmp_path / "workspace", tmp_path / "later"
    shutil.copytree(site, later)
    fresh_workspace.change(later / "pipeline/assets", later / "pipeline")

    def installed(program: Path) -> fresh_workspace.Briefs:
        def briefs(*arguments: str) -> str:
            environment = os.environ | {"PYTHONPATH": str(program), "LANGUAGE": "en"}
            command = [sys.executable, "-m", "pipeline", *arguments]
            return subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
            ).stdout

        return briefs

    folder.mkdir()
    installed(site)("init", ".", "--languages", "ru,en", "--markets", "ru,us")
    fresh_workspace.begin(installed(site), folder)
    fresh_workspace.go_on(installed(later), folder)
