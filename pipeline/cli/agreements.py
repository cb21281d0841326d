"""The commands of agreeing: how far a campaign is, who approved what, what was sent, when the work begins."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_
from pipeline.cli import market_lines
from pipeline.cli.agreement_lines import lines, told
from pipeline.cli.completion import campaigns
from pipeline.cli.entries import campaign_argument, evidence_option, note, recording, texts, wrote
from pipeline.cli.options import (
    IssuedDay,
    light_translator,
    loaded,
    project_options,
    root_of,
    said,
    unknown,
    usage_errors,
)
from pipeline.cli.terminal import json_of
from pipeline.cli.typed import asked
from pipeline.cli.words import misused, say

if TYPE_CHECKING:
    from pipeline.domain.approvals import Standing
    from pipeline.domain.confirmations import Reply
    from pipeline.reading.project import Project
    from pipeline.services.agreement_status import CampaignStatus
    from pipeline.services.deliveries import Delivery


@click.command(short_help="Say who agreed to what, and what is next.")
@click.argument("campaign", required=False, default="", shell_complete=campaigns)
@project_options
@click.option("--market", default="", metavar="ID", help="What the lead of a market owns, and what waits for them.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def status(campaign: str, folder: Path | None, market: str, as_json: bool) -> None:
    """Say how far a campaign has come: its scopes with their codes, who approved them, what fell and why.

    Also what was sent to each partnership and what they replied, what is missing, and what comes next.
    """
    if market and campaign:
        raise misused("a campaign and --market do not go together (type one of them)")
    question = asked(root_of(folder))
    about = partial(_of_market, market) if market else partial(_of_campaigns, campaign)
    answer = about(loaded(folder), as_json=as_json)
    question.keep(answer)
    if answer:
        click.echo(answer)


def _of_market(market: str, project: Project, *, as_json: bool) -> str:
    """What the lead of a market owns, and what waits for them."""
    from pipeline.services.market_status import market_status

    if market not in project.markets:
        raise click.UsageError(unknown(N_('no market "{word}"'), market, project.markets))
    found = market_status(project, market)
    return json_of(market_lines.record(found)) if as_json else "\n".join(market_lines.lines(found))


def _of_campaigns(campaign: str, project: Project, *, as_json: bool) -> str:
    """How far a campaign has come, or each of them."""
    from pipeline.services.agreement_status import campaign_status

    if campaign and campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    found = [campaign_status(project, name) for name in ([campaign] if campaign else project.campaigns)]
    if as_json:
        records = [_record(each) for each in found]
        return json_of(records[0] if campaign else records)
    return "\n".join(line for each in found for line in lines(each))


@click.command(short_help="Record that somebody approved a scope.")
@campaign_argument
@project_options
@click.option("--by", required=True, metavar="PERSON", help="Who decided: a person's id, or a partnership's.")
@click.option(
    "--scope", required=True, metavar="SCOPE", help="money, numbers, message, market:ID, partnership:ID, recap."
)
@click.option("--code", required=True, metavar="CODE", help="The code of the content that they saw, such as K7Q2-94MD.")
@click.option("--on", type=IssuedDay(), metavar="YYYY-MM-DD", required=True, help="The day on which they decided.")
@evidence_option
@click.option("--changes", is_flag=True, help="They want changes first.")
@click.option("--declines", is_flag=True, help="A creator declines the brief.")
@click.option("--note", "notes", multiple=True, metavar="LANGUAGE=TEXT", help="What they added, in each language.")
@click.option("--for", "delegate_of", default="", metavar="PERSON", help="For whom they approve.")
@click.option("--delegation", default="", metavar="TEXT", help="Where it says that they may.")
def approve(
    campaign: str,
    folder: Path | None,
    by: str,
    scope: str,
    code: str,
    on: datetime.date,
    evidence: tuple[str, ...],
    changes: bool,
    declines: bool,
    notes: tuple[str, ...],
    delegate_of: str,
    delegation: str,
) -> None:
    """Record an approval, or a creator's acceptance, with the code of what was approved.

    Nothing is written where the code is not that of the present content, or where they may not approve it.
    """
    from pipeline.services import records

    if bool(delegate_of) != bool(delegation):
        raise misused("--for and --delegation go together: for whom, and where it says so")
    if changes and declines:
        raise misused("--changes and --declines do not go together: they want it changed, or they decline it")
    decision = records.Decision(
        by, scope, code, on, note(evidence), changes, declines, texts(notes), delegate_of, delegation
    )
    with recording():
        wrote(records.approve(root_of(folder), campaign, decision))


@click.command(short_help="Record the start of the work.")
@campaign_argument
@project_options
@click.option("--on", type=IssuedDay(), metavar="YYYY-MM-DD", required=True, help="The day of the kick-off.")
@click.option("--effective", type=IssuedDay(), metavar="YYYY-MM-DD", help="The day from which people work by it.")
@click.option("--present", multiple=True, metavar="ID", help="Who was there.")
@click.option("--without", multiple=True, metavar="PARTNERSHIP", help="Who does not begin.")
@click.option("--reason", "reasons", multiple=True, metavar="LANGUAGE=TEXT", help="Why not, in each language.")
def kickoff(
    campaign: str,
    folder: Path | None,
    on: datetime.date,
    effective: datetime.date | None,
    present: tuple[str, ...],
    without: tuple[str, ...],
    reasons: tuple[str, ...],
) -> None:
    """Record the kick-off of the present version.

    Refused unless every scope is approved and every creator who begins has accepted, as all of it is now.
    """
    from pipeline.services import records

    if bool(without) != bool(reasons):
        raise misused("--without and --reason go together: who does not begin, and why")
    with recording():
        done = records.kickoff(
            root_of(folder), campaign, on, effective=effective, present=present, without=without, reason=texts(reasons)
        )
    wrote(done)


@click.command(short_help="Make what is sent to each creator, and record that it was sent.")
@campaign_argument
@project_options
@click.option(
    "--on",
    type=IssuedDay(),
    metavar="YYYY-MM-DD",
    help="Record that it was sent, on this day. Without it, the folders are made and nothing is recorded.",
)
@click.option("--to", multiple=True, metavar="ID", help="To whom. Default: each partnership without this version.")
@click.option("--way", default="", metavar="TEXT", help="By what way. Default: mail to the address in their file.")
@click.option("--document", default="", metavar="TEXT", help="What was sent, where it was not the brief.")
def send(
    campaign: str, folder: Path | None, on: datetime.date | None, to: tuple[str, ...], way: str, document: str
) -> None:
    """Make a folder for each creator who has not got the present version; with --on, record that they were sent it.

    build/CAMPAIGN/send/PARTNERSHIP/ then holds their documents in their language, and a mail with all of them attached
    that opens in any mail program as a draft. Nothing is sent. Whether it is the first mail, one of a change or a
    reminder is read from the records. Briefs may be sent once every scope of the brand is approved.
    """
    from pipeline.cli.progress import Report
    from pipeline.services import deliveries, records, sendable

    if on is not None:
        with recording():
            wrote(records.send(root_of(folder), campaign, on, to=to, way=way, document=document))
        return
    project = loaded(folder)
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    entries = {str(entry["to"]): entry for entry in sendable.sendable(project, campaign, to)}
    if not entries:
        say(
            "everybody has version {version} already; --to makes one mail again, a reminder where no answer came",
            version=project.campaigns[campaign].version,
        )
        return
    with usage_errors():
        for made in deliveries.deliver(project, campaign, list(entries), show=lambda: Report(explain=False)):
            for line in _made(made, entries[made.partnership], way):
                click.echo(line)
    say("nothing is recorded: once they are sent, type briefs send {campaign} --on DATE", campaign=campaign)


_OCCASIONS = {
    "first": N_("{folder}/ (first mail, {language})"),
    "change": N_("{folder}/ (mail of a change, {language})"),
    "reminder": N_("{folder}/ (reminder, {language})"),
}
_FATES = {"new": N_("new: {name}"), "changed": N_("changed: {name}"), "gone": N_("gone: {name}")}


def _made(made: Delivery, entry: Mapping[str, object], way: str) -> Iterator[str]:
    """What is ready for one partnership, and what became of its files since the last time."""
    code, reached = entry.get("code", ""), way or entry["way"]
    reached = reached or said(N_("no address yet: write email: in their file"))
    version = said(N_("version {version}"), version=entry["version"])
    yield f"{made.partnership}  {version}  {code}  {reached}".rstrip()
    yield "  " + said(_OCCASIONS[made.occasion], folder=os.path.relpath(made.folder), language=made.language)
    if not (made.files["new"] or made.files["changed"] or made.files["gone"]):
        one, many = N_("nothing has changed: {n} file"), N_("nothing has changed: {n} files")
        yield "  " + light_translator().number(one, many, len(made.files["unchanged"]))
        return
    for state, message in _FATES.items():
        yield from (f"  {said(message, name=name)}" for name in made.files[state])


def _record(campaign: CampaignStatus) -> dict[str, object]:
    """How far a campaign has come, for other programs."""
    return {
        "campaign": campaign.id,
        "code": campaign.code,
        "version": campaign.version,
        "typed": campaign.typed,
        "status": campaign.status,
        "recorded": campaign.recorded,
        "archived": campaign.archived,
        "scopes": {
            scope.name: {"code": scope.code, "decisions": [_decision(each) for each in scope.standings]}
            for scope in campaign.scopes
        },
        "partnerships": {
            each.partnership: {
                "status": each.status or None,
                "sent": [sent.model_dump(mode="json", exclude_none=True) for sent in each.sent],
                "reply": _decision(each.reply),
                "replies": [reply.model_dump(mode="json", exclude_none=True) for reply in each.replies],
            }
            for each in campaign.deliveries
        },
        "recaps": {each.party: each.code for each in campaign.replies},
        "replies": {each.party: _reply(each) for each in campaign.replies},
        "missing": [{"message": told(each), "awaited": each.who or None} for each in campaign.awaited],
        "next": told(campaign.next),
    }


def _reply(reply: Reply) -> dict[str, object]:
    said = reply.said
    return {
        "state": reply.state,
        "code": str(said.code) if said else None,
        "version": said.version if said else None,
        "on": said.on.isoformat() if said else None,
        "evidence": said.model_dump(mode="json")["evidence"] if said else None,
    }


def _decision(standing: Standing) -> dict[str, object]:
    decision, why = standing.decision, standing.why
    return {
        "person": standing.person,
        "state": standing.state,
        "code": str(decision.code) if decision else None,
        "version": decision.version if decision else None,
        "on": decision.on.isoformat() if decision else None,
        "evidence": decision.model_dump(mode="json")["evidence"] if decision else None,
        "changed": None
        if why is None
        else [{"file": each.path, "field": each.field, "was": each.was, "now": each.now} for each in why],
    }
