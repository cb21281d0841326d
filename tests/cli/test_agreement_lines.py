"""What `briefs status` says, in the language of the terminal."""

from __future__ import annotations

from pathlib import Path

from agreements import reviewed
from click.testing import CliRunner

from pipeline.cli.main import main


def said(folder: Path, language: str) -> list[str]:
    done = CliRunner(env={"LANGUAGE": language}).invoke(main, ["status", "dawn", "--project", str(folder)])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_a_campaign_without_records_says_how_they_begin(minimal: Path) -> None:
    assert said(minimal, "en")[-1] == "  there are no records: briefs new agreement dawn begins them with a draft"
    assert said(minimal, "ru")[-1] == "  записей нет: их черновик создаст briefs new agreement dawn"


def test_what_was_sent_and_what_is_missing_is_told_in_russian(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    russian, english = said(folder, "ru"), said(folder, "en")
    assert len(russian) == len(english)
    assert "    - bo: missing" in english
    assert "    - bo: ответа нет" in russian
    assert any(line.startswith("  не хватает: ") for line in russian)
    assert not [line for line in russian if "missing" in line or "next:" in line]
