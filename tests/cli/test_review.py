"""The command that shows and writes what a review adds to history."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli.main import main


def asked(folder: Path, *arguments: str) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["review", *arguments, "--project", str(folder)])


def test_entries_are_shown_and_nothing_is_written(copy: Path) -> None:
    path = copy / "content/markets/ru.yaml"
    before = path.read_bytes()
    done = asked(copy, "spring-glow")
    assert (done.exit_code, path.read_bytes()) == (0, before)
    assert "ru, cpa: 2027-Q1: 13.01 from 9 posts of spring-glow" in done.stdout
    assert "ru, vtr: nobody counted it" in done.stdout


def test_entries_are_written_where_that_is_asked_for(copy: Path) -> None:
    done = asked(copy, "spring-glow", "--write-history")
    assert done.stdout.endswith("written: content/markets/ru.yaml\nwritten: content/markets/us.yaml\n")
    assert "campaign: spring-glow" in (copy / "content/markets/us.yaml").read_text(encoding="utf-8")


def test_a_campaign_without_results_adds_nothing_and_another_is_refused(copy: Path) -> None:
    assert asked(copy, "summer-shade").stdout == "nothing to add\n"
    assert asked(copy, "spring-gow").exit_code == 2
