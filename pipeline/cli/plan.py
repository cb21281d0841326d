"""`briefs plan`: the latest dates of a campaign, and how much time is left before each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_
from pipeline.cli.completion import campaigns
from pipeline.cli.options import loaded, project_options, said, unknown, usage_errors
from pipeline.cli.terminal import say_json
from pipeline.cli.words import misused, say

if TYPE_CHECKING:
    from pipeline.domain.plan import PartnershipPlan
    from pipeline.reading.project import Project


@click.command(short_help="Say by when each step has to be done.")
@click.argument("campaign", shell_complete=campaigns)
@project_options
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@click.option("--write", is_flag=True, help="Fill empty schedules in the campaign's file with the last days.")
def plan(campaign: str, folder: Path | None, as_json: bool, write: bool) -> None:
    """Work backward from the day of each creator's first post, on everybody's own working days.

    In a market or a wave in which nobody has a partnership yet: from its day that cannot move (fixed:).

    For each step: the last day that keeps the post, who takes it, the day that was typed, and the
    working days between the two. With --write the last days are put into schedules that are empty;
    typed dates are compared, never overwritten.
    """
    from pipeline.domain.plan import NoCalendar, plans

    project = loaded(folder)
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    record = project.campaigns[campaign]
    try:
        if write:
            _fill(project, campaign)
            return
        found_plans = list(plans(project, record))
    except NoCalendar:
        raise misused("a market has no calendar (write calendar: in its file)") from None
    if as_json:
        say_json([_record(found) for found in found_plans])
        return
    for found in found_plans:
        click.echo("\n".join(_lines(found)))


def _fill(project: Project, campaign: str) -> None:
    """Writes the last days into empty schedules and says what was written. Raises NoCalendar."""
    from pipeline.base.files import publish
    from pipeline.workspace.filled_schedules import filled

    with usage_errors():
        found = filled(project, campaign)
    publish(project.folder / found.path, found.text.encode())
    click.echo(found.path)
    for number, line in found.lines:
        click.echo(f"{number:5} + {line}")
    if found.left:
        say("still to be typed: {value}", value=", ".join(found.left))


def _record(plan: PartnershipPlan) -> dict[str, object]:
    """A plan for other programs."""
    return {
        "partnership": plan.partnership,
        "market": plan.market,
        "critical": list(plan.critical),
        "steps": [
            {
                "step": step.id,
                "actor": step.actor,
                "latest": str(step.latest.finish),
                "begins": str(step.latest.start),
                "typed": str(step.date) if step.date else None,
                "slack": step.slack,
            }
            for step in plan.steps
        ],
    }


def _lines(plan: PartnershipPlan) -> Iterator[str]:
    """A plan as a table, the steps that would move the post marked."""
    nobody = said(N_("{timetable}: nobody yet"), timetable=plan.timetable.name)
    yield f"{plan.partnership} ({plan.market})" if plan.partnership else nobody
    for step in plan.steps:
        slack = said(N_("{day}, slack {slack}"), day=step.date, slack=step.slack)
        typed = slack if step.date else said(N_("no date"))
        mark = "*" if step.id in plan.critical else " "
        yield f"{mark} {step.latest.finish}  {step.id:<14} {step.actor:<18} {typed}"
