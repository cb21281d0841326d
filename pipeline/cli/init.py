"""`briefs init`: a workspace of one's own, apart from the program."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from pipeline.cli.options import IssuedDay, messages_option, usage_errors
from pipeline.cli.words import misused, say


@click.command(short_help="Start a workspace of your own.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--languages", metavar="ID,ID", help="The languages of its documents. Default: those of the sample.")
@click.option("--markets", metavar="ID,ID", help="Its markets, by country. Default: those of the sample.")
@click.option("--name", metavar="NAME", help="The organization's name. Default: that of the folder.")
@click.option(
    "--issued",
    type=IssuedDay(),
    metavar="YYYY-MM-DD",
    help="The day that its procedure is of, or today. Default: the day on which its markets' rules were verified.",
)
@click.option("--sample", is_flag=True, help="With the sample in it instead.")
@messages_option
def init(
    folder: Path,
    languages: str | None,
    markets: str | None,
    name: str | None,
    issued: datetime.date | None,
    sample: bool,
) -> None:
    """Make a workspace in DIR, which is not there yet or empty: content to start from, and settings for tools.

    A market of a known country starts with its ad label and its rules, each with its source and who has to check it.
    """
    from pipeline.workspace import init

    if sample and (languages or markets or name or issued):
        raise misused("the sample has its own languages, markets and name (remove the other options)")
    with usage_errors():
        if sample:
            init.start_sample(folder)
        else:
            usual = init.usual()
            wanted = init.Wanted(
                name or "", _names(languages) or usual.languages, _names(markets) or usual.markets, issued
            )
            init.start(folder, wanted)
    say("made a workspace in {folder}", folder=folder)
    say(
        "next: cd {value}, read README.md, edit content/organisation.yaml, type briefs check",
        value=os.path.relpath(folder),
    )


def _names(typed: str | None) -> tuple[str, ...]:
    """The ids between commas, each once."""
    return tuple(dict.fromkeys(name.strip() for name in (typed or "").split(",") if name.strip()))
