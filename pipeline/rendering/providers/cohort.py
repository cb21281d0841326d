"""The call of a market in a month: a target comes in, its clocks, minutes and promises go out."""

from pipeline.domain.cohort_sheet import CohortSheet, cohort_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> CohortSheet:
    """The call of the target's market in its month."""
    return cohort_sheet(project, target.market, target.month)


PROVIDER = Provider("month", provide)
