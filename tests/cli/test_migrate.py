from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import ROOT

from pipeline.cli.main import main


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/formats/0.1", tmp_path / "project"))


def said(folder: Path, *arguments: str, language: str = "en") -> str:
    done = CliRunner().invoke(main, [*arguments, "--project", str(folder)], env={"LANGUAGE": language})
    return f"{done.output}{done.exit_code}"


def test_content_of_the_first_format_is_shown_then_written_then_checked(first: Path) -> None:
    assert "briefs migrate" in said(first, "check")
    shown = said(first, "migrate")
    assert shown.startswith("content/markets/ru.yaml\n   11 + identifiers:\n")
    assert shown.endswith("Nothing is written yet: add --write.\n0")
    assert said(first, "migrate", "--write") == shown.replace("Nothing is written yet: add --write.\n", "")
    assert said(first, "migrate") == "The content is in today's format.\n0"
    assert "No problems: 1 campaign" in said(first, "check")


def test_it_says_so_in_russian(first: Path) -> None:
    said(first, "migrate", "--write")
    assert said(first, "migrate", language="ru") == "Содержание уже в нынешнем формате.\n0"
