"""`briefs rules`: what each market's rules say of each deliverable, and what a day makes wrong."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_
from pipeline.cli.archive import archive_option
from pipeline.cli.completion import campaigns
from pipeline.cli.options import loaded, project_options, said, unknown
from pipeline.cli.terminal import say_json
from pipeline.cli.words import misused, say
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
@click.option("--drafts", is_flag=True, help="With --on: write a mail to each creator who has posts to take down.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def rules(
    campaign: str,
    folder: Path | None,
    archive_path: Path | None,
    on: datetime.datetime | None,
    drafts: bool,
    as_json: bool,
) -> None:
    """Judge each deliverable by its audience's market, from its publication until it comes down.

    Without --on, each campaign is judged as known on the day it was issued. Where a rule speaks of no such
    platform, or was to be checked again by then, the verdict is unknown. With --on, only what a rule makes wrong
    by that day is listed, and each rule that was to be checked again; --drafts writes a mail (.eml) for each creator,
    which opens in any mail program and is not sent. Ends with 1 where anything is refused or unknown.
    """
    from pipeline.archive.judged import judged

    if drafts and on is None:
        raise misused("--drafts is of a day (add --on YYYY-MM-DD)")
    project = loaded(folder)
    if campaign and campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    day = on.date() if on else None
    found = list(judged(project, ArchiveFolder.of(project.folder, archive_path).path, campaign, day))
    if day is not None:
        found = [each for each in found if each.wrong_on(day) or each.verdict.state == "unknown"]
    if as_json:
        say_json([_record(each) for each in found])
    elif day is None:
        for line in (*map(_line, found), *_totals(project)):
            click.echo(line)
    else:
        for line in _changed(found, day):
            click.echo(line)
        if drafts:
            _write_drafts(project, [each for each in found if each.wrong_on(day)])
    if any(day or each.verdict.state in ("refused", "unknown") for each in found):
        sys.exit(1)


def _write_drafts(project: Project, wrong: list[Judged]) -> None:
    """Writes a mail to each creator who has something to take down, and says where it is."""
    from pipeline.base.files import publish
    from pipeline.services import take_downs

    for draft in take_downs.drafts(project, wrong):
        if not draft.content:
            message = N_("{campaign} has no {partnership} any more: write to them by hand")
            say(message, campaign=draft.campaign, partnership=draft.partnership)
            continue
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        publish(draft.path, draft.content)
        say("wrote {path}", path=draft.path.relative_to(project.folder))


def _changed(found: list[Judged], day: datetime.date) -> Iterator[str]:
    """What is wrong on a day, one by one; what nobody knows any more, once for each rule."""
    wrong = [each for each in found if each.wrong_on(day)]
    yield from map(_line, wrong)
    unknown: dict[tuple[str, str], list[Judged]] = {}
    for each in found:
        if each not in wrong:
            unknown.setdefault((each.market, _why_unknown(each)), []).append(each)
    for (market, why), same in unknown.items():
        message = N_("unknown in {market}: {why}; still up: {count}")
        yield said(message, market=market, why=why, count=len(same))
    if not found:
        yield said(N_("no rule makes wrong what is up on {day}"), day=day)


def _why_unknown(judged: Judged) -> str:
    verdict = judged.verdict
    if verdict.rule:
        return said(N_("the rule was due for review by {day} ({rule})"), day=verdict.day, rule=verdict.rule)
    return said(N_("no rule speaks of {platform}"), platform=judged.deliverable.platform)


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


_VERDICTS = {
    "allowed": N_("allowed"),
    "allowed if": N_("allowed if"),
    "allowed until": N_("allowed until {day}"),
    "refused": N_("refused since {day}"),
    "unknown": N_("unknown: {why}"),
}


def _line(judged: Judged) -> str:
    verdict, item = judged.verdict, judged.deliverable
    why = _why_unknown(judged) if verdict.state == "unknown" else ""
    told = said(_VERDICTS[verdict.state], day=verdict.day, why=why)
    rule = f" ({verdict.rule})" if verdict.rule and verdict.state != "unknown" else ""
    needs = "".join(f" {'+' if need.proof else '-'}{need.name}" for need in verdict.needs)
    kept = said(N_("{version} in the archive"), version=judged.version)
    version = kept if judged.archived else judged.version
    days = said(N_("{first} to {last}"), first=judged.first, last=item.stays_up_until)
    name = f"{judged.campaign} {version}  {judged.partnership}"
    return f"{name}  {item.platform} {item.format}  {days}  {told}{rule}{needs}"


def _totals(project: Project) -> Iterator[str]:
    """Each year's payments that reach a rule's line, or whose line nobody knows."""
    from pipeline.domain.annual import yearly_totals

    for total in yearly_totals(project):
        money = f"{total.creator}, {total.year}: {total.total} {total.currency}"
        if total.line is None:
            message = N_("{money}  unknown: no amount of {year} is known ({rule})")
            yield said(message, money=money, year=total.year, rule=total.rule)
        elif total.reached:
            line = f"{total.line} {total.currency}"
            yield said(N_("{money}  reaches {line} ({rule})"), money=money, line=line, rule=total.rule)
