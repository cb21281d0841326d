"""Where the program begins: what was said to the same words before is said again, if nothing changed since."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.base import files
from pipeline.base.problems import Problems
from pipeline.reading import location
from pipeline.services import answers

_PROJECT = "--project"


def main() -> None:
    """The program `briefs`. Whatever has no answer yet, or cannot be written, is for the command line."""
    arguments = sys.argv[1:]
    answer = _again(arguments)
    if answer is None or not _is_written(answer):
        from pipeline.cli.main import main as program

        program(prog_name="briefs")


def _again(arguments: Sequence[str]) -> str | None:
    try:
        return answers.again(_root(arguments), answers.words(arguments))
    except (OSError, ValueError, Problems):
        return None


def _root(arguments: Sequence[str]) -> Path:
    """The folder of the project that the arguments are about. Raises OSError, ValueError, Problems."""
    for number, word in enumerate(arguments):
        name, given, folder = word.partition("=")
        if name == _PROJECT:
            return files.real(Path(folder if given else next(iter(arguments[number + 1 :]), "")))
    return location.find(Path.cwd())


def _is_written(answer: str) -> bool:
    try:
        sys.stdout.write(f"{answer}\n" if answer else "")
        sys.stdout.flush()
    except (OSError, UnicodeError):
        return False
    return True
