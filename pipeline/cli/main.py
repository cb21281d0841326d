"""The command line: parse, call, print, exit."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.base.problems import N_, Problem, Problems
from pipeline.build.summary import lines
from pipeline.cli import agreements, endings
from pipeline.cli.archive import COMMANDS, archive_option
from pipeline.cli.cluster import cluster_option, on_cluster
from pipeline.cli.completion import campaign_option, campaigns, completion, patterns_argument
from pipeline.cli.diff import diff
from pipeline.cli.doctor import doctor
from pipeline.cli.eject import eject
from pipeline.cli.help import explain
from pipeline.cli.init import init
from pipeline.cli.list import list_targets
from pipeline.cli.messages import messages
from pipeline.cli.migrate import migrate
from pipeline.cli.options import (
    Commands,
    IssuedDay,
    Today,
    document_options,
    former_messages_option,
    jobs_option,
    languages_option,
    light_translator,
    loaded,
    message_translator,
    messages_option,
    project_options,
    root_of,
    selected_targets,
    unknown,
    usage_errors,
)
from pipeline.cli.plan import plan
from pipeline.cli.review import review
from pipeline.cli.ritual import ritual
from pipeline.cli.rules import rules
from pipeline.cli.serve import serve
from pipeline.cli.tables import export_group, import_group
from pipeline.cli.tracker import tracker
from pipeline.cli.words import misused, say, speak
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.build import Built, build_selected, build_unless_unchanged

if TYPE_CHECKING:
    from pipeline.cli.progress import Report
    from pipeline.reading.project import Project


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefs")
@former_messages_option
@messages_option
def main() -> None:
    """One campaign file in; briefs, KPI one-pagers and SOPs out, as PDF and DOCX, in every language you work in."""


speak()
for command in (
    *COMMANDS,
    *agreements.COMMANDS,
    *endings.COMMANDS,
    completion,
    diff,
    doctor,
    eject,
    explain,
    export_group,
    import_group,
    init,
    list_targets,
    messages,
    migrate,
    plan,
    review,
    ritual,
    rules,
    serve,
    tracker,
):
    main.add_command(command)


@main.command(short_help="Build the documents that are out of date.")
@patterns_argument
@document_options
@languages_option
@campaign_option
@archive_option
@jobs_option
@click.option("--explain", is_flag=True, help="Say why each document is rebuilt.")
@click.option("--force", is_flag=True, help="Rebuild every selected document.")
@click.option(
    "--engine", default="", metavar="NAME", help="What lays out the PDFs: typst, the usual one, or weasyprint."
)
@cluster_option
def build(
    patterns: tuple[str, ...],
    folder: Path | None,
    languages: tuple[str, ...],
    campaign: str,
    archive_path: Path | None,
    jobs: int | None,
    explain: bool,
    force: bool,
    engine: str,
    cluster: str,
) -> None:
    """Build the out-of-date documents whose id matches PATTERN.

    A pattern is the id of a campaign or procedure, or of a document, or may contain * and ?, as in
    'spring-glow.brief.*.ru.pdf'. Without one, all documents are built.
    """
    root = root_of(folder)
    with usage_errors():
        done = build_unless_unchanged(
            root,
            patterns,
            campaign,
            ArchiveFolder.of(root, archive_path),
            load=loaded,
            progress=lambda: _report(explain=explain),
            jobs=jobs or 0,
            force=force,
            languages=languages,
            engine=engine and _known_engine(engine),
            pool=on_cluster(cluster, jobs),
        )
    _say(done, root / "build")
    sys.exit(1 if done.summary.failed else 0)


def _known_engine(name: str) -> str:
    from pipeline.writers import registry

    known = registry.engines("pdf")
    if name not in known:
        raise misused('no PDFs by "{name}" (there are {known})', name=name, known=", ".join(known))
    return name


def _report(*, explain: bool = False) -> Report:
    from pipeline.cli.progress import Report

    return Report(explain=explain)


def _say(done: Built, output: Path) -> None:
    translator = light_translator()
    for line in lines(done.summary, done.folders, output, translator):
        click.echo(line)
    failed = done.summary.failed
    if failed:
        _print_problems(failed)
        one, many = (
            N_("{n} problem; its document keeps its previous files"),
            N_("{n} problems; their documents keep their previous files"),
        )
        click.echo(translator.number(one, many, len(failed)), err=True)


def _print_problems(problems: Iterable[Problem]) -> None:
    translator = message_translator(click.get_current_context().find_root())
    for item in problems:
        click.echo(translator.problem(item), err=True)


@main.command(short_help="Print every problem and every warning.")
@click.argument("name", metavar="[CAMPAIGN]", required=False, default="", shell_complete=campaigns)
@project_options
@campaign_option
@archive_option
@click.option("--strict", is_flag=True, help="Treat warnings as problems.")
def check(name: str, folder: Path | None, campaign: str, archive_path: Path | None, strict: bool) -> None:
    """Read everything, write nothing, and print every problem and every warning, of one campaign or of all."""
    from pipeline.services import check

    if name and campaign and name != campaign:
        raise misused("{name} and {campaign} are two campaigns (name one, or none)", name=name, campaign=campaign)
    project, campaign = loaded(folder), name or campaign
    selected = selected_targets(project, (), campaign)
    found = check.check(project, selected, ArchiveFolder.of(project.folder, archive_path), campaign)
    if found.problems or (strict and found.warnings):
        raise Problems([*found.problems, *(found.warnings if strict else ())])
    _print_problems(found.warnings)
    translator = light_translator()
    if found.unrecorded:
        unrecorded = N_("No campaign keeps who agreed to what: briefs new agreement ID begins that with a draft.")
        click.echo(translator(unrecorded))
    named, warned = len({target.campaign for target in selected} - {""}), len(found.warnings)
    message = (
        N_("No problems, {warnings}: {campaigns}, {documents}.")
        if warned
        else N_("No problems: {campaigns}, {documents}.")
    )
    values = {
        "warnings": translator.number(N_("{n} warning"), N_("{n} warnings"), warned),
        "campaigns": translator.number(N_("{n} campaign"), N_("{n} campaigns"), named),
        "documents": translator.number(N_("{n} document to build"), N_("{n} documents to build"), len(selected)),
    }
    click.echo(translator.said(message, **values))


@main.command(short_help="Write the JSON Schema for editors.")
@project_options
def schema(folder: Path | None) -> None:
    """Write the JSON Schema of the content files, which editors use to complete and explain them."""
    from pipeline.workspace import schema

    changed = schema.write(root_of(folder))
    for name in changed:
        say("wrote {path}", path=name)
    if not changed:
        say("the schema is up to date")


@main.command(
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


@main.command(short_help="Print texts side by side and report differences.")
@click.argument("campaign", required=False, default="", shell_complete=campaigns)
@project_options
@click.option("--record", is_flag=True, help="Record that the languages agree as they are now.")
@click.option("--lock", metavar="PLACE", multiple=True, help="Keep a text as it is, such as objective.business.")
@click.option("--unlock", metavar="PLACE", multiple=True, help="Let a locked text change again.")
@jobs_option
def parity(
    campaign: str, folder: Path | None, record: bool, lock: tuple[str, ...], unlock: tuple[str, ...], jobs: int | None
) -> None:
    """Print a campaign's texts side by side and report where the languages differ."""
    from pipeline.checks import parity

    project = loaded(folder)
    if campaign and campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    if record or lock or unlock:
        try:
            parity.record(project, campaign, lock, unlock, renew=record)
        except parity.NoSuchText as missing:
            raise click.UsageError(unknown(N_('no text at "{word}"'), missing.place, missing.known)) from None
        say("recorded in {path}", path=parity.RECORD)
        return
    _print_review(project, campaign, jobs)


def _print_review(project: Project, campaign: str, jobs: int | None) -> None:
    """Builds the documents for review, then says what there is to look at."""
    from pipeline.checks import warnings
    from pipeline.domain import targets

    found = targets.targets(project, campaign=campaign, review=True)
    wanted = [target for target in found if project.kinds[target.kind].review]
    done = build_selected(project, wanted, progress=_report, jobs=jobs or 0)
    if done is not None:
        _say(done, project.folder / "build")
    _print_problems(warnings.warnings(project, campaign))
    if done is None or done.summary.failed:
        sys.exit(1)
