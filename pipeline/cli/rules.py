"""`briefs rules`: what each market's rules say of each deliverable, and what a day makes wrong."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.archive import archive_option
from pipeline.cli.completion import campaigns
from pipeline.cli.options import loaded, project_options, unknown
from pipeline.services.archive_folder import ArchiveFolder

if TYPE_CHECKING:
    from pipeline.archive.judged import Judged
    from pipeline.reading.project import Project


@click.command(short_help="Say what the rules allow, and until when.")
@click.argument("campaign", required=False, default="", shell_complete=campaigns)
@project_options
@archive_option
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only what a rule makes wrong by that day and is still up, in archived versions too.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def rules(
    campaign: str, folder: Path | None, archive_path: Path | None, on: datetime.datetime | None, as_json: bool
) -> None:
    """Judge each deliverable by its audience's market, from its publication until it comes down.

    Without --on, each campaign is judged as known on the day it was issued. Where a rule speaks of no such
    platform, or was to be checked again by then, the verdict is unknown. With --on, only what a rule makes wrong
    by that day is listed, and each rule that was to be checked again. Ends with 1 where anything is refused or
    unknown.
    """
    from pipeline.archive.judged import judged

    project = loaded(folder)
    if campaign and campaign not in project.campaigns:
        raise click.UsageError(unknown(f'no campaign "{campaign}"', campaign, project.campaigns))
    day = on.date() if on else None
    found = list(judged(project, ArchiveFolder.of(project.folder, archive_path).path, campaign, day))
    if day is not None:
        found = [each for each in found if each.wrong_on(day) or each.verdict.state == "unknown"]
    if as_json:
        click.echo(json.dumps([_record(each) for each in found], ensure_ascii=False, indent=1))
    elif day is None:
        for line in (*map(_line, found), *_totals(project)):
            click.echo(line)
    else:
        for line in _changed(found, day):
            click.echo(line)
    if any(day or each.verdict.state in ("refused", "unknown") for each in found):
        sys.exit(1)


def _changed(found: list[Judged], day: datetime.date) -> Iterator[str]:
    """What is wrong on a day, one by one; what nobody knows any more, once for each rule."""
    wrong = [each for each in found if each.wrong_on(day)]
    yield from map(_line, wrong)
    unknown: dict[tuple[str, str], list[Judged]] = {}
    for each in found:
        if each not in wrong:
            unknown.setdefault((each.market, _why_unknown(each)), []).append(each)
    for (market, why), same in unknown.items():
        yield f"unknown in {market}: {why}; still up: {len(same)}"
    if not found:
        yield f"no rule makes wrong what is up on {day}"


def _why_unknown(judged: Judged) -> str:
    verdict = judged.verdict
    if verdict.rule:
        return f"the rule was due for review by {verdict.day} ({verdict.rule})"
    return f"no rule speaks of {judged.deliverable.platform}"


def _record(judged: Judged) -> dict[str, object]:
    """One judged deliverable for other programs."""
    verdict = judged.verdict
    return {
        "campaign": judged.campaign,
        "version": judged.version,
        "archived": judged.archived,
        "partnership": judged.partnership,
        "market": judged.market,
        "platform": judged.deliverable.platform,
        "format": judged.deliverable.format,
        "from": str(judged.first),
        "until": str(judged.deliverable.stays_up_until),
        "verdict": verdict.state,
        "day": str(verdict.day) if verdict.day else None,
        "rule": verdict.rule or None,
        "needs": [
            {"name": need.name, "rule": need.rule or None, "proof": need.proof or None} for need in verdict.needs
        ],
    }


def _line(judged: Judged) -> str:
    verdict, item = judged.verdict, judged.deliverable
    said = f"{verdict.state} {verdict.day}" if verdict.state == "allowed until" else verdict.state
    if verdict.state == "refused":
        said = f"refused since {verdict.day}"
    if verdict.state == "unknown":
        said = f"unknown: {_why_unknown(judged)}"
    rule = f" ({verdict.rule})" if verdict.rule and verdict.state != "unknown" else ""
    needs = "".join(f" {'+' if need.proof else '-'}{need.name}" for need in verdict.needs)
    version = f"{judged.version} in the archive" if judged.archived else judged.version
    days = f"{judged.first} to {item.stays_up_until}"
    name = f"{judged.campaign} {version}  {judged.partnership}"
    return f"{name}  {item.platform} {item.format}  {days}  {said}{rule}{needs}"


def _totals(project: Project) -> Iterator[str]:
    """Each year's payments that reach a rule's line, or whose line nobody knows."""
    from pipeline.domain.annual import yearly_totals

    for total in yearly_totals(project):
        money = f"{total.creator}, {total.year}: {total.total} {total.currency}"
        if total.line is None:
            yield f"{money}  unknown: no amount of {total.year} is known ({total.rule})"
        elif total.reached:
            yield f"{money}  reaches {total.line} {total.currency} ({total.rule})"
