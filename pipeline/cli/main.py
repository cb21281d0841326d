"""The command line: parse, call, print, exit."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, MutableMapping

import click

from pipeline import __version__
from pipeline.cli.options import Commands, former_messages_option, messages_option
from pipeline.cli.words import speak

_PLACES = (
    *("agreements:approve", "archive:archive", "build:build", "check:check", "endings:close", "completion:completion"),
    *("diff:diff", "doctor:doctor", "eject:eject", "tables:export_group=export", "help:explain=help"),
    *("tables:import_group=import", "init:init", "agreements:kickoff", "list:list_targets=list", "messages:messages"),
    *("migrate:migrate", "new:new", "check:parity", "plan:plan", "review:review", "ritual:ritual", "rules:rules"),
    *("new:schema", "agreements:send", "serve:serve", "agreements:status", "endings:stop", "tracker:tracker"),
    "archive:verify",
)
"""Each command as its module and what it is called there, and its own name where that is another."""


class _LoadedWhenAsked(MutableMapping[str, click.Command]):
    """Commands by name. The module of one is imported when it is asked for: most runs need one alone."""

    def __init__(self) -> None:
        places = (place.partition("=") for place in _PLACES)
        self._places = {name or place.partition(":")[2]: place for place, _, name in places}
        self._known: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._known:
            module, _, its = self._places[name].partition(":")
            self._known[name] = getattr(importlib.import_module(f"pipeline.cli.{module}"), its)
        return self._known[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._places.setdefault(name, "")
        self._known[name] = command

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@click.group(cls=Commands, commands=_LoadedWhenAsked(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefs")
@former_messages_option
@messages_option
def main() -> None:
    """One campaign file in; briefs, KPI one-pagers and SOPs out, as PDF and DOCX, in every language you work in."""


speak()
