from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import main


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["messages", *arguments, "--project", str(folder)])


@pytest.mark.long
def test_what_a_language_lacks_is_one_list_with_counts(minimal: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in minimal.rglob("*")}
    done = run(minimal, "--missing", "nl")
    heads = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert done.exit_code == 0
    assert heads[0] == "locales/nl/language.yaml: not there yet"
    assert ": messages of documents: " in heads[1]
    assert ": messages of problems, which may stay English: " in heads[-1]
    assert {path: path.stat().st_mtime_ns for path in minimal.rglob("*")} == before


def test_nothing_missing_is_said(minimal: Path) -> None:
    done = run(minimal, "--missing", "en")
    assert (done.exit_code, done.stdout) == (0, "nothing is missing in en\n")


def test_a_name_of_no_language_is_wrong_usage(minimal: Path) -> None:
    done = run(minimal, "--missing", "rus")
    assert (done.exit_code, '"rus" is not a language (did you mean "ru"?)' in done.stderr) == (2, True)


@pytest.mark.long
def test_catalogs_are_brought_up_to_date(minimal: Path) -> None:
    (minimal / "locales/messages.pot").unlink()
    assert "updated locales/messages.pot" in run(minimal).stdout
    assert run(minimal).stdout == "the catalogs are up to date\n"
