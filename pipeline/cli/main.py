"""The command line: parse, call, print, exit."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.base import files
from pipeline.base.problems import Problems
from pipeline.build import inputs, unchanged
from pipeline.build.summary import Summary, lines
from pipeline.cli.archive import COMMANDS, archive_folder, archive_option, revised
from pipeline.cli.messages import messages
from pipeline.cli.options import (
    Commands,
    campaign_option,
    count,
    jobs_option,
    language_option,
    loaded,
    message_translator,
    patterns_argument,
    project_options,
    root_of,
    selected_targets,
    unknown,
)
from pipeline.cli.plan import plan
from pipeline.cli.rules import rules


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefs")
@language_option
def main() -> None:
    """One campaign file in; briefs, KPI one-pagers and SOPs out, as PDF and DOCX, in every language you work in."""


for command in (*COMMANDS, messages, plan, rules):
    main.add_command(command)


@main.command(short_help="Build the documents that are out of date.")
@patterns_argument
@project_options
@campaign_option
@archive_option
@jobs_option
@click.option("--explain", is_flag=True, help="Say why each document is rebuilt.")
@click.option("--force", is_flag=True, help="Rebuild every selected document.")
def build(
    patterns: tuple[str, ...],
    folder: Path | None,
    campaign: str,
    archive_path: Path | None,
    jobs: int | None,
    explain: bool,
    force: bool,
) -> None:
    """Build the out-of-date documents whose id matches PATTERN.

    A pattern may contain * and ?, as in 'spring-glow.brief.*.ru.pdf'. Without one, all documents are built.
    """
    root = root_of(folder)
    while True:
        now = inputs.taken(root, archive_folder(root, archive_path)[0])
        kept = None if force else unchanged.outputs(now, root / "build", patterns, campaign)
        if kept is not None:
            _say(Summary(kept=[record.id for record in kept]), [record.folder for record in kept], root / "build")
            return
        project = loaded(root)
        selected = selected_targets(project, patterns, campaign)
        if changed := revised(project, selected, archive_path):
            raise Problems(changed)
        done = _built(project, selected, jobs, now, explain=explain, force=force)
        if done is not None:
            sys.exit(0 if done else 1)


def _built(
    project: Any, selected: list[Any], jobs: int | None, now: Any, *, explain: bool = False, force: bool = False
) -> bool | None:
    """Whether every selected document is there now, None where the project was edited while another build ran.

    Says what was made and what failed. `now` are the inputs as they were before the project was loaded.
    """
    from pipeline.build import run
    from pipeline.cli.progress import Report

    output = project.folder / "build"
    with Report(explain=explain) as report:
        try:
            summary = run.build(
                project,
                selected,
                output,
                jobs=jobs or 0,
                force=force,
                started=report.started,
                finished=report.finished,
                waiting=report.waiting,
                taken=now,
            )
        except run.Outdated:
            return None
    _say(summary, [target.folder for target in selected], output)
    return not summary.failed


def _say(summary: Summary, folders: list[str], output: Path) -> None:
    for line in lines(summary, folders, output):
        click.echo(line)
    if summary.failed:
        translator = message_translator(click.get_current_context().find_root())
        for item in summary.failed:
            click.echo(translator.problem(item), err=True)
        click.echo(f"{count(len(summary.failed), 'problem')}; their documents keep their previous files", err=True)


@main.command(short_help="Print every problem and every warning.")
@project_options
@campaign_option
@archive_option
@click.option("--strict", is_flag=True, help="Treat warnings as problems.")
def check(folder: Path | None, campaign: str, archive_path: Path | None, strict: bool) -> None:
    """Read everything, write nothing, and print every problem and every warning."""
    from pipeline.build import isolation
    from pipeline.build.formats import check_formats
    from pipeline.checks import warnings
    from pipeline.rendering.compose import Composer

    project = loaded(folder)
    selected = selected_targets(project, (), campaign)
    check_formats(project)
    # One format of each document is enough: none of them has a say in it.
    documents = list({target.document: target for target in selected}.values())
    problems = [found for item in isolation.read(Composer(project), documents) for found in item.problems]
    # What cannot be composed has been said; what changed in it cannot be.
    problems = problems or revised(project, selected, archive_path)
    found = warnings.warnings(project, campaign)
    if problems or (strict and found):
        raise Problems([*problems, *(found if strict else ())])
    translator = message_translator(click.get_current_context().find_root())
    for warning in found:
        click.echo(translator.problem(warning), err=True)
    campaigns = count(len({target.campaign for target in selected} - {""}), "campaign")
    said_of = f", {count(len(found), 'warning')}" if found else ""
    click.echo(f"No problems{said_of}: {campaigns}, {count(len(selected), 'document')} to build.")


@main.command("list", short_help="List the documents and their state.")
@patterns_argument
@project_options
@campaign_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def list_targets(patterns: tuple[str, ...], folder: Path | None, campaign: str, as_json: bool) -> None:
    """List the documents, each with its state and the reason."""
    root = root_of(folder)
    kept = unchanged.outputs(inputs.taken(root), root / "build", patterns, campaign)
    rows = [(record.id, record.path, "") for record in kept] if kept is not None else _rows(root, patterns, campaign)
    if as_json:
        records = [
            {"id": name, "state": "stale" if reason else "built", "reason": reason or None, "path": f"build/{path}"}
            for name, path, reason in rows
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for name, _, reason in rows:
        click.echo(f"{name}  stale ({reason})" if reason else f"{name}  built")


def _rows(root: Path, patterns: tuple[str, ...], campaign: str) -> list[tuple[str, str, str]]:
    """The id and path of each selected document, and why it is stale."""
    from pipeline.build import run

    project = loaded(root)
    planned = run.plan(project, selected_targets(project, patterns, campaign), root / "build")
    return [(item.target.id, item.target.path, item.reason) for item in planned]


@main.command(short_help="Check what this machine has and lacks.")
@project_options
def doctor(folder: Path | None) -> None:
    """Check the libraries, fonts and versions, and say what to type for what is missing."""
    from pipeline.workspace import doctor

    findings = doctor.examine(files.real(folder)) if folder else doctor.examine()
    for item in findings:
        state = "ok     " if item.present else "missing"
        remedy = f" (type: {item.remedy})" if item.remedy and not item.present else ""
        click.echo(f"{state}  {item.name}: {item.detail}{remedy}")
    if not all(item.present for item in findings):
        sys.exit(1)


@main.command(short_help="Write the JSON Schema for editors.")
@project_options
def schema(folder: Path | None) -> None:
    """Write the JSON Schema of the content files, which editors use to complete and explain them."""
    from pipeline.workspace import schema

    changed = schema.write(root_of(folder))
    for name in changed:
        click.echo(f"wrote {name}")
    if not changed:
        click.echo("the schema is up to date")


@main.command(short_help="Start a campaign, market, creator, SOP or calendar.")
@click.argument("kind", metavar="campaign|market|creator|sop|calendar")
@click.argument("name", metavar="ID")
@project_options
@click.option(
    "--issued",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day that the file's dates start from. Default: the business day after the latest date in the project.",
)
@click.option("--year", type=click.IntRange(1900, 2199), metavar="YYYY", help="The year of a calendar.")
def new(kind: str, name: str, folder: Path | None, issued: datetime.datetime | None, year: int | None) -> None:
    """Write a commented starter file that passes the check as it is."""
    from pipeline.workspace import new, starting_values

    try:
        path = new.start(root_of(folder), kind, name, issued.date() if issued else None, year)
    except starting_values.CannotStart as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(f"wrote {path}")
    click.echo("next: edit it, then type make check")


@main.command(short_help="Print texts side by side and report differences.")
@click.argument("campaign", required=False, default="")
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
        raise click.UsageError(unknown(f'no campaign "{campaign}"', campaign, project.campaigns))
    if record or lock or unlock:
        try:
            parity.record(project, campaign, lock, unlock, renew=record)
        except parity.NoSuchText as missing:
            raise click.UsageError(unknown(f'no text at "{missing.place}"', missing.place, missing.known)) from None
        click.echo(f"recorded in {parity.RECORD}")
        return
    _print_review(project, campaign, jobs)


def _print_review(project: Any, campaign: str, jobs: int | None) -> None:
    """Builds the documents for review, then says what there is to look at."""
    from pipeline.checks import warnings
    from pipeline.domain import targets

    found = targets.targets(project, campaign=campaign, review=True)
    done = _built(project, [target for target in found if project.kinds[target.kind].review], jobs, None)
    translator = message_translator(click.get_current_context().find_root())
    for warning in warnings.warnings(project, campaign):
        click.echo(translator.problem(warning), err=True)
    if not done:
        sys.exit(1)
