"""What one file says of another: every name must exist, every rule of the field must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import Problem, nearest
from pipeline.model.campaign import Campaign, Deliverable, MarketSection, Partnership
from pipeline.model.market import Market
from pipeline.model.metric import History, Target
from pipeline.project import Project
from pipeline.sources import Place, Source
from pipeline.theme import contrast, mix


def problems(project: Project) -> list[Problem]:
    """Everything that the files of a project say of each other and that does not hold."""
    found = list(_organisation(project))
    for name, market in project.markets.items():
        found += _Check(project, f"content/markets/{name}.yaml").market(market)
    for name, creator in project.creators.items():
        check = _Check(project, f"content/creators/{name}.yaml")
        found += check.known("language", creator.language, project.languages, ("language",))
        found += check.address(creator.address, creator.language, ("address",))
        for index, account in enumerate(creator.accounts):
            found += check.known(
                "platform", account.platform, project.platforms.platforms, ("accounts", index, "platform")
            )
    for name, campaign in project.campaigns.items():
        found += _Check(project, f"content/campaigns/{name}.yaml").campaign(campaign)
    return found


def _organisation(project: Project) -> Iterator[Problem]:
    check = _Check(project, "content/organisation.yaml")
    organisation = project.organisation
    for index, language in enumerate(organisation.languages):
        yield from check.known("language", language, project.languages, ("languages", index))
    accent = organisation.accent
    on_white, on_tint = contrast(accent, "#FFFFFF"), contrast(accent, mix(accent, project.theme.mixes["tint"]))
    # WCAG 2.1, 1.4.6 asks 7:1 for text, 1.4.3 4.5:1; the accent carries text on both grounds.
    if on_white < 7 or on_tint < 4.5:
        yield check.problem(
            ("accent",),
            "{accent} is too light to print text in: {white}:1 on white, {tint}:1 on its tint",
            hint="a darker colour with at least 7:1 and 4.5:1",
            accent=accent,
            white=f"{on_white:.1f}",
            tint=f"{on_tint:.1f}",
        )


class _Check:
    """Checks of one file against the rest of the project."""

    def __init__(self, project: Project, path: str) -> None:
        self.project = project
        self.source: Source = project.sources[path]

    def problem(self, place: Place, message: str, *, hint: str = "", **values: Any) -> Problem:
        return self.source.problem(place, message, hint=hint, **values)

    def known(self, noun: str, name: str, names: Iterable[str], place: Place) -> Iterator[Problem]:
        """A problem if a name is not among those that exist."""
        existing = list(names)
        if name not in existing:
            yield self.problem(place, f'no {noun} "{{name}}"', hint=nearest(name, existing), name=name)

    def address(self, form: str | None, language: str, place: Place) -> Iterator[Problem]:
        forms = self.project.languages[language].address if language in self.project.languages else ()
        if form is not None and form not in forms:
            yield self.problem(place, 'no form of address "{form}" in this language', hint=", ".join(forms), form=form)

    def market(self, market: Market) -> Iterator[Problem]:
        people = self.project.organisation.people
        yield from self.known("person", market.lead, people, ("lead",))
        yield from self.known("person", market.contact, people, ("contact",))
        yield from self.known("paper", market.paper, self.project.theme.papers, ("paper",))
        for index, language in enumerate(market.languages):
            yield from self.known("language", language, self.project.languages, ("languages", index))
        for index, stage in enumerate(market.terms.stages):
            yield from self.known("person", stage.reviewer, people, ("terms", "stages", index, "reviewer"))
        for metric in market.history:
            yield from self.known("metric", metric, self.project.metrics.metrics, ("history", metric))
        for name, rule in market.rules.items():
            yield from self.known("person", rule.owner, people, ("rules", name, "owner"))
            for index, platform in enumerate(rule.applies_to.platforms):
                place = ("rules", name, "applies_to", "platforms", index)
                yield from self.known("platform", platform, self.project.platforms.platforms, place)

    def campaign(self, campaign: Campaign) -> Iterator[Problem]:
        people, metrics = self.project.organisation.people, self.project.metrics.metrics
        yield from self.known("person", campaign.owner, people, ("owner",))
        for index, measure in enumerate(campaign.metrics):
            yield from self.known("metric", measure.metric, metrics, ("metrics", index, "metric"))
            yield from self.known("person", measure.owner, people, ("metrics", index, "owner"))
        for name, section in campaign.markets.items():
            yield from self.known("market", name, self.project.markets, ("markets", name))
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
        for measure in campaign.metrics:
            if measure.metric not in section.targets:
                yield self.problem((*place, "targets"), 'no target for "{metric}"', metric=measure.metric)
        for metric, target in section.targets.items():
            if metric not in {measure.metric for measure in campaign.metrics}:
                hint = nearest(metric, [measure.metric for measure in campaign.metrics])
                yield self.problem(
                    (*place, "targets", metric), '"{metric}" is not a metric of this campaign', hint=hint, metric=metric
                )
            elif metric in self.project.metrics.metrics:
                yield from self.target(metric, target, market.history.get(metric), (*place, "targets", metric))

    def target(self, metric: str, target: Target, history: History | None, place: Place) -> Iterator[Problem]:
        if (self.project.metrics.metrics[metric].unit == "money") != (target.currency is not None):
            message = "money needs a currency" if target.currency is None else "only money has a currency"
            yield self.problem(place, message)
        if history is None or not history.results or target.reason is not None:
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
        yield from self.known("creator", partnership.creator, project.creators, (*place, "creator"))
        yield from self.known("market", partnership.market, project.markets, (*place, "market"))
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
            hint = nearest(deliverable.format, formats) or ", ".join(formats)
            yield self.problem(
                (*place, "format"),
                'no format "{format}" on {platform}',
                hint=hint,
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
