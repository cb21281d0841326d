from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.checks import load, warnings
from pipeline.cli.main import main
from pipeline.reading.project import Project

UNRECORDED = "No campaign keeps who agreed to what: briefs new agreement ID begins that with a draft.\n"


def spoilt(folder: Path) -> Path:
    path = folder / "content/campaigns/dawn.yaml"
    words = path.read_text(encoding="utf-8").replace("Продать 100 ламп.", "Найти блоггера и продать 200 ламп.")
    path.write_text(words, encoding="utf-8")
    return folder


def test_the_sample_has_nothing_to_look_at(project: Project) -> None:
    assert warnings.warnings(project) == []


def test_everything_to_look_at_comes_by_place(minimal: Path) -> None:
    found = [item.message for item in warnings.warnings(load.load(spoilt(minimal)))]
    assert found == ['"{word}" is a word to avoid', "says {other}, where {source} says {first}"]


def test_a_campaign_may_be_looked_at_alone(minimal: Path) -> None:
    project = load.load(spoilt(minimal))
    assert warnings.warnings(project, "another") == []
    assert len(warnings.warnings(project, "dawn")) == 2


@pytest.mark.long
def test_warnings_are_printed_and_are_problems_only_when_strict(minimal: Path) -> None:
    project = str(spoilt(minimal))
    usual = CliRunner().invoke(main, ["check", "--project", project, "--language", "en"])
    assert (usual.exit_code, usual.stdout) == (
        0,
        f"{UNRECORDED}No problems, 2 warnings: 1 campaign, 36 documents to build.\n",
    )
    strict = CliRunner().invoke(main, ["check", "--project", project, "--language", "en", "--strict"])
    assert strict.exit_code == 1
    assert strict.stderr.endswith("2 problems in 1 file; nothing was built\n")


@pytest.mark.long
def test_the_page_for_review_holds_every_text_of_the_campaign_in_every_language(minimal: Path) -> None:
    done = CliRunner().invoke(main, ["parity", "dawn", "--project", str(minimal), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (minimal / "build/dawn").iterdir())
    assert names == [f"dawn.parity.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")]
    listed = CliRunner().invoke(main, ["list", "--project", str(minimal)])
    assert "parity" not in listed.stdout
