"""`briefs import` and `briefs export`: partnerships as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pipeline.base import files
from pipeline.base.message_language import MessageTranslator, wanted
from pipeline.base.problems import N_, Problems
from pipeline.cli.completion import campaigns
from pipeline.cli.options import document_options, loaded, message_translator, project_options, unknown
from pipeline.cli.words import misused, say

if TYPE_CHECKING:
    from pipeline.exchange.partnerships import Change, Proposal
    from pipeline.reading.project import Project

_MANY = 30
"""How many changed values are shown one by one."""
_MANY_FILES = 4


_campaign = click.option(
    "--campaign",
    metavar="ID",
    required=True,
    help="The campaign that the partnerships are of.",
    shell_complete=campaigns,
)


@click.group("import", short_help="Read a table of partnerships into a campaign.")
def import_group() -> None:
    """Read what people keep in spreadsheets into content files."""


@import_group.command("partnerships", short_help="Read a table of partnerships into a campaign.")
@click.argument("file", type=click.Path(path_type=Path))
@_campaign
@click.option("--sheet", metavar="NAME", default="", help="The sheet, where several hold a table.")
@click.option("--write", is_flag=True, help="Write it. Without this, it is only shown.")
@project_options
def import_partnerships(file: Path, campaign: str, sheet: str, write: bool, folder: Path | None) -> None:
    """Show what FILE would change in a campaign; with --write, write it.

    FILE is an XLSX or CSV table with a row for each deliverable. Columns are known by their headings, in any order
    and in any language of the project; briefs export partnerships writes a table with all of them to begin with.

    A row whose id the campaign does not have yet adds a partnership; its creator gets a file if there is none. A
    column that is not there leaves what stands, an empty cell takes the value away. While any cell is wrong, nothing
    is written.
    """
    from pipeline.services import tables

    project = loaded(folder)
    _known(project, campaign)
    translator = message_translator(click.get_current_context())
    try:
        proposal = tables.read_partnerships(project, campaign, file, sheet)
    except Problems as found:
        refuse(found, translator)
    for line in _lines(proposal, translator):
        click.echo(line)
    if write and proposal.texts:
        tables.write(project, proposal)
    for name in _files(proposal):
        click.echo(translator(N_("written: {path}") if write else N_("would write: {path}")).format(path=name))
    if proposal.texts and not write:
        click.echo(translator(N_("Nothing is written yet: add --write.")))


@click.group("export", short_help="Write a campaign's partnerships as a table.")
def export_group() -> None:
    """Write content files as the spreadsheets that people keep."""


@export_group.command("partnerships", short_help="Write a campaign's partnerships as a table.")
@_campaign
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="An .xlsx or .csv file. Default: partnerships.xlsx, named by the campaign, in this folder.",
)
@click.option("--language", metavar="ID", default="", help="The language of the headings. Default: the terminal's.")
@document_options
def export_partnerships(campaign: str, to: Path | None, language: str, folder: Path | None) -> None:
    """Write the partnerships as a table, a row for each deliverable, which briefs import partnerships reads again."""
    from pipeline.services import tables

    project = loaded(folder)
    _known(project, campaign)
    path = to or Path(f"{campaign}.partnerships.xlsx")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise misused('"{name}" ends in neither .xlsx nor .csv', name=path.name)
    as_csv = path.suffix.lower() == ".csv"
    files.publish(path, tables.partnerships(project, campaign, language or wanted(), as_csv=as_csv))
    say("wrote {path}", path=path)


def _known(project: Project, campaign: str) -> None:
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))


def _lines(proposal: Proposal, translator: MessageTranslator) -> Iterator[str]:
    """What would be another, a line each."""
    for name, data in proposal.partnerships.items():
        known = data["creator"] not in proposal.creators
        message = N_("new: {name} ({facts})") if known else N_("new, and so is its creator: {name} ({facts})")
        yield translator(message).format(name=name, facts=_facts(data))
    for change in proposal.changes[:_MANY]:
        yield said_change(change, translator)
    if len(proposal.changes) > _MANY:
        yield translator(N_("and {more} more changes")).format(more=len(proposal.changes) - _MANY)
    if proposal.unchanged:
        yield translator.number(
            N_("{n} partnership is as it was"), N_("{n} partnerships are as they were"), proposal.unchanged
        )
    if proposal.assumed:
        names = ", ".join(dict.fromkeys(translator(column.headings).partition(" | ")[0] for column in proposal.assumed))
        yield translator(N_("Not in the table, so starting words stand there to be rewritten: {names}.")).format(
            names=names
        )
    for ignored in proposal.ignored:
        close = ignored.nearest and translator(N_('did you mean "{nearest}"?')).format(nearest=ignored.nearest)
        hint = f" ({close})" if close else ""
        yield translator(N_('column "{name}" is not read')).format(name=ignored.text) + hint


def _files(proposal: Proposal) -> Iterator[str]:
    """The files that a table writes; many of one folder are counted."""
    folders = groupby(sorted(proposal.texts), key=lambda name: name.rpartition("/")[0])
    for folder, names in ((folder, list(names)) for folder, names in folders):
        yield from names if len(names) < _MANY_FILES else [f"{folder}/*.yaml ({len(names)})"]


def refuse(found: Problems, translator: MessageTranslator) -> NoReturn:
    """Ends the command with everything that is wrong, of which nothing is written."""
    for item in found.problems:
        click.echo(translator.problem(item), err=True)
    message = (N_("{n} problem; nothing is written"), N_("{n} problems; nothing is written"))
    click.echo(translator.number(*message, len(found.problems)), err=True)
    sys.exit(1)


def said_change(change: Change, translator: MessageTranslator) -> str:
    """A value that would be another, on one line."""
    nothing = translator(N_("nothing there"))
    before, after = (nothing if value is None else str(value) for value in (change.before, change.after))
    return f"{change.path}: {change.place}: {before} → {after}"


def _facts(data: Mapping[str, Any]) -> str:
    """What matters of a partnership, on one line."""
    parts = [data["market"]]
    for item in data.get("deliverables", []):
        days = ", ".join(str(post["date"]) for post in item["publish"])
        parts.append(f"{item.get('platform')} {item.get('format')} ×{item.get('count')}: {days}")
    if fee := data.get("fee"):
        parts.append(f"{fee['amount']} {fee['currency']}")
    return "; ".join([*parts, *filter(None, [data["tracking"].get("code")])])
