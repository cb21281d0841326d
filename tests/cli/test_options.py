from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from samples import ROOT

from pipeline.base.problems import Problems, problem
from pipeline.cli import options
from pipeline.cli.main import main
from pipeline.cli.options import Commands


def ended(error: BaseException) -> tuple[int, str]:
    """The exit status and the words for a command that ends with an error."""

    @click.group(cls=Commands)
    def group() -> None:
        pass

    @group.command()
    def work() -> None:
        raise error

    done = CliRunner().invoke(group, ["work"])
    return done.exit_code, done.output


def test_problems_are_told_and_counted_and_end_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert ended(Problems([problem("a.yaml", "is wrong", line=2, column=3)])) == (
        1,
        "a.yaml:2:3: is wrong\n1 problem in 1 file; nothing was built\n",
    )


def test_wrong_usage_ends_with_two() -> None:
    status, said = ended(click.UsageError("no such thing"))
    assert (status, "no such thing" in said) == (2, True)


def test_a_bug_ends_with_three_and_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, said = ended(ZeroDivisionError("never"))
    assert status == 3
    assert "Traceback" not in said
    assert "ZeroDivisionError" in (tmp_path / "build/crash.log").read_text(encoding="utf-8")


def test_an_interruption_ends_with_130() -> None:
    assert ended(KeyboardInterrupt())[0] == 130


def test_what_the_system_refuses_is_no_bug() -> None:
    assert ended(OSError(28, "No space left on device", "build/x.pdf")) == (1, "build/x.pdf: No space left on device\n")
    assert ended(OSError(24, "Too many open files")) == (1, "the system: Too many open files\n")


def test_a_bug_whose_details_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").touch()
    status, words = ended(ZeroDivisionError("never"))
    assert (status, words.count("\n")) == (3, 1)
    assert words.endswith("ZeroDivisionError: never\n")


def test_problems_are_told_in_english_where_nothing_else_can_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(context: click.Context) -> None:
        raise ImportError("no catalogs")

    monkeypatch.setattr(options, "message_translator", refuse)
    assert ended(Problems([problem("a.yaml", "is wrong")]))[1].startswith("a.yaml: is wrong\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("arguments", [["list"], ["check"], ["--help"], ["--version"], ["build", "--help"]])
def test_an_output_that_takes_nothing_more_is_told_in_a_line(minimal: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments, *([] if "--version" in arguments else ["--language", "en"])],
            cwd=minimal,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "standard output: No space left on device\n")


def test_links_that_lead_to_each_other_are_told(minimal: Path) -> None:
    (minimal / "round").symlink_to("round")
    for arguments in (["archive", "--archive", "round"], ["verify", "--archive", "round"]):
        done = CliRunner().invoke(main, [*arguments[:-1], str(minimal / "round"), "--project", str(minimal)])
        assert done.exit_code == 1
        assert done.output.endswith("round: Too many levels of symbolic links\n")


def test_every_command_has_help_and_the_shared_options() -> None:
    words = [[name] for name, command in main.commands.items() if not isinstance(command, click.Group)]
    for name, command in main.commands.items():
        words += [[name, part] for part in command.commands] if isinstance(command, click.Group) else []
    for name, *part in words:
        done = CliRunner().invoke(main, [name, *part, "--help"])
        assert done.exit_code == 0
        assert "--project" in done.output or name in ("completion", "help", "init"), name
        assert "--messages" in done.output, name


def test_outside_a_project_the_way_out_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check", "--language", "en"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (
        "no project here or above (a project holds content/organisation.yaml; say where with --project)" in done.stderr
    )
