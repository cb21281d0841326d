"""`briefs eject`: one of the program's files, copied into the workspace to be changed there."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import project_options, root_of, usage_errors
from pipeline.cli.words import say


@click.command(short_help="Copy one of the program's files, to change it here.")
@click.argument("name", metavar="TEMPLATE|LOCALE|THEME")
@project_options
def eject(name: str, folder: Path | None) -> None:
    """Copy one file into the workspace, where it goes before the program's; all others follow the program.

    Of a theme or a catalog keep only what is to differ: the rest is taken from the program. briefs doctor says what the
    program has changed since, and what to type to bring both together.
    """
    from pipeline.workspace import eject, own_files

    root = root_of(folder)
    with usage_errors():
        path = eject.eject(root, name)
    say("wrote {path}", path=path)
    say(
        "its original is kept in {folder}/, to be compared with later versions of the program",
        folder=own_files.ORIGINALS,
    )
