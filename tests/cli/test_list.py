from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pipeline.cli.list import _STATES
from pipeline.cli.main import main


def test_states_are_told_in_the_language_that_is_asked_for(made: Path) -> None:
    (made / "build/dawn/dawn.brief.ivan.en.pdf").unlink()
    at = ("list", "dawn.brief.ivan.en", "--project", str(made), "--messages")
    said = CliRunner().invoke(main, [*at, "ru"]).output
    assert said == "dawn.brief.ivan.en.docx  готов\ndawn.brief.ivan.en.pdf  устарел (файла нет)\n"
    english = CliRunner().invoke(main, [*at, "en"]).output
    assert english.splitlines()[1] == "dawn.brief.ivan.en.pdf  stale (output missing)"


def test_every_reason_has_its_words() -> None:
    assert {"", "failed", "new", "output missing", "output altered"} <= _STATES.keys()
    assert {"text changed", "theme changed", "writer changed"} <= _STATES.keys()
