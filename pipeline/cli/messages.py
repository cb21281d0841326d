"""`briefs messages`: catalogs brought up to date, and what a language lacks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.base import files
from pipeline.cli.options import loaded, project_options


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
        click.echo(f"updated {name}")
    if not changed:
        click.echo("the catalogs are up to date")


_LACKING = {
    "patterns": "not there yet",
    "messages": "messages of documents",
    "texts": "texts",
    "problems": "messages of problems, which may stay English",
}


def _list_missing(folder: Path | None, language: str) -> None:
    from pipeline.workspace.missing import NoSuchLanguage, missing

    try:
        found = missing(loaded(folder), language)
    except NoSuchLanguage as error:
        raise click.UsageError(f'"{error.name}" is not a language ({error.hint})') from None
    if not found:
        click.echo(f"nothing is missing in {language}")
    for index, gaps in enumerate(found):
        count = f"{len(gaps.lines)} " if gaps.lines else ""
        click.echo(f"{'' if not index else chr(10)}{gaps.path}: {count}{_LACKING[gaps.kind]}")
        for line in gaps.lines:
            click.echo(f"  {line}")
