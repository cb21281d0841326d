"""`briefs serve`: a board of the project for a browser on this machine."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path

import click

from pipeline.base.problems import N_
from pipeline.cli.options import light_translator, message_language, project_options, root_of
from pipeline.cli.words import misused


@click.command(short_help="Show the documents in a browser as you edit.")
@project_options
@click.option("--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="The port. Default: any free one.")
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
def serve(folder: Path | None, port: int, opened: bool) -> None:
    """Show campaigns, documents, approvals, problems and warnings in a browser, and pages as they change.

    Saved files show at once. Only this machine can ask, and nothing is written: briefs build makes the files.
    Stop it with Ctrl+C.
    """
    root = root_of(folder)
    from pipeline.preview import server
    from pipeline.preview.board import Board
    from pipeline.preview.pages import Pages

    try:
        bound = server.bound(port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise misused(
            "port {port} cannot be used: {reason} (leave --port out for a free one)", port=port, reason=reason
        ) from None
    address = f"http://{server.ADDRESS}:{bound.getsockname()[1]}/"
    click.echo(light_translator().said(N_("The board is at {address} (Ctrl+C closes it)."), address=address))
    if opened:
        webbrowser.open(address)
    board = Board(root)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve(board, Pages(board, light_translator(), message_language()), bound)
