"""`briefs completion`: what a shell completes, the ids of a project among it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from pipeline.base.problems import Problems
from pipeline.cli.options import messages_option
from pipeline.reading import location

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_BRIEFS_COMPLETE"
"""The variable by which a shell asks click to complete, after the name of the program."""


@click.command(short_help="Print what makes a shell complete commands and ids.")
@click.argument("shell", type=click.Choice(_SHELLS))
@messages_option
def completion(shell: str) -> None:
    """Print the lines by which a shell completes commands, options and the ids of a project.

    For bash, add to ~/.bashrc: eval "$(briefs completion bash)". For zsh the same in ~/.zshrc. For fish, write them to
    ~/.config/fish/completions/briefs.fish.
    """
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(click.get_current_context().find_root().command, {}, "briefs", _VARIABLE).source())


def documents(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of campaigns and procedures and, behind a point, those of the documents of the last build."""
    from pipeline.build import state

    root = _root(context)
    if root is None or "." not in typed:
        return subjects(context, parameter, typed)
    return list(_beginning(typed, state.load(root / "build").standing.targets))


def subjects(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of campaigns and procedures."""
    return [*_stems(context, "campaigns", typed), *_stems(context, "sops", typed)]


def campaigns(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of campaigns."""
    return list(_stems(context, "campaigns", typed))


def _stems(context: click.Context, folder: str, typed: str) -> Iterator[CompletionItem]:
    root = _root(context)
    if root is not None:
        yield from _beginning(typed, sorted(path.stem for path in (root / "content" / folder).glob("[!.]*.yaml")))


def _beginning(typed: str, names: Iterable[str]) -> Iterator[CompletionItem]:
    return (CompletionItem(name) for name in names if name.startswith(typed))


def _root(context: click.Context) -> Path | None:
    """The folder of the project that is meant; None where there is none."""
    given = context.params.get("folder")
    try:
        return Path(given) if given else location.find(Path.cwd())
    except (Problems, OSError):
        return None


campaign_option = click.option(
    "--campaign", metavar="ID", default="", help="Only this campaign.", shell_complete=campaigns
)
patterns_argument = click.argument("patterns", nargs=-1, metavar="[PATTERN]...", shell_complete=documents)
