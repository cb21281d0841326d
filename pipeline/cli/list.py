"""`briefs list`: the documents there are, each with its state and the reason."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.base.problems import N_
from pipeline.cli.completion import campaign_option, patterns_argument
from pipeline.cli.options import document_options, languages_option, light_translator, loaded, root_of, usage_errors
from pipeline.cli.terminal import json_of
from pipeline.cli.typed import asked
from pipeline.services.status import DocumentStatus, status


@click.command("list", short_help="List the documents and their state.")
@patterns_argument
@document_options
@languages_option
@campaign_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def list_targets(
    patterns: tuple[str, ...], folder: Path | None, languages: tuple[str, ...], campaign: str, as_json: bool
) -> None:
    """List the documents, each with its state and the reason."""
    root = root_of(folder)
    question = asked(root)
    with usage_errors():
        found = status(root, patterns, campaign, load=loaded, languages=languages)
    if as_json:
        records = [
            {
                "id": item.id,
                "state": _state(item),
                "reason": item.reason or None,
                "path": f"build/{item.path}",
            }
            for item in found
        ]
        answer = json_of(records)
    else:
        translator = light_translator()
        said = (translator.said(_STATES[_state(item) if item.failed else item.reason], id=item.id) for item in found)
        answer = "\n".join(said)
    if answer:
        click.echo(answer)
    question.keep(answer)


_STATES = {
    "": N_("{id}  built"),
    "failed": N_("{id}  failed"),
    "new": N_("{id}  stale (new)"),
    "text changed": N_("{id}  stale (text changed)"),
    "theme changed": N_("{id}  stale (theme changed)"),
    "writer changed": N_("{id}  stale (writer changed)"),
    "output missing": N_("{id}  stale (output missing)"),
    "output altered": N_("{id}  stale (output altered)"),
}


def _state(item: DocumentStatus) -> str:
    return "failed" if item.failed else "stale" if item.reason else "built"
