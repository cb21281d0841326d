"""`briefs review`: what a campaign's final results add to the history of its markets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, Problems
from pipeline.cli.completion import campaigns
from pipeline.cli.options import loaded, message_translator, project_options, unknown
from pipeline.cli.tables import refuse

if TYPE_CHECKING:
    from pipeline.domain.new_history import Withheld

_WHY = {
    "unlike": N_("counted unlike what stands there, so it is kept apart: {aspects}"),
    "earlier": N_("what stands there is of the same time or later"),
    "there": N_("it stands there already"),
    "no history": N_("this market has no history of it"),
    "not counted": N_("nobody counted it"),
    "no rate": N_("no rate into the currency of the history was agreed"),
}


@click.command(short_help="Say what a campaign's results add to its markets' history.")
@click.argument("campaign", shell_complete=campaigns)
@project_options
@click.option("--write-history", "write", is_flag=True, help="Add the entries to the files of the markets.")
def review(campaign: str, folder: Path | None, write: bool) -> None:
    """Show the entry that final results make in each market's history, by metric, with the campaign as its source.

    With --write-history the entries are added to content/markets/, and comments and order stay as they are. What was
    counted unlike earlier results is never put beside them.
    """
    from pipeline.services import reviews

    project = loaded(folder)
    if campaign not in project.campaigns:
        raise click.UsageError(unknown(N_('no campaign "{word}"'), campaign, project.campaigns))
    translator = message_translator(click.get_current_context())
    made, kept = reviews.history(project, campaign)
    for entry in made:
        said = f"{entry.period}: {entry.value:f}"
        message = translator(N_("{market}, {metric}: {value} from {posts} posts of {campaign}"))
        values = {"market": entry.market, "metric": entry.metric, "posts": entry.posts, "campaign": campaign}
        click.echo(message.format(value=said, **values))
    for item in kept:
        click.echo(f"{item.market}, {item.metric}: {_why(item, translator(_WHY[item.obstacle]))}")
    if not made:
        click.echo(translator(N_("nothing to add")))
    elif write:
        try:
            paths = reviews.write_history(project, made)
        except Problems as wrong:
            refuse(wrong, translator)
        for path in paths:
            click.echo(translator(N_("written: {path}")).format(path=path))


def _why(item: Withheld, message: str) -> str:
    return message.format(aspects=", ".join(item.aspects))
