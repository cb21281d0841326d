"""What a build did, in lines: its documents, its problems, how it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, Problem
from pipeline.build.summary import lines
from pipeline.cli.options import light_translator, message_translator
from pipeline.services.build import Built

if TYPE_CHECKING:
    from pipeline.cli.progress import Report


def report(*, explain: bool = False) -> Report:
    """Who shows how a build goes on; with `explain`, also why each document is made."""
    from pipeline.cli.progress import Report

    return Report(explain=explain)


def say_built(done: Built, output: Path) -> str:
    """Says what was built, where it is, and what could not be; the first two come back."""
    translator = light_translator()
    answer = "\n".join(lines(done.summary, done.folders, output, translator))
    if answer:
        click.echo(answer)
    failed = done.summary.failed
    if failed:
        print_problems(failed)
        one, many = (
            N_("{n} problem; its document keeps its previous files"),
            N_("{n} problems; their documents keep their previous files"),
        )
        click.echo(translator.number(one, many, len(failed)), err=True)
    return answer


def print_problems(problems: Iterable[Problem]) -> None:
    """Prints each problem, or warning, on standard error."""
    translator = message_translator(click.get_current_context().find_root())
    for item in problems:
        click.echo(translator.problem(item), err=True)
