"""`briefs migrate`: content of an earlier version of the program, brought into today's format."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.base import files
from pipeline.base.assets import Assets
from pipeline.base.problems import N_
from pipeline.cli.options import project_options, root_of
from pipeline.cli.words import say


@click.command(short_help="Bring content of an earlier version into today's format.")
@click.option("--write", is_flag=True, help="Write it. Without this, it is only shown.")
@project_options
def migrate(write: bool, folder: Path | None) -> None:
    """Show what content of an earlier version of the program needs to be read by this one; with --write, write it.

    Comments, order and layout stay as they are. What is archived is never touched.
    """
    from pipeline.workspace.migrate import migrated

    root = root_of(folder)
    found = migrated(Assets.of(root))
    for item in found:
        click.echo(item.path)
        for number, line in item.lines:
            click.echo(f"{number:5} + {line}")
        if write:
            files.publish(root / item.path, item.text.encode())
    if not found:
        say(N_("The content is in today's format."))
    elif not write:
        say(N_("Nothing is written yet: add --write."))
