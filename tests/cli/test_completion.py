from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from pipeline.cli.main import main


def completed(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = "") -> list[str]:
    monkeypatch.chdir(folder)
    found = ShellComplete(main, {}, "briefs", "_BRIEFS_COMPLETE").get_completions(list(words), typed)
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("words", "typed", "found"),
    [
        (("check",), "", ["dawn"]),
        (("build",), "da", ["dawn"]),
        (("build", "--campaign"), "", ["dawn"]),
        (("archive",), "", ["dawn"]),
        (("plan",), "x", []),
        (("list",), "dawn.brief.ivan.en", ["dawn.brief.ivan.en.docx", "dawn.brief.ivan.en.pdf"]),
    ],
)
def test_ids_of_the_project_are_completed(
    made: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], typed: str, found: list[str]
) -> None:
    assert completed(made, monkeypatch, *words, typed=typed) == found


def test_outside_a_project_nothing_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed(tmp_path, monkeypatch, "check") == []
    assert completed(tmp_path, monkeypatch, "list", typed="dawn.") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_own_lines(shell: str) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert (done.exit_code, f"_BRIEFS_COMPLETE={shell}_complete" in done.output) == (0, True)
