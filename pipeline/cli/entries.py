"""What commands that add to the records have in common: texts in languages, what shows it, and what was written."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, Problems
from pipeline.cli.completion import campaigns
from pipeline.cli.options import message_language, usage_errors
from pipeline.cli.words import misused, say

if TYPE_CHECKING:
    from pipeline.model.localized import Note
    from pipeline.services.records import Recorded

campaign_argument = click.argument("campaign", shell_complete=campaigns)
evidence_option = click.option(
    "--evidence",
    multiple=True,
    required=True,
    metavar="TEXT",
    help="Where it is: a mail, a signed page; or LANGUAGE=TEXT for each language.",
)


@contextlib.contextmanager
def recording() -> Iterator[None]:
    """Takes a word that names nothing for wrong usage, and says of a refusal that nothing was written."""
    with usage_errors():
        try:
            yield
        except Problems as found:
            found.outcome = N_("nothing was written")
            raise


def texts(typed: tuple[str, ...]) -> Mapping[str, str] | None:
    """Texts by language, as options give them."""
    found = {}
    for each in typed:
        language, equals, words = each.partition("=")
        if not equals or not words.strip():
            raise misused('"{each}" is no text of a language (write it as en=TEXT)', each=each)
        found[language.strip()] = words.strip()
    return found or None


def note(typed: tuple[str, ...]) -> str | Mapping[str, str]:
    """Where something is, as options give it: in each language, or in one."""
    if len(typed) == 1 and not _IN_A_LANGUAGE.match(typed[0]):
        return typed[0]
    return texts(typed) or ""


_IN_A_LANGUAGE = re.compile(r"[a-z]{2,3}(-\w+)?=")


def noted(said: Note) -> str:
    """A note in the language of messages, or in the first that it has."""
    if isinstance(said, str):
        return said
    return said.get(message_language()) or next(iter(said.root.values()))


def wrote(done: Recorded) -> None:
    """Says what was written, and the lines that the file has gained."""
    say("wrote {path}", path=done.path)
    for line in done.lines:
        click.echo(f"+ {line}".rstrip())
