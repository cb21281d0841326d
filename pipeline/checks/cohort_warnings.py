"""What somebody should look at in a market's calls: what stays open over two of them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.domain import cohort as calls
from pipeline.reading.project import Project


def warnings(project: Project) -> Iterator[Problem]:
    """What is to be looked at in the calls of a project."""
    for market, cohort in project.cohorts.items():
        source = project.sources[f"content/cohorts/{market}.yaml"]
        held = [call for call in cohort.calls if call.held]
        for index, call in enumerate(cohort.calls):
            later = sum(other.month > call.month for other in held)
            for number, lesson in enumerate(call.learned):
                if lesson.done is None and later >= calls.TOO_LONG:
                    message = N_("open over {count} calls: creators have asked twice what came of it")
                    hint = N_("do it and write done:, or say on the next call why not")
                    yield source.problem(("calls", index, "learned", number), message, hint=hint, count=later)
