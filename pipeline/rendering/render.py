"""A target as HTML: its kind's template in the voice of its language, and what the template may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from pipeline.base.problems import Problem, Problems
from pipeline.domain import targets
from pipeline.domain.agreement import agreement
from pipeline.domain.kpi_sheet import sheet
from pipeline.domain.overview import overview
from pipeline.domain.targets import Target
from pipeline.model.campaign import Campaign
from pipeline.model.sop import Sop
from pipeline.reading.authored import authored
from pipeline.reading.project import Project
from pipeline.rendering import sandbox
from pipeline.rendering.environment import Voice


class Renderer:
    """Renders the targets of one project. Raises Problems when a catalog cannot be used."""

    def __init__(self, project: Project) -> None:
        self.project = project
        problems: list[Problem] = []
        self._voices: dict[str, Voice] = {}
        compiled = sandbox.compiled()
        for language in project.organisation.languages:
            try:
                self._voices[language] = Voice(project, language, compiled)
            except Problems as found:
                problems += found.problems
        if problems:
            raise Problems(problems)

    def render(self, target: Target) -> str:
        """The HTML of a target. Raises Problems."""
        voice = self._voices[target.language]
        return voice.rendered(f"kinds/{target.kind}.html", target.id, lambda: self.context(target))

    def page(self, name: str, language: str, context: Mapping[str, Any]) -> str:
        """The HTML of a page that is no target, from its own template and context. Raises Problems."""
        shared = {"language": language, "organisation": self.project.organisation, "form": ""}
        return self._voices[language].rendered(name, name, lambda: {**shared, **context})

    def context(self, target: Target) -> dict[str, Any]:
        """What a template of this target's kind may speak of. The format is not among it."""
        project = self.project
        record = targets.record(project, target)
        context: dict[str, Any] = {
            "language": target.language,
            "languages": project.languages,
            "organisation": project.organisation,
            "people": project.organisation.people,
            "platforms": project.platforms.platforms,
            "formats": project.platforms.formats,
            "metrics": project.metrics.metrics,
            "markets": project.markets,
            "record": record,
            "paper": self._paper(target, record),
            "document": target.document,
            "form": "",
        }
        if isinstance(record, Campaign):
            context |= {"campaign": record, **self._of_campaign(target, record)}
        else:
            context["sop"] = record
        return context

    def _of_campaign(self, target: Target, campaign: Campaign) -> dict[str, Any]:
        """What only a template of campaigns may speak of."""
        project = self.project
        context: dict[str, Any] = {}
        if project.kinds[target.kind].review:
            files = (
                f"content/campaigns/{target.campaign}.yaml",
                *(f"content/markets/{name}.yaml" for name in campaign.markets),
            )
            context["texts"] = {name: list(authored(project, [name])) for name in files}
        if target.view:
            context["view"] = target.view
            context["stakeholders"] = project.metrics.stakeholders
            context["sheet"] = sheet(project, campaign, target.market)
        if target.market:
            context["market"] = project.markets[target.market]
            context["section"] = campaign.markets[target.market]
        else:
            context["overview"] = partial(overview, project, campaign)
        if target.partnership:
            agreed = agreement(project, campaign, campaign.partnerships[target.partnership])
            context |= {"agreement": agreed, "partnership": agreed.partnership, "creator": agreed.creator}
            context["form"] = self._voices[target.language].form(agreed.creator.address or agreed.market.address)
        return context

    def _paper(self, target: Target, record: Campaign | Sop) -> str:
        """The paper of its market; without one, of the first market that speaks its language, else of the first."""
        if target.market:
            return self.project.markets[target.market].paper
        names = record.markets if isinstance(record, Campaign) else self.project.markets
        markets = [self.project.markets[name] for name in names]
        speaking = (market.paper for market in markets if target.language in market.languages)
        return next(speaking, markets[0].paper if markets else next(iter(self.project.theme.papers)))
