"""`briefs messages`: catalogs brought up to date, and what a language lacks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.base import files
from pipeline.base.problems import N_
from pipeline.cli.options import loaded, project_options, usage_errors
from pipeline.cli.words import say


@click.command(short_help="Bring the catalogs up to date, or list what a language lacks.")
@click.option("--missing", "lacking", metavar="LANGUAGE", help="List all that this language lacks, and write nothing.")
@project_options
def messages(lacking: str | None, folder: Path | None) -> None:
    """Bring the catalogs up to date with what templates and problems say."""
    from pipeline.base.assets import Assets
    from pipeline.checks import load
    from pipeline.reading import location
    from pipeline.workspace import messages as catalogs

    if lacking:
        _list_missing(folder, lacking)
        return
    root = files.real(folder) if folder else location.find(Path.cwd())
    changed = catalogs.update(Assets.of(root), load.languages(root))
    for name in changed:
        say("updated {name}", name=name)
    if not changed:
        say("the catalogs are up to date")


_LACKING = {
    "patterns": N_("{path}: not there yet"),
    "messages": N_("{path}: messages of documents: {count}"),
    "texts": N_("{path}: texts: {count}"),
    "problems": N_("{path}: messages of problems, which may stay English: {count}"),
}


def _list_missing(folder: Path | None, language: str) -> None:
    from pipeline.workspace.missing import missing

    with usage_errors():
        found = missing(loaded(folder), language)
    if not found:
        say("nothing is missing in {language}", language=language)
    for index, gaps in enumerate(found):
        if index:
            click.echo()
        say(_LACKING[gaps.kind], path=gaps.path, count=len(gaps.lines))
        for line in gaps.lines:
            # A message may hold several lines; it is one entry of the list.
            click.echo(f"  {' '.join(line.split())}")
