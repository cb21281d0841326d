"""`briefs check` and `briefs parity`: what is wrong with the content, and where its languages differ."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, Problems
from pipeline.cli.archive import archive_option
from pipeline.cli.completion import campaign_option, campaigns
from pipeline.cli.options import (
    jobs_option,
    light_translator,
    loaded,
    project_options,
    selected_targets,
    unknown,
)
from pipeline.cli.outcome import print_problems, report, say_built
from pipeline.cli.words import misused, say
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.build import build_selected

if TYPE_CHECKING:
    from pipeline.reading.project import Project


@click.command(short_help="Print every problem and every warning.")
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
    print_problems(found.warnings)
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


@click.command(short_help="Print texts side by side and report differences.")
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
    done = build_selected(project, wanted, progress=report, jobs=jobs or 0)
    if done is not None:
        say_built(done, project.folder / "build")
    print_problems(warnings.warnings(project, campaign))
    if done is None or done.summary.failed:
        sys.exit(1)
