"""What is said on a terminal that lacks some letters."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.main import main
from pipeline.cli.options import Commands
from pipeline.cli.terminal import say_json


@click.group(cls=Commands)
def group() -> None:
    """Nothing."""


@group.command()
@click.argument("words")
def repeat(words: str) -> None:
    click.echo(words)
    click.echo(words, err=True)


@group.command("json")
def as_json() -> None:
    say_json({"name": "«Сияние» — 光"})


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "Бриф — «Сияние»…"),
        ("cp1251", "Бриф — «Сияние»…"),
        ("cp866", "Бриф - <<Сияние>>..."),
        ("cp437", "Brif - «Siyanie»..."),
        ("latin-1", "Brif - «Siyanie»..."),
    ],
)
def test_what_cannot_be_written_is_written_by_its_nearest_letters(encoding: str, written: str) -> None:
    answer = CliRunner(charset=encoding).invoke(group, ["repeat", "Бриф — «Сияние»…"])
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, f"{written}\n", f"{written}\n")


def test_a_name_of_a_file_that_is_no_text_is_shown_by_its_codes() -> None:
    assert CliRunner(charset="cp866").invoke(group, ["repeat", "a\udcff"]).stdout == "a\\udcff\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp866"])
def test_json_says_the_same_whatever_can_be_written(encoding: str) -> None:
    answer = CliRunner(charset=encoding).invoke(group, ["json"])
    assert json.loads(answer.stdout) == {"name": "«Сияние» — 光"}
    assert ("«" in answer.stdout) is (encoding == "utf-8")


def test_help_and_problems_are_said_on_a_russian_console_of_windows(tmp_path: Path) -> None:
    runner = CliRunner(charset="cp866", env={"LANGUAGE": "ru"})
    assert "Один файл кампании на входе\xa0- брифы" in runner.invoke(main, ["--help"]).stdout
    answer = runner.invoke(main, ["check", "--project", str(tmp_path)])
    assert (answer.exit_code, "Traceback" in answer.stderr) == (1, False)
