"""Deliverables judged by the rules as they are known now: those of a project, and those of archived versions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.store import ArchiveStore
from pipeline.base.assets import Assets
from pipeline.checks import load
from pipeline.domain.judgement import Verdict, judge
from pipeline.model.partnership import Deliverable
from pipeline.reading.project import Project


@dataclass(frozen=True)
class Judged:
    """One deliverable with its verdict. `archived` where it stands in a version of the archive."""

    campaign: str
    version: str
    archived: bool
    partnership: str
    market: str
    deliverable: Deliverable
    verdict: Verdict

    @property
    def first(self) -> datetime.date:
        """The day on which its first post goes out."""
        return min(publication.date for publication in self.deliverable.publish)

    def wrong_on(self, day: datetime.date) -> bool:
        """Whether a rule that is in force on a day forbids what is still up."""
        verdict = self.verdict
        if verdict.day is None or self.deliverable.stays_up_until < day:
            return False
        if verdict.state == "refused":
            return verdict.day <= day
        return verdict.state == "allowed until" and verdict.day < day


def judged(project: Project, archive: Path, campaign: str = "", on: datetime.date | None = None) -> Iterator[Judged]:
    """Every deliverable, as known when its campaign was issued or, with `on`, every one that is still up that day.

    With `on`, versions of the archive are judged as well, by the project's present rules: what was right
    when it was archived may be wrong now. Raises Problems where an archived version cannot be read.
    """
    yield from _of(project, project, campaign, on, archived=False)
    if on is None or not archive.is_dir():
        return
    store = ArchiveStore(archive)
    now = {name: record.version for name, record in project.campaigns.items() if campaign in ("", name)}
    for name, version in now.items():
        for release in store.index().releases.get(name, ()):
            if release.version != version:
                sources = store.sources(name, release.version)
                was = load.load(sources, Assets.archived(sources))
                yield from _of(was, project, name, on, archived=True)


def _of(read: Project, rules: Project, campaign: str, on: datetime.date | None, *, archived: bool) -> Iterator[Judged]:
    for name, record in read.campaigns.items():
        if campaign not in ("", name):
            continue
        for partnership_id, partnership in record.partnerships.items():
            creator = rules.creators.get(partnership.creator) or read.creators[partnership.creator]
            market = rules.markets.get(partnership.market) or read.markets[partnership.market]
            for item in partnership.deliverables:
                if on is None or item.stays_up_until >= on:
                    verdict = judge(market, partnership, item, creator, on or record.issued)
                    yield Judged(name, record.version, archived, partnership_id, partnership.market, item, verdict)
