"""The commands of an end: a campaign is closed once all that was promised is kept, or stopped before."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.entries import campaign_argument, evidence_option, note, recording, texts, wrote
from pipeline.cli.options import IssuedDay, loaded, project_options, root_of
from pipeline.cli.words import misused

if TYPE_CHECKING:
    from pipeline.reading.project import Project

_by = click.option("--by", required=True, metavar="PERSON", help="Who ends it, by id.")
_on = click.option("--on", type=IssuedDay(), metavar="YYYY-MM-DD", required=True, help="The day of the end.")


@click.command(short_help="Record that a campaign is closed: all is counted, paid and told.")
@campaign_argument
@project_options
@_by
@_on
@evidence_option
@click.option(
    "--keep-until",
    type=IssuedDay(),
    metavar="YYYY-MM-DD",
    required=True,
    help="The day until which all of it is kept: a year after the last post comes down, or later.",
)
def close(
    campaign: str, folder: Path | None, by: str, on: datetime.date, evidence: tuple[str, ...], keep_until: datetime.date
) -> None:
    """Record that the present version is closed.

    Refused unless it is in force, its last checkpoint was held, every market's final review is signed, every creator is
    paid and was told what comes next.
    """
    from pipeline.services import records

    said = {"status": "closed", "by": by, "on": on.isoformat(), "keep_until": keep_until.isoformat()}
    with recording():
        wrote(records.end(root_of(folder), campaign, {**said, "evidence": note(evidence)}))


@click.command(short_help="Record that a campaign is stopped, why, and what creators are paid.")
@campaign_argument
@project_options
@_by
@_on
@evidence_option
@click.option("--reason", "reasons", multiple=True, required=True, metavar="LANGUAGE=TEXT", help="Why it ends.")
@click.option(
    "--pays",
    multiple=True,
    metavar="PARTNERSHIP=AMOUNT",
    help="What a creator is paid by the terms for cancellation, in the market's currency; 0 where nothing is owed.",
)
def stop(
    campaign: str,
    folder: Path | None,
    by: str,
    on: datetime.date,
    evidence: tuple[str, ...],
    reasons: tuple[str, ...],
    pays: tuple[str, ...],
) -> None:
    """Record that the present version is stopped.

    Refused unless its owner stops it, and it says of each creator who accepted what they are paid.
    """
    from pipeline.services import records

    owed = dict(_owed(loaded(folder), campaign, each) for each in pays)
    said: dict[str, object] = {"status": "stopped", "by": by, "on": on.isoformat(), "reason": texts(reasons)}
    if owed:
        said["pays"] = owed
    with recording():
        wrote(records.end(root_of(folder), campaign, {**said, "evidence": note(evidence)}))


def _owed(project: Project, campaign: str, typed: str) -> tuple[str, dict[str, object]]:
    """A partnership, and what it is paid in its market's currency."""
    name, _, said = typed.partition("=")
    agreed = project.campaigns[campaign].partnerships if campaign in project.campaigns else {}
    currency = project.markets[agreed[name].market].currency if name in agreed else "XXX"
    try:
        amount = Decimal(said)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise misused('"{each}" is no amount of a partnership (write it as {name}=1500)', each=typed, name=name or "ID")
    return name, {"amount": int(amount) if amount == int(amount) else float(amount), "currency": currency}
