"""The checks of consistency: each a small function, here once, as what is refused or as what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.base.problems import Problem
from pipeline.checks.consistency import accounts, clocks, dates
from pipeline.checks.consistency.subject import Subject
from pipeline.reading.project import Project

Finder = Callable[[Subject], Iterator[Problem]]

REFUSED: tuple[Finder, ...] = (
    dates.posts_before_their_steps,
    dates.steps_before_the_posts,
    dates.ranges_after_the_launch,
    clocks.of_posts,
    clocks.of_steps,
    accounts.missing,
)
"""What nobody can have meant, or would make a document say what is not so: nothing is built before it is mended."""

LOOKED_AT: tuple[Finder, ...] = (
    dates.steps_out_of_order,
    dates.issued_after_everything,
    dates.counted_too_early,
)
"""What is a mistake most of the time: a warning."""


def problems(project: Project) -> Iterator[Problem]:
    """Everything that campaigns say and cannot mean."""
    for subject in _subjects(project):
        for find in REFUSED:
            yield from find(subject)


def warnings(project: Project, campaign: str = "") -> Iterator[Problem]:
    """Everything in campaigns that is mostly a mistake; `campaign` leaves the others out."""
    for subject in _subjects(project):
        for find in LOOKED_AT if campaign in ("", subject.id) else ():
            yield from find(subject)


def _subjects(project: Project) -> Iterator[Subject]:
    for name, campaign in project.campaigns.items():
        yield Subject(project, name, campaign)
