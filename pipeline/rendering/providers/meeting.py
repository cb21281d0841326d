"""The meeting of a month: a target comes in, its minutes, names and numbers go out."""

from pipeline.domain import ritual_sheet
from pipeline.domain.ritual_sheet import Meeting
from pipeline.domain.targets import RITUAL, Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> Meeting:
    """The meeting of the target's month."""
    if project.ritual is None:
        raise LookupError(RITUAL)
    return ritual_sheet.meeting(project, project.ritual, target.month)


PROVIDER = Provider("month", provide)
