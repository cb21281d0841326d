"""Patterns and a campaign → the targets that they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.base import selectors
from pipeline.base.problems import N_

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.reading.project import Project

LoadProject = Callable[[Path], "Project"]
"""Loads the project in a folder. Raises Problems."""


class NamesNothing(Exception):
    """A `word` that is meant to name something and does not; `message` says of what, `known` is what there is."""

    def __init__(self, message: str, word: str, known: Sequence[str]) -> None:
        super().__init__(message, word, known)
        self.message, self.word, self.known = message, word, tuple(known)


def select(project: Project, patterns: Sequence[str], campaign: str, languages: Sequence[str] = ()) -> list[Target]:
    """The targets of a campaign, or of all, that the patterns name, in id order, in some languages or all.

    Raises NamesNothing.
    """
    from pipeline.domain import targets

    if campaign and campaign not in project.campaigns:
        raise NamesNothing(N_('no campaign "{word}"'), campaign, list(project.campaigns))
    printed = sorted({target.language for target in targets.targets(project, campaign=campaign)})
    for language in languages:
        if language.lower() not in map(str.lower, printed):
            raise NamesNothing(N_('no documents in "{word}"'), language, printed)
    found: dict[str, Target] = {}
    for pattern in patterns or ("*",):
        matching = [
            target
            for target in targets.targets(project, pattern, campaign)
            if selectors.in_languages(target.id, languages)
        ]
        if not matching and patterns:
            everything = [target.id for target in targets.targets(project, campaign=campaign)]
            raise NamesNothing(N_('no target matches "{word}"'), pattern, everything)
        found |= {target.id: target for target in matching}
    return [found[name] for name in sorted(found)]
