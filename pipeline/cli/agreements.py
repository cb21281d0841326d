"""The commands of agreeing: how far a campaign is, who approved what, what was sent, when the work begins."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import problem
from pipeline.cli.completion import campaigns
from pipeline.cli.options import IssuedDay, loaded, message_translator, project_options, root_of, unknown, usage_errors

if TYPE_CHECKING:
    from pipeline.domain.approvals import Standing
    from pipeline.domain.progress import Unmet
    from pipeline.services.agreement_status import CampaignStatus, DeliveryStatus
    from pipeline.services.records import Recorded

_SIGNS = {"approved": "+", "fell": "x", "changes": "!", "missing": "-"}

campaign_argument = click.argument("campaign", shell_complete=campaigns)


@click.command(short_help="Say who agreed to what, and what is next.")
@click.argument("campaign", required=False, default="", shell_complete=campaigns)
@project_options
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def status(campaign: str, folder: Path | None, as_json: bool) -> None:
    """Say how far a campaign has come: its scopes with their codes, who approved them, what fell and why.

    Also what was sent to each partnership and what they replied, what is missing, and what comes next.
    """
    from pipeline.services.agreement_status import campaign_status

    project = loaded(folder)
    if campaign and campaign not in project.campaigns:
        raise click.UsageError(unknown(f'no campaign "{campaign}"', campaign, project.campaigns))
    found = [campaign_status(project, name) for name in ([campaign] if campaign else project.campaigns)]
    if as_json:
        records = [_record(each) for each in found]
        click.echo(json.dumps(records[0] if campaign else records, ensure_ascii=False, indent=1))
        return
    for each in found:
        click.echo("\n".join(_lines(each)))


@click.command(short_help="Record that somebody approved a scope.")
@campaign_argument
@project_options
@click.option("--by", required=True, metavar="PERSON", help="Who decided: a person's id, or a partnership's.")
@click.option(
    "--scope", required=True, metavar="SCOPE", help="money, numbers, message, market:ID, partnership:ID, recap."
)
@click.option("--code", required=True, metavar="CODE", help="The code of the content that they saw, such as K7Q2-94MD.")
@click.option("--on", type=IssuedDay(), metavar="YYYY-MM-DD", required=True, help="The day on which they decided.")
@click.option("--evidence", required=True, metavar="TEXT", help="Where it is: a mail, a signed page.")
@click.option("--changes", is_flag=True, help="They want changes first.")
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
    evidence: str,
    changes: bool,
    notes: tuple[str, ...],
    delegate_of: str,
    delegation: str,
) -> None:
    """Record an approval, or a creator's acceptance, with the code of what was approved.

    Nothing is written where the code is not that of the present content, or where they may not approve it.
    """
    from pipeline.services import records

    if bool(delegate_of) != bool(delegation):
        raise click.UsageError("--for and --delegation go together: for whom, and where it says so")
    decision = records.Decision(by, scope, code, on, evidence, changes, _texts(notes), delegate_of, delegation)
    with usage_errors():
        _wrote(records.approve(root_of(folder), campaign, decision))


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
        raise click.UsageError("--without and --reason go together: who does not begin, and why")
    with usage_errors():
        done = records.kickoff(
            root_of(folder), campaign, on, effective=effective, present=present, without=without, reason=_texts(reasons)
        )
    _wrote(done)


@click.command(short_help="Record what was sent to whom.")
@campaign_argument
@project_options
@click.option(
    "--on",
    type=IssuedDay(),
    metavar="YYYY-MM-DD",
    help="The day on which it was sent. Without it nothing is recorded.",
)
@click.option("--to", multiple=True, metavar="ID", help="To whom. Default: each partnership without this version.")
@click.option("--way", default="", metavar="TEXT", help="By what way. Default: mail to the address in their file.")
@click.option("--document", default="", metavar="TEXT", help="What was sent, where it was not the brief.")
def send(
    campaign: str, folder: Path | None, on: datetime.date | None, to: tuple[str, ...], way: str, document: str
) -> None:
    """Say who has not got the present version yet; with --on, record that they were sent it.

    Briefs may be sent once every scope of the brand is approved.
    """
    from pipeline.services import records

    if on is not None:
        with usage_errors():
            _wrote(records.send(root_of(folder), campaign, on, to=to, way=way, document=document))
        return
    project = loaded(folder)
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(f'no campaign "{campaign}"', campaign, project.campaigns))
    for entry in records.sendable(project, campaign, to):
        click.echo(
            f"{entry['to']}  version {entry['version']}  {entry.get('code', '')}  {way or entry['way']}".rstrip()
        )
    click.echo(f"nothing is recorded: once they are sent, type briefs send {campaign} --on DATE")


def _texts(typed: tuple[str, ...]) -> Mapping[str, str] | None:
    """Texts by language, as options give them."""
    found = {}
    for each in typed:
        language, equals, words = each.partition("=")
        if not equals or not words.strip():
            raise click.UsageError(f'"{each}" is no text of a language (write it as en=TEXT)')
        found[language.strip()] = words.strip()
    return found or None


def _wrote(done: Recorded) -> None:
    click.echo(f"wrote {done.path}")
    for line in done.lines:
        click.echo(f"+ {line}".rstrip())


def _told(unmet: Unmet) -> str:
    """What is missing in the language of messages."""
    translator = message_translator(click.get_current_context().find_root())
    said = translator.problem(problem("", unmet.message, hint=unmet.hint, **dict(unmet.values)))
    return said.removeprefix(": ")


def _lines(campaign: CampaignStatus) -> Iterator[str]:
    yield f"{campaign.id} {campaign.version}: {campaign.status}"
    if campaign.status != campaign.typed and campaign.recorded:
        yield f"  status: {campaign.typed} was typed; the records bear out {campaign.status}"
    for scope in campaign.scopes:
        yield f"  {scope.code}  {scope.name}"
        for standing in scope.standings:
            yield from _standing(standing)
    for delivery in campaign.deliveries:
        yield from _delivery(delivery)
    for unmet in campaign.awaited:
        yield f"  missing: {_told(unmet)}"
    if not campaign.recorded:
        yield f"  there are no records: briefs new agreement {campaign.id} begins them with a draft"
    elif not campaign.awaited:
        yield f"  next: {_told(campaign.next)}"


def _standing(standing: Standing) -> Iterator[str]:
    decision = standing.decision
    said = f", {decision.on}, {decision.code}, {decision.evidence}" if decision else ""
    yield f"    {_SIGNS[standing.state]} {standing.person}: {standing.state}{said}"
    for change in standing.why or ():
        yield f"        {change.path}: {change.field}: {change.was or '—'} → {change.now or '—'}"
    if standing.why is None:
        yield "        nobody kept what it was then"


def _delivery(delivery: DeliveryStatus) -> Iterator[str]:
    yield f"  {delivery.partnership}: {delivery.status}"
    for sent in delivery.sent:
        what = f", {sent.document}" if sent.document else ""
        yield f"    {sent.version} on {sent.on}, {sent.way}{what}"


def _record(campaign: CampaignStatus) -> dict[str, object]:
    """How far a campaign has come, for other programs."""
    return {
        "campaign": campaign.id,
        "code": campaign.code,
        "version": campaign.version,
        "typed": campaign.typed,
        "status": campaign.status,
        "recorded": campaign.recorded,
        "scopes": {
            scope.name: {"code": scope.code, "decisions": [_decision(each) for each in scope.standings]}
            for scope in campaign.scopes
        },
        "partnerships": {
            each.partnership: {
                "status": each.status,
                "sent": [sent.model_dump(mode="json", exclude_none=True) for sent in each.sent],
                "reply": _decision(each.reply),
            }
            for each in campaign.deliveries
        },
        "recaps": dict(campaign.recaps),
        "missing": [{"message": _told(each), "awaited": each.who or None} for each in campaign.awaited],
        "next": _told(campaign.next),
    }


def _decision(standing: Standing) -> dict[str, object]:
    decision, why = standing.decision, standing.why
    return {
        "person": standing.person,
        "state": standing.state,
        "code": str(decision.code) if decision else None,
        "version": decision.version if decision else None,
        "on": decision.on.isoformat() if decision else None,
        "evidence": decision.evidence if decision else None,
        "changed": None
        if why is None
        else [{"file": each.path, "field": each.field, "was": each.was, "now": each.now} for each in why],
    }


COMMANDS = (status, approve, kickoff, send)
