"""`briefs doctor`: what this machine has and lacks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.base import files
from pipeline.base.problems import N_
from pipeline.cli.options import project_options, said
from pipeline.cli.words import say

_THERE = N_("ok       {name}: {detail}")
_MISSING = N_("missing  {name}: {detail}")
_TO_TYPE = N_("missing  {name}: {detail} (type: {remedy})")


@click.command(short_help="Check what this machine has and lacks.")
@project_options
def doctor(folder: Path | None) -> None:
    """Check the libraries, fonts and versions, and say what to type for what is missing."""
    from pipeline.workspace import doctor

    findings = doctor.examine(files.real(folder)) if folder else doctor.examine()
    for item in findings:
        lines = _THERE if item.present else _TO_TYPE if item.remedy else _MISSING
        say(lines, name=said(item.name), detail=said(item.message, **item.values), remedy=item.remedy)
    if not all(item.present for item in findings):
        sys.exit(1)
