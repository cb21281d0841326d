"""The checks of consistency: each a small function, here once, as what is refused or as what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.base.problems import Problem
from pipeline.checks.consistency import (
    accounts,
    between,
    clocks,
    costs,
    dates,
    days_off,
    messages,
    money,
    permissions,
    starting_texts,
    texts,
    tracking,
)
from pipeline.checks.consistency.subject import Subject, subjects
from pipeline.model.language import Language
from pipeline.reading.authored import Authored
from pipeline.reading.project import Project

REFUSED: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    dates.posts_before_their_steps,
    dates.steps_before_the_posts,
    dates.replies_too_late,
    dates.trials_too_short,
    dates.ranges_after_the_launch,
    clocks.of_posts,
    clocks.of_steps,
    days_off.quiet,
    accounts.missing,
    accounts.named,
    accounts.unregistered,
    permissions.papers,
    tracking.codes,
    tracking.links,
)
"""What nobody can have meant, or would make a document say what is not so: nothing is built before it is mended."""

LOOKED_AT: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    dates.steps_out_of_order,
    dates.issued_after_everything,
    dates.counted_too_early,
    dates.without_dates,
    days_off.of_receivers,
    permissions.silent,
    tracking.windows,
    money.currencies,
    money.net_terms,
    messages.more_than_three,
    costs.below_promises,
)
"""What is a mistake most of the time: a warning."""

REFUSED_BETWEEN: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    between.campaign_codes,
    starting_texts.released,
)
"""The same, of a whole project."""

LOOKED_AT_BETWEEN: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    between.promo_codes,
    between.overlapping_partnerships,
    between.shared_accounts,
    between.yearly_payments,
    starting_texts.drafted,
)
"""The same, as warnings."""

OF_TEXTS: tuple[Callable[[Authored, Mapping[str, Language]], Iterator[Problem]], ...] = (texts.untranslated,)
"""The same, of one text in the languages that are printed, as warnings."""


def problems(project: Project) -> Iterator[Problem]:
    """Everything that campaigns say and cannot mean."""
    yield from _found(project, REFUSED, REFUSED_BETWEEN)


def warnings(project: Project) -> Iterator[Problem]:
    """Everything in campaigns and creators that is mostly a mistake."""
    yield from _found(project, LOOKED_AT, LOOKED_AT_BETWEEN)


def _found(
    project: Project,
    of_subjects: Sequence[Callable[[Subject], Iterator[Problem]]],
    of_projects: Sequence[Callable[[Project], Iterator[Problem]]],
) -> Iterator[Problem]:
    for subject in subjects(project):
        for find in of_subjects:
            yield from find(subject)
    for compare in of_projects:
        yield from compare(project)


def of_text(text: Authored, languages: Mapping[str, Language]) -> Iterator[Problem]:
    """Everything in one text that is mostly a mistake."""
    for find in OF_TEXTS:
        yield from find(text, languages)
