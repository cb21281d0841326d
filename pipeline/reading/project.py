"""Everything loaded once: the content, the languages and the kinds of one project folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.base.assets import Assets
from pipeline.model.agreements import Agreements
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.cohort import Cohort
from pipeline.model.creator import Creator
from pipeline.model.kind import Kind
from pipeline.model.language import Language
from pipeline.model.market import Market
from pipeline.model.metric import Metrics
from pipeline.model.organisation import Organisation
from pipeline.model.platform import Platforms
from pipeline.model.results import Results
from pipeline.model.ritual import Ritual
from pipeline.model.scorecard import Scorecard, Scorecards
from pipeline.model.sop import Sop
from pipeline.model.theme import Theme
from pipeline.reading.sources import Source


@dataclass(frozen=True)
class Project:
    """One project, complete and checked.

    `sources` holds each file's positions, by path; `assets` finds its templates and languages.
    """

    folder: Path
    organisation: Organisation
    platforms: Platforms
    metrics: Metrics
    calendars: Mapping[str, Calendar]
    markets: Mapping[str, Market]
    creators: Mapping[str, Creator]
    campaigns: Mapping[str, Campaign]
    agreements: Mapping[str, Agreements]
    results: Mapping[str, Results]
    scorecards: Mapping[str, Scorecards]
    ritual: Ritual | None
    cohorts: Mapping[str, Cohort]
    sops: Mapping[str, Sop]
    languages: Mapping[str, Language]
    kinds: Mapping[str, Kind]
    theme: Theme
    sources: Mapping[str, Source]
    assets: Assets

    def name_of(self, campaign: Campaign) -> str:
        """The id of one of its campaigns; empty for any other."""
        return next((name for name, record in self.campaigns.items() if record is campaign), "")

    def scorecard(self, campaign: str, partnership: str) -> Scorecard | None:
        """The scorecard of a partnership, which is kept with those of its creator."""
        found = self.campaigns[campaign].partnerships.get(partnership)
        own = self.scorecards.get(found.creator) if found else None
        return own.campaigns.get(campaign, {}).get(partnership) if own else None

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that any kind has, in alphabetical order."""
        return tuple(sorted({form for kind in self.kinds.values() for form in kind.formats}))
