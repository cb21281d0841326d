"""What commands say of themselves: help, usage errors and short answers, in the language of the terminal."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

import click

from pipeline.base.message_language import ENGLISH
from pipeline.base.problems import N_, Problems
from pipeline.cli.options import light_translator, said

_MODULES = ("core", "exceptions", "formatting", "parser", "types")

_NO_NUMBER = N_("{value!r} is not a whole number.")
_OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} requires {nargs} arguments."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    _NO_NUMBER,
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("Choose from:\n\t{choices}"),
    N_("{filename!r} does not exist."),
    N_("{filename!r} is a file."),
    N_("{filename!r} is a directory."),
    N_("{filename!r} is not readable."),
    N_("required"),
    N_("Aborted!"),
)
"""What click says that a person can come to see."""


def say(message: str, **values: object) -> None:
    """Says a message with its values."""
    click.echo(said(message, **values))


def misused(message: str, **values: object) -> click.UsageError:
    """The error that something was typed which cannot be meant."""
    return click.UsageError(said(message, **values))


def _translated(message: str) -> str:
    # Click's nouns for a path and for a number were chosen before the language was known.
    message = message.replace("{name} {filename!r}", "{filename!r}")
    message = _NO_NUMBER if "{number_type}" in message else message
    try:
        return light_translator()(message)
    except (OSError, ImportError, Problems):
        return ENGLISH(message)


def _numbered(singular: str, plural: str, count: int) -> str:
    return _translated(singular if count == 1 else plural)


class _Help(click.HelpFormatter):
    """Help of which every text is a message."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for word in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(word, _translated(word))
        super().write_usage(prog, args, prefix)

    def write_text(self, text: str) -> None:
        super().write_text(_translated(text))

    # Any is click's own: it declares two widths.
    def write_dl(self, rows: Iterable[tuple[str, str]], *widths: Any, **named: Any) -> None:
        super().write_dl([(name, row(text)) for name, text in rows], *widths, **named)


def row(text: str) -> str:
    """What an option or a command is for; click sets what may be given apart by two spaces."""
    own, apart, extra = text.partition("  [")
    return _translated(own) + apart + (f"{_translated(extra[:-1])}]" if extra else "")


def speak() -> None:
    """Has click say its own in the language of the terminal: it asks gettext, which knows no catalog of ours."""
    click.Context.formatter_class = _Help
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for own, function in (("_", _translated), ("ngettext", _numbered)):
            if hasattr(module, own):
                setattr(module, own, function)
