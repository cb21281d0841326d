"""What a campaign says of the rest of the project, and the rules between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.base.problems import Problem, nearest, suggestion
from pipeline.checks import costs, identifiers, pay, photographs, plan
from pipeline.checks.ranges import TargetCheck
from pipeline.domain import rules
from pipeline.domain.labels import named
from pipeline.domain.metrics import contradictions
from pipeline.domain.timetable import of_partnership
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.content import PostContent, Still
from pipeline.model.market import Market
from pipeline.model.partnership import Deliverable, Partnership
from pipeline.model.rule import MarketRule
from pipeline.reading.yaml_values import Place


class CampaignCheck(TargetCheck):
    """Checks of one campaign's file."""

    def campaign(self, campaign: Campaign) -> Iterator[Problem]:
        """Every rule between one campaign and the rest."""
        people = self.project.organisation.people
        yield from self.known("person", campaign.owner, people, ("owner",))
        for index, person in enumerate(campaign.approvers):
            yield from self.known("person", person, people, ("approvers", index))
        for index, language in enumerate(campaign.languages):
            yield from self.known("language", language, self.project.languages, ("languages", index))
        for index, kind in enumerate(campaign.kinds or ()):
            yield from self.known("kind", kind, self.names.kinds, ("kinds", index))
        if campaign.accent is not None:
            yield from self.accent(campaign.accent)
        if campaign.product.picture is not None:
            yield from self.still(campaign.product.picture, ("product", "picture"))
        yield from self.measures(campaign)
        for name, section in campaign.markets.items():
            yield from self.known("market", name, self.names.markets, ("markets", name))
            if name in self.project.markets:
                yield from self.section(campaign, section, self.project.markets[name], ("markets", name))
        numbers: dict[str, str] = {}
        for name, cancelled in campaign.cancelled.items():
            yield from self.known("creator", cancelled.creator, self.names.creators, ("cancelled", name, "creator"))
            yield from self.known("market", cancelled.market, campaign.markets, ("cancelled", name, "market"))
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
        yield from identifiers.repeated(self, campaign)
        yield from plan.problems(self, campaign)
        yield from costs.problems(self, campaign)
        yield from self.comparable(campaign)

    def still(self, picture: Still, place: Place) -> Iterator[Problem]:
        """What keeps a picture from being printed."""
        yield from self.picture(picture.file, (*place, "file"), photographs.problems)

    def references(self, content: PostContent, place: Place) -> Iterator[Problem]:
        """What keeps the pictures of some references from being printed."""
        for index, reference in enumerate(content.references):
            if reference.picture is not None:
                yield from self.still(reference.picture, (*place, "content", "references", index, "picture"))

    def section(self, campaign: Campaign, section: MarketSection, market: Market, place: Place) -> Iterator[Problem]:
        """What one market's section names, and its targets."""
        yield from self.references(section.content, place)
        for index, framing in enumerate(section.approved_framings):
            yield from self.known("framing", framing, market.framings, (*place, "approved_framings", index))
        for found in contradictions(self.project.metrics, section.targets):
            yield self.contradiction(found, (*place, "targets", found.metrics[0]))
        measured = [measure.metric for measure in campaign.metrics if measure.metric in self.project.metrics.metrics]
        # A target with a misspelt name is also one that is missing, and a misspelt metric one without a target.
        strange = [metric for metric in section.targets if metric not in measured]
        meant = {nearest(metric, measured) for metric in strange}
        for metric in measured:
            if metric not in section.targets and metric not in meant:
                yield self.problem((*place, "targets"), 'no target for "{metric}"', metric=metric)
        known = self.project.metrics.metrics
        misspelt = {nearest(metric, known) for metric in market.history if metric not in known}
        for metric, target in section.targets.items():
            if metric in strange:
                if len(measured) == len(campaign.metrics):
                    message = '"{metric}" is not a metric of this campaign'
                    hint = suggestion(metric, measured, otherwise=", ".join(measured))
                    yield self.problem((*place, "targets", metric), message, key=True, metric=metric, **hint)
            elif metric in self.project.metrics.metrics:
                at = (*place, "targets", metric)
                yield from self.currency(self.project.metrics.metrics[metric].unit, target.currency, at)
                if metric not in misspelt:
                    yield from self.departure(campaign, metric, target, market.history.get(metric), at)
        yield from self.plan(campaign, section, place)
        yield from self.results(campaign, section, place)

    def opening(
        self, partnership: Partnership, section: MarketSection, market: Market, place: Place
    ) -> Iterator[Problem]:
        """A suggested opening that is none of those to choose from."""
        meant = partnership.opening
        approved = [market.framings[name] for name in section.approved_framings if name in market.framings]
        openings = [*approved, *section.framings]
        if meant is not None and not any(each.is_called(meant.name) for each in openings):
            names = [name for each in openings for name in each.name.root.values()]
            yield from self.known("framing", meant.name, names, (*place, "opening", "name"))

    def partnership(self, campaign: Campaign, partnership: Partnership, place: Place) -> Iterator[Problem]:
        """What one partnership names, with its deliverables."""
        project = self.project
        yield from self.known("creator", partnership.creator, self.names.creators, (*place, "creator"))
        yield from self.known("market", partnership.market, self.names.markets, (*place, "market"))
        yield from self.references(partnership.content, place)
        yield from pay.bonuses(self, campaign, partnership, place)
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
        section = campaign.markets.get(partnership.market)
        if section is None and self.names.markets.issuperset(campaign.markets):
            message = 'the campaign has no section for the market "{name}"'
            yield self.problem((*place, "market"), message, name=partnership.market)
        if partnership.tax_status is not None:
            known = project.markets[partnership.market].tax_documents
            yield from self.known("tax status", partnership.tax_status, known, (*place, "tax_status"))
        if section is not None:
            yield from self.opening(partnership, section, project.markets[partnership.market], place)
            dates = of_partnership(campaign, partnership)
            yield from pay.instalments(self, partnership, dates, project.markets[partnership.market], place)
        for index, deliverable in enumerate(partnership.deliverables):
            market = project.markets[partnership.market]
            yield from self.deliverable(campaign, partnership, deliverable, market, (*place, "deliverables", index))

    def deliverable(
        self, campaign: Campaign, partnership: Partnership, deliverable: Deliverable, market: Market, place: Place
    ) -> Iterator[Problem]:
        """What one deliverable names, and the rules that refuse it."""
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
        for index, publication in enumerate(deliverable.publish):
            yield from identifiers.held(self, publication, market, (*place, "publish", index))
        language = deliverable.language or market.languages[0]
        if deliverable.language is not None:
            yield from self.known("language", language, self.project.languages, (*place, "language"))
        if language in self.project.languages:
            yield from self.disclosure(campaign, deliverable, language, market, place)
        creator = self.project.creators.get(partnership.creator)
        for name, rule in rules.concerning(market, deliverable, creator).items():
            if rule.severity == "block":
                yield self.refusal(name, rule, deliverable, place)

    def refusal(self, name: str, rule: MarketRule, deliverable: Deliverable, place: Place) -> Problem:
        """The problem that a rule refuses a deliverable: the posts themselves, or that they are still up."""
        source, day = rule.source[self.project.organisation.languages[0]], rule.effective_from
        if day <= max(publication.until or publication.date for publication in deliverable.publish):
            message = "forbidden by the rule {rule}: {source}, in force from {date}"
            return self.problem((*place, "platform"), message, rule=name, source=source, date=day)
        return self.problem(
            (*place, "stays_up_until"),
            "may not stay up after {last}: forbidden by the rule {rule}, {source}, in force from {date}",
            hint="take it down by that day, or choose another platform",
            last=day - datetime.timedelta(days=1),
            rule=name,
            source=source,
            date=day,
        )

    def disclosure(
        self, campaign: Campaign, deliverable: Deliverable, language: str, market: Market, place: Place
    ) -> Iterator[Problem]:
        """Each post has its wording, and whatever that fills in."""
        for line in (each.of(deliverable.format) for each in market.disclosure.lines):
            wording = line.wording.get(language)
            if wording is None:
                yield self.problem(
                    place, 'this market has no disclosure wording for a post in "{language}"', language=language
                )
                continue
            if "{product}" in wording and campaign.product.name.get(language) is None:
                hint = 'write it in "{language}"'
                message = "the disclosure names the product, which has no name in this language"
                yield self.problem(("product", "name"), message, hint=hint, language=language)
            if campaign.status == "draft":
                continue
            for name in named(wording, market.held_by("publication")):
                for index, publication in enumerate(deliverable.publish):
                    if name not in publication.identifiers:
                        hint = "each publication needs its own; only a draft can do without it"
                        yield self.problem((*place, "publish", index), "no {name}", hint=hint, name=name)
