"""The manual page: what every command says of itself, for `man`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping

import click

from pipeline import __version__
from pipeline.base.problems import N_
from pipeline.cli.options import said
from pipeline.cli.words import row

_NAME, _USE, _COMMANDS = N_("NAME"), N_("SYNOPSIS"), N_("COMMANDS")
_TOPIC = {"ids": N_("IDS"), "exit-status": N_("EXIT STATUS"), "workspace": N_("WORKSPACE")}
_WORDS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))


def page(root: click.Context, topics: Mapping[str, str]) -> str:
    """The page of a program and of all its commands in roff, in the language of messages."""
    group = root.command
    lines = [f'.TH BRIEFS 1 "" "briefs {__version__}"', f".SH {said(_NAME)}"]
    lines += [f"{root.info_name} \\- {_set(' '.join(said(inspect.cleandoc(group.help or '')).split()))}"]
    lines += [f".SH {said(_USE)}", *_synopsis(root)]
    lines += [f".SH {said(_COMMANDS)}"]
    for context in _commands(root):
        lines += _command(context)
    for name, text in topics.items():
        lines += [f".SH {said(_TOPIC[name])}", ".nf", *_verbatim(said(text)), ".fi"]
    return "\n".join(lines) + "\n"


def _commands(context: click.Context) -> Iterator[click.Context]:
    """Each command that does something, those of groups behind the name of the group, by name."""
    group = context.command
    for name, command in sorted(group.commands.items()) if isinstance(group, click.Group) else ():
        below = click.Context(command, context, info_name=name)
        yield from _commands(below) if isinstance(command, click.Group) else [below]


def _command(context: click.Context) -> Iterator[str]:
    """What one command does, and its options."""
    yield f".SS {_set(context.command_path)}"
    yield from _synopsis(context)
    for paragraph in said(inspect.cleandoc(context.command.help or "")).split("\n\n"):
        yield from (".PP", _set(" ".join(paragraph.split())))
    for option in context.command.get_params(context):
        record = option.get_help_record(context)
        if record and record[1]:
            yield from (".TP", f"\\fB{_set(record[0])}\\fR", _set(row(record[1])))


def _synopsis(context: click.Context) -> Iterator[str]:
    """How a command is typed."""
    words = " ".join(context.command.collect_usage_pieces(context))
    for word in _WORDS:
        words = words.replace(word, said(word))
    yield f"\\fB{_set(context.command_path)}\\fR {_set(words)}"


def _verbatim(text: str) -> Iterator[str]:
    return map(_set, text.rstrip().split("\n"))


def _set(text: str) -> str:
    """Words as roff has them: hyphens that are typed, and no line that begins with a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
