"""What a campaign says of the rest of the project, and the rules between them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking import Check
from pipeline.errors import Problem, suggestion
from pipeline.metrics import contradictions
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.market import Market
from pipeline.model.metric import History, Target
from pipeline.model.partnership import Deliverable, Partnership
from pipeline.sources import Place


class CampaignCheck(Check):
    """Checks of one campaign's file."""

    def campaign(self, campaign: Campaign) -> Iterator[Problem]:
        people, metrics = self.project.organisation.people, self.project.metrics.metrics
        yield from self.known("person", campaign.owner, people, ("owner",))
        for index, person in enumerate(campaign.approvers):
            yield from self.known("person", person, people, ("approvers", index))
        for index, measure in enumerate(campaign.metrics):
            yield from self.known("metric", measure.metric, metrics, ("metrics", index, "metric"))
            yield from self.known("person", measure.owner, people, ("metrics", index, "owner"))
        for name, section in campaign.markets.items():
            yield from self.known("market", name, self.names.markets, ("markets", name))
            if name in self.project.markets:
                yield from self.section(campaign, section, self.project.markets[name], ("markets", name))
        numbers: dict[str, str] = {}
        for name, partnership in campaign.partnerships.items():
            place: Place = ("partnerships", name)
            yield from self.partnership(campaign, partnership, place)
            if partnership.number in numbers:
                yield self.problem(
                    (*place, "number"),
                    "{number} is already the number of {other}",
                    number=partnership.number,
                    other=numbers[partnership.number],
                )
            numbers[partnership.number] = name

    def section(self, campaign: Campaign, section: MarketSection, market: Market, place: Place) -> Iterator[Problem]:
        for index, framing in enumerate(section.approved_framings):
            yield from self.known("framing", framing, market.framings, (*place, "approved_framings", index))
        for found in contradictions(self.project.metrics, section.targets):
            yield self.contradiction(found, (*place, "targets", found.metrics[0]))
        for measure in campaign.metrics:
            if measure.metric not in section.targets:
                yield self.problem((*place, "targets"), 'no target for "{metric}"', metric=measure.metric)
        for metric, target in section.targets.items():
            if metric not in {measure.metric for measure in campaign.metrics}:
                message = '"{metric}" is not a metric of this campaign'
                hint = suggestion(metric, [measure.metric for measure in campaign.metrics])
                yield self.problem((*place, "targets", metric), message, metric=metric, **hint)
            elif metric in self.project.metrics.metrics:
                yield from self.target(metric, target, market.history.get(metric), (*place, "targets", metric))

    def target(self, metric: str, target: Target, history: History | None, place: Place) -> Iterator[Problem]:
        yield from self.currency(self.project.metrics.metrics[metric].unit, target.currency, place)
        if history is None or target.reason is not None or history.currency != target.currency:
            return
        values = [result.value for result in history.results]
        high = target.low if target.high is None else target.high
        if target.low < min(values) or high > max(values):
            yield self.problem(
                place,
                "outside this market's history ({low}–{high})",
                low=min(values),
                high=max(values),
                hint="say why in reason:",
            )

    def partnership(self, campaign: Campaign, partnership: Partnership, place: Place) -> Iterator[Problem]:
        project = self.project
        yield from self.known("creator", partnership.creator, self.names.creators, (*place, "creator"))
        yield from self.known("market", partnership.market, self.names.markets, (*place, "market"))
        if partnership.overrides is not None:
            for index, stage in enumerate(partnership.overrides.stages or ()):
                yield from self.known(
                    "person",
                    stage.reviewer,
                    project.organisation.people,
                    (*place, "overrides", "stages", index, "reviewer"),
                )
        if partnership.market not in project.markets:
            return
        if partnership.market not in campaign.markets:
            yield self.problem(
                (*place, "market"), 'the campaign has no section for the market "{name}"', name=partnership.market
            )
        for index, deliverable in enumerate(partnership.deliverables):
            market = project.markets[partnership.market]
            yield from self.deliverable(campaign, deliverable, market, (*place, "deliverables", index))

    def deliverable(
        self, campaign: Campaign, deliverable: Deliverable, market: Market, place: Place
    ) -> Iterator[Problem]:
        platforms = self.project.platforms
        yield from self.known("platform", deliverable.platform, platforms.platforms, (*place, "platform"))
        if deliverable.platform not in platforms.platforms:
            return
        formats = platforms.platforms[deliverable.platform].formats
        if deliverable.format not in formats:
            hint = suggestion(deliverable.format, formats, otherwise=", ".join(formats))
            yield self.problem(
                (*place, "format"),
                'no format "{format}" on {platform}',
                **hint,
                format=deliverable.format,
                platform=deliverable.platform,
            )
        language = deliverable.language or market.languages[0]
        yield from self.known("language", language, self.project.languages, (*place, "language"))
        yield from self.disclosure(campaign, deliverable, language, market, place)
        for name, rule in market.rules.items():
            if rule.severity != "block" or (
                rule.applies_to.platforms and deliverable.platform not in rule.applies_to.platforms
            ):
                continue
            first = min(publication.date for publication in deliverable.publish)
            last = max(publication.until or publication.date for publication in deliverable.publish)
            if rule.effective_from <= last and (rule.effective_to is None or first <= rule.effective_to):
                yield self.problem(
                    (*place, "platform"),
                    "refused by the rule {rule}: {source}, in force from {date}",
                    rule=name,
                    source=rule.source,
                    date=rule.effective_from,
                )

    def disclosure(
        self, campaign: Campaign, deliverable: Deliverable, language: str, market: Market, place: Place
    ) -> Iterator[Problem]:
        for line in market.disclosure.lines:
            wording = line.wording.get(language)
            if wording is None:
                yield self.problem(
                    place, 'this market has no disclosure wording for a post in "{language}"', language=language
                )
            elif "{erid}" in wording and campaign.status != "draft":
                for index, publication in enumerate(deliverable.publish):
                    if publication.erid is None:
                        yield self.problem(
                            (*place, "publish", index),
                            "no erid",
                            hint="each publication carries its own; a draft may wait for it",
                        )
