"""A target as HTML: its kind's template in the voice of its language, and what the template may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pipeline.base.problems import Problems
from pipeline.domain import languages, progress, targets
from pipeline.domain.targets import MonthRecord, Target, speaks_of_records
from pipeline.model.campaign import Campaign
from pipeline.model.paper import LANDSCAPE
from pipeline.model.sop import Sop
from pipeline.reading.project import Project
from pipeline.rendering import sandbox
from pipeline.rendering.environment import LanguageEnvironment
from pipeline.rendering.providers import needs_problems, providers
from pipeline.rendering.views import seen


class Renderer:
    """Renders the targets of one project. Raises Problems when a catalog cannot be used."""

    def __init__(self, project: Project) -> None:
        self.project = project
        problems = list(needs_problems(project))
        self._environments: dict[str, LanguageEnvironment] = {}
        self._standings: dict[str, dict[str, Any]] = {}
        self._first_years: dict[str, int] = {}
        self._campaign: tuple[str, Any] = ("", None)
        compiled = sandbox.compiled()
        for language in languages.printed(project):
            try:
                self._environments[language] = LanguageEnvironment(project, language, compiled)
            except Problems as found:
                problems += found.problems
        if problems:
            raise Problems(problems)

    def render(self, target: Target) -> str:
        """The HTML of a target. Raises Problems."""
        environment = self._environments[target.language]
        return environment.rendered(f"kinds/{target.kind}.html", target.id, lambda: self.context(target))

    def page(self, name: str, language: str, context: Mapping[str, Any]) -> str:
        """The HTML of a page that is no target, from its own template and context. Raises Problems."""
        shared = {"language": language, "organisation": self._of_all["organisation"], "form": ""}
        return self._environments[language].rendered(name, name, lambda: {**shared, **context})

    def beside(self, name: str, target: Target, more: Mapping[str, Any]) -> str:
        """The HTML of a page that goes with a target, from its own template. Raises Problems."""
        environment = self._environments[target.language]
        return environment.rendered(name, target.id, lambda: {**self.context(target), **more})

    def context(self, target: Target) -> dict[str, Any]:
        """What a template of this target's kind may speak of. The format is not among it."""
        project = self.project
        record = targets.record(project, target)
        return {
            **self._of_all,
            "language": target.language,
            "record": record,
            **self._standing(target),
            "paper": self._sheet(target, record),
            "document": target.document,
            "form": self._form(target),
            "first_year": self._first_year(target.campaign) if target.campaign else 0,
            **self._subjects(target),
            **{name: providers()[name].provide(project, target) for name in project.kinds[target.kind].needs},
        }

    @cached_property
    def _of_all(self) -> Mapping[str, Any]:
        """What templates see of the project, whatever the target: what one has asked, the next need not."""
        project = self.project
        shared = {
            "languages": project.languages,
            "organisation": project.organisation,
            "people": project.organisation.people,
            "platforms": project.platforms.platforms,
            "formats": project.platforms.formats,
            "metrics": project.metrics.metrics,
            "stakeholders": project.metrics.stakeholders,
            "markets": project.markets,
        }
        return {name: seen(value) for name, value in shared.items()}

    def _standing(self, target: Target) -> dict[str, Any]:
        """The status that a target prints, and whether its campaign's records do not allow yet to send it."""
        if target.sop:
            return {"standing": self.project.sops[target.sop].status, "held_back": False}
        if target.month:
            return {"standing": "", "held_back": False}
        if target.campaign not in self._standings:
            standing = progress.status(self.project, target.campaign)
            held_back = target.campaign in self.project.agreements and standing in progress.HELD_BACK
            self._standings[target.campaign] = {"standing": standing, "held_back": held_back}
        found = self._standings[target.campaign]
        # What leads to an agreement is sent before there is one.
        return {**found, "held_back": False} if speaks_of_records(self.project, target) else found

    def _first_year(self, name: str) -> int:
        """The year of the first day that a campaign has agreed: days of a later one are printed with theirs."""
        if name not in self._first_years:
            campaign = self.project.campaigns[name]
            steps = (step.date for section in campaign.markets.values() for step in section.schedule)
            items = (item for agreed in campaign.partnerships.values() for item in agreed.deliverables)
            posts = (post.date for item in items for post in item.publish)
            self._first_years[name] = min((*steps, *posts)).year
        return self._first_years[name]

    def _form(self, target: Target) -> str:
        """The form of address of the one creator who is the reader."""
        if not target.partnership:
            return ""
        partnership = self.project.campaigns[target.campaign].partnerships[target.partnership]
        creator, market = self.project.creators[partnership.creator], self.project.markets[partnership.market]
        return self._environments[target.language].form(creator.address or market.address)

    def _sheet(self, target: Target, record: Campaign | Sop | MonthRecord) -> str:
        """The paper as the kind has it stand or lie."""
        turned = self.project.kinds[target.kind].is_landscape(target.view)
        return self._paper(target, record) + (LANDSCAPE if turned else "")

    def _paper(self, target: Target, record: Campaign | Sop | MonthRecord) -> str:
        """The paper of its market; without one, of the first market that speaks its language, else of the first."""
        if target.market:
            return self.project.markets[target.market].paper
        names = record.markets if isinstance(record, Campaign) else self.project.markets
        markets = [self.project.markets[name] for name in names]
        speaking = (market.paper for market in markets if target.language in market.languages)
        return next(speaking, markets[0].paper if markets else next(iter(self.project.theme.papers)))

    def _subjects(self, target: Target) -> dict[str, Any]:
        """What a target is of, under the name of each axis that it has."""
        named = {"view": target.view, "party": target.party}
        found: dict[str, Any] = {name: value for name, value in named.items() if value}
        if target.sop:
            return found | {"sop": self.project.sops[target.sop]}
        if target.month:
            of_market = {"market": self._of_all["markets"][target.market]} if target.market else {}
            return found | {"month": target.month, **of_market}
        campaign = self.project.campaigns[target.campaign]
        if self._campaign[0] != target.campaign:
            self._campaign = target.campaign, seen(campaign)
        found["campaign"] = self._campaign[1]
        if target.market:
            found |= {"market": self._of_all["markets"][target.market], "section": campaign.markets[target.market]}
        if target.partnership:
            partnership = campaign.partnerships[target.partnership]
            found |= {"partnership": partnership, "creator": self.project.creators[partnership.creator]}
        return found
