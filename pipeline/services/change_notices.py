"""The version that a partnership was sent → the notice of what its own documents say otherwise now, as files."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.archive import notice, partner_notice
from pipeline.archive.notice import Edition
from pipeline.archive.store import ArchiveStore
from pipeline.base.problems import Problems
from pipeline.domain.subjects import subjects
from pipeline.reading.project import Project
from pipeline.services.archive_folder import ArchiveFolder


def change_notice(
    project: Project, campaign: str, version: str, partnership: str, formats: Collection[str]
) -> Mapping[str, bytes]:
    """The notice in some formats by file name; none where the version was never archived. Raises Problems."""
    archive = ArchiveFolder.of(project.folder)
    if not archive.holds(campaign, version):
        return {}
    before = notice.archived(ArchiveStore(archive.path), archive.label, campaign, version, project)
    now = Edition(project, subjects(project)[campaign], present=True)
    number = project.campaigns[campaign].partnerships[partnership].number
    found = partner_notice.partner_notices(before, now, number)
    with tempfile.TemporaryDirectory() as name:
        wrong = partner_notice.write(project, found, before, now, Path(name), lambda path: None)
        if wrong:
            raise Problems(wrong)
        made = sorted(path for path in Path(name).iterdir() if path.suffix.removeprefix(".") in formats)
        return {path.name: path.read_bytes() for path in made}
