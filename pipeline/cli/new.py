"""`briefs new` and `briefs schema`: files to start from, and what helps to edit them."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from pipeline.cli.options import IssuedDay, Today, project_options, root_of, usage_errors
from pipeline.cli.words import say


@click.command(short_help="Write the JSON Schema for editors.")
@project_options
def schema(folder: Path | None) -> None:
    """Write the JSON Schema of the content files, which editors use to complete and explain them."""
    from pipeline.workspace import schema

    changed = schema.write(root_of(folder))
    for name in changed:
        say("wrote {path}", path=name)
    if not changed:
        say("the schema is up to date")


@click.command(
    short_help="Start a campaign, its agreements or results, a market, cohort, creator, SOP, calendar or ritual."
)
@click.argument("kind", metavar="campaign|market|cohort|creator|sop|calendar|agreement|result|scorecard|ritual")
@click.argument("name", metavar="ID", required=False, default="")
@project_options
@click.option(
    "--issued",
    type=IssuedDay(),
    metavar="YYYY-MM-DD",
    help="The day that the file's dates start from, or today. Default: the business day after the latest date in the "
    "project.",
)
@click.option("--year", type=click.IntRange(1900, 2199), metavar="YYYY", help="The year of a calendar.")
def new(kind: str, name: str, folder: Path | None, issued: datetime.date | None, year: int | None) -> None:
    """Write a commented starter file that passes the check as it is."""
    from pipeline.workspace import new, starting_values

    with usage_errors():
        try:
            path = new.start(root_of(folder), kind, name, issued, year)
        except starting_values.NothingDated:
            if year is None:
                raise
            # The year of a calendar says enough; the day it was begun is all that is missing.
            issued = Today.today()
            path = new.start(root_of(folder), kind, name, issued, year)
    say("wrote {path}", path=path)
    if isinstance(issued, Today):
        say("its dates start from today, {value}", value=issued.isoformat())
    say("next: edit it, then type make check")
