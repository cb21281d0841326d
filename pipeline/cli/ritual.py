"""`briefs ritual`: who presents what this month, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.base.problems import N_, problem
from pipeline.cli.options import loaded, message_translator, project_options, said, unknown, usage_errors
from pipeline.cli.terminal import say_json

if TYPE_CHECKING:
    from pipeline.domain.monthly import Series
    from pipeline.domain.progress import Unmet
    from pipeline.domain.ritual import Part
    from pipeline.services.ritual import MonthStatus


_WHOLE = 1000
"""From here on a limit has no decimals."""


def _month(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise click.BadParameter(said(N_('"{value}" is not a month (write it as 2027-03)'), value=value))
    return value


@click.command(short_help="Say who presents what this month.")
@project_options
@click.option("--month", default="", metavar="YYYY-MM", callback=_month, help="Another month than the one to prepare.")
@click.option("--absent", multiple=True, metavar="ID", help="Who is missing on the day; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def ritual(folder: Path | None, month: str, absent: tuple[str, ...], as_json: bool) -> None:
    """Say who presents which metric at the monthly half hour, with its newest number, and what is missing.

    Nobody presents what they own, count or work near. With --absent the next fair name takes over.
    The documents of the month are built by its name: briefs build 2027-03.
    """
    from pipeline.services.ritual import month_status

    project = loaded(folder)
    for person in absent:
        if person not in project.organisation.people:
            raise click.UsageError(unknown(N_('no person "{word}"'), person, project.organisation.people))
    with usage_errors():
        found = month_status(project, month, absent)
    if as_json:
        say_json(_record(found))
        return
    click.echo("\n".join(_lines(found)))


def _record(found: MonthStatus) -> dict[str, Any]:
    """A month for other programs."""
    roster = found.roster
    return {
        "month": roster.month,
        "on": str(roster.on),
        "held": roster.held,
        "absent": list(roster.absent),
        "presents": [_part(part, found) for part in roster.parts],
        "missing": [{"message": _told(each), "awaited": each.who or None} for each in found.missing],
        "documents": found.documents or None,
    }


def _part(part: Part, found: MonthStatus) -> dict[str, Any]:
    return {
        "metric": part.metric.key,
        "person": part.person or None,
        "owner": part.metric.owner,
        "instead_of": part.instead_of or None,
        "counts": [_count(each) for each in found.counts[part.metric.key]],
    }


def _count(series: Series) -> dict[str, Any]:
    newest, limits = series.newest, series.limits
    return {
        "market": series.market,
        "period": newest.period if newest else None,
        "value": str(newest.value) if newest else None,
        "currency": series.currency,
        "limits": [str(round(limit, 4)) for limit in limits] if limits else None,
        "verdict": series.verdict,
    }


_HELD, _TO_PREPARE = N_("{month}, {day}: held"), N_("{month}, {day}")
_ASKS, _INSTEAD = N_("{person}, asks {owner}"), N_("{person} instead of {other}, asks {owner}")
_KEEPS, _NOBODY = N_("{person}, their own"), N_("nobody")
_MISSING, _COMPLETE = N_("missing: {what}"), N_("nothing is missing")
_BUILD = N_("to print it: briefs build {month}")
_ADD = N_("to print it, add {month} under months: in content/ritual.yaml")


def _lines(found: MonthStatus) -> Iterator[str]:
    """A month as a table, in the language of messages."""
    roster = found.roster
    yield _say(_HELD if roster.held else _TO_PREPARE, month=roster.month, day=roster.on)
    for part in roster.parts:
        yield f"  {part.metric.key:<12} {_who(part)}"
        for each in found.counts[part.metric.key]:
            if each.newest is not None:
                yield f"  {'':<12} {each.market} {each.newest.period}: {_value(each)}"
    for unmet in found.missing:
        yield f"  {_say(_MISSING, what=_told(unmet))}"
    if not found.missing:
        yield f"  {_say(_COMPLETE)}"
    yield f"  {_say(_BUILD if found.documents else _ADD, month=found.documents or roster.month)}"


def _who(part: Part) -> str:
    if not part.person:
        return _say(_NOBODY)
    if part.person == part.metric.owner:
        return _say(_KEEPS, person=part.person)
    values = {"person": part.person, "other": part.instead_of, "owner": part.metric.owner}
    return _say(_INSTEAD if part.instead_of else _ASKS, **values)


_VERDICTS = {
    "signal": N_("{value}, signal: outside {low}–{high}"),
    "noise": N_("{value}, noise: within {low}–{high}"),
    "early": N_("{value}, too few counts to tell signal from noise"),
}


def _value(series: Series) -> str:
    low, high = series.limits or (Decimal(), Decimal())
    newest = series.newest
    value = f"{newest.value} {series.currency}" if newest and series.currency else str(newest.value) if newest else ""
    return _say(_VERDICTS[series.verdict], value=value, low=_short(low), high=_short(high))


def _told(unmet: Unmet) -> str:
    """What is missing, in the language of messages."""
    return _translated(unmet.message, unmet.hint, dict(unmet.values))


def _say(message: str, **values: Any) -> str:
    return _translated(message, "", values)


def _translated(message: str, hint: str, values: dict[str, Any]) -> str:
    translator = message_translator(click.get_current_context().find_root())
    return translator.problem(problem("", message, hint=hint, **values)).removeprefix(": ")


def _short(value: Decimal) -> str:
    """A limit with as many digits as anybody looks at."""
    return f"{value:.0f}" if abs(value) >= _WHOLE else f"{value:.2f}"
