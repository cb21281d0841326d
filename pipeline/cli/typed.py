"""What was typed, as the question about a project that it asks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.services.answers import Question, words

TYPED = "pipeline.cli.typed"
"""Where the context of the program keeps what was typed."""


def asked(root: Path) -> Question:
    """What a command is asked about the project in a folder."""
    return Question.about(root, words(click.get_current_context().find_root().meta[TYPED]))
