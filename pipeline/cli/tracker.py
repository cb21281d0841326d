"""`briefs tracker`: the workbook in which what came of a campaign is filled in, written and read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base import files
from pipeline.base.message_language import wanted
from pipeline.base.problems import N_, Problems, problem
from pipeline.cli.completion import campaigns
from pipeline.cli.options import document_options, loaded, message_translator, unknown
from pipeline.cli.tables import refuse, said_change
from pipeline.cli.words import misused, say

if TYPE_CHECKING:
    from pipeline.reading.project import Project


@click.command(short_help="Write the workbook for a campaign's results, or read it back.")
@click.argument("campaign", shell_complete=campaigns)
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The copy to fill in. Default: in this folder, under the name of the document.",
)
@click.option(
    "--read", "filled", type=click.Path(path_type=Path), metavar="FILE", help="Read a tracker that was filled in."
)
@click.option("--show", is_flag=True, help="With --read, only show what would be written.")
@click.option("--language", metavar="ID", default="", help="The language of the headings. Default: the terminal's.")
@document_options
def tracker(
    campaign: str, to: Path | None, filled: Path | None, show: bool, language: str, folder: Path | None
) -> None:
    """Write a workbook with a row for each partnership and each post, in which orders and counts are filled in.

    It is built like any document, and copied to be filled in: a copy that is there and holds something else is left.

    With --read, what people filled in since goes to content/results/, if every cell can be taken: a number that both
    the sheet and the file have changed is told, and nothing is written.
    """
    from pipeline.cli.progress import Report
    from pipeline.services import tables

    project = loaded(folder)
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    if filled is not None:
        _read(project, campaign, filled, show=show)
        return
    if to is not None and to.suffix.lower() != ".xlsx":
        raise misused('"{name}" does not end in .xlsx', name=to.name)
    made = tables.tracker(project, campaign, language or wanted(), lambda: Report(explain=False))
    content, path = made.read_bytes(), to or Path(made.name)
    if path.exists() and path.read_bytes() != content:
        message = N_("holds something else than the tracker")
        hint = N_("read it with --read and remove it, or write another one with --to FILE")
        raise Problems([problem(str(path), message, hint=hint)])
    files.publish(path, content)
    say("wrote {path}", path=path)


def _read(project: Project, campaign: str, filled: Path, *, show: bool) -> None:
    from pipeline.services import tables

    translator = message_translator(click.get_current_context())
    try:
        found = tables.read_tracker(project, campaign, filled)
    except Problems as wrong:
        refuse(wrong, translator)
    for change in found.changes:
        click.echo(said_change(change, translator))
    if not found.texts:
        click.echo(translator(N_("nothing has changed")))
    if not show:
        tables.write(project, found)
    for name in found.texts:
        click.echo(translator(N_("would write: {path}") if show else N_("written: {path}")).format(path=name))
