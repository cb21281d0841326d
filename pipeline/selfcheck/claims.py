"""Target → what its finished file must say, and what of others it must not: from the content alone, by no template.

Amounts, dates and ranges are put into words by the same localization that templates use; which
of them belong into a document its kind declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache

from markupsafe import Markup

from pipeline.domain import languages, timetable
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.targets import Target
from pipeline.language.localization import Localization
from pipeline.model.campaign import Campaign
from pipeline.model.kind import FactKind
from pipeline.model.localized import Translated
from pipeline.model.markdown import INLINES
from pipeline.model.organisation import Person
from pipeline.reading.authored import authored
from pipeline.reading.project import Project
from pipeline.selfcheck import chrome
from pipeline.selfcheck.facts import Fact, Facts
from pipeline.selfcheck.ledger import Ledger, levelled
from pipeline.selfcheck.ownership import amounts, of_creator, of_market, of_partnership, owned


class ProjectFacts:
    """The facts of one project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._excused: dict[tuple[str, tuple[str, ...], str], frozenset[str]] = {}
        self._localizations = {name: Localization(name, language) for name, language in project.languages.items()}
        self._last: tuple[str, Facts] | None = None
        self._chrome: dict[str, frozenset[str]] = {}
        self._authored = lru_cache(maxsize=16)(lambda path: list(authored(project, [path])))

    @cached_property
    def ledgers(self) -> Mapping[str, Ledger]:
        """What belongs to whom, by language."""
        return {
            name: Ledger(owned(self._project, self._localizations[name])) for name in languages.printed(self._project)
        }

    def facts(self, target: Target) -> Facts | None:
        """What the file of a target must say, and whose facts it may hold; the same in all of its formats.

        None where its kind names neither.
        """
        kind = self._project.kinds[target.kind]
        if not (kind.facts or kind.withholds):
            return None
        if self._last is None or self._last[0] != target.document:
            self._last = target.document, self._of(target)
        return self._last[1]

    def _of(self, target: Target) -> Facts:
        project = self._project
        kind, campaign = project.kinds[target.kind], project.campaigns[target.campaign]
        localization = self._localizations[target.language]
        markets = (target.market,) if target.market else tuple(campaign.markets)
        owners = {of_market(name) for name in markets}
        if target.partnership:
            partnership = campaign.partnerships[target.partnership]
            owners |= {of_partnership(target.campaign, target.partnership), of_creator(partnership.creator)}
            said = dict(_of_agreement(agreement(project, campaign, partnership), localization))
        else:
            said = dict(_of_campaign(project, campaign, markets, localization))
        required = dict.fromkeys(
            Fact(name, tuple(dict.fromkeys(levelled(form) for form in forms)))
            for name in kind.facts
            for forms in said.get(name, ())
        )
        return Facts(
            target.language,
            tuple(required),
            frozenset(kind.withholds),
            frozenset(owners),
            self._by_chance(target, markets) if kind.withholds else frozenset(),
        )

    def _by_chance(self, target: Target, markets: tuple[str, ...]) -> frozenset[str]:
        """What of others stands in the texts that this document may print."""
        ledger = self.ledgers[target.language]
        shared = target.campaign, markets, target.language
        path = f"content/campaigns/{target.campaign}.yaml"
        if shared not in self._excused:
            files = ["content/organisation.yaml", "content/platforms.yaml", "content/metrics.yaml", path]
            files += [f"content/markets/{name}.yaml" for name in markets]
            self._excused[shared] = ledger.found(
                _joined(
                    text.texts.get(target.language, "")
                    for name in files
                    for text in self._authored(name)
                    if text.place[0] != "partnerships"
                    and (text.source.path != path or text.place[0] != "markets" or text.place[1] in markets)
                )
            )
        own = ("partnerships", target.partnership)
        return (
            self._excused[shared]
            | self._printed_anyway(target.language)
            | ledger.found(
                _joined(text.texts.get(target.language, "") for text in self._authored(path) if text.place[:2] == own)
            )
        )

    def _printed_anyway(self, language: str) -> frozenset[str]:
        """What of anybody stands in what templates and dates say: a creator may be called May."""
        if language not in self._chrome:
            ledger = self.ledgers[language]
            # To read the catalogs takes longer than all other facts, and hardly anything is one word.
            said = chrome.words(self._project, self._localizations[language]) if ledger.has_words else ""
            self._chrome[language] = ledger.found(levelled(said))
        return self._chrome[language]


def _joined(texts: Iterable[str]) -> str:
    return levelled("\n".join(map(_words, texts)))


def _words(source: str) -> str:
    return str(Markup(INLINES.renderInline(source)).striptags())  # noqa: S704 - nothing is printed


Said = Iterator[tuple[FactKind, list[tuple[str, ...]]]]
"""By kind of fact, what there is to say, each in every form that it may have."""


def _of_agreement(agreed: Agreement, localization: Localization) -> Said:
    """The facts of one partnership."""
    partnership, creator = agreed.partnership, agreed.creator
    yield "mark", [(mark.wording,) for mark in agreed.marks]
    yield "fee", [(amount,) for amount in amounts(agreed, localization)]
    dates, zones = [], {creator.time_zone} | (set() if agreed.one_clock else {agreed.contact.time_zone})
    for step in agreed.schedule:
        day = step.moment.astimezone(creator.zone).date() if step.moment else step.date
        dates.append(_dated(day, localization))
        if step.moment:
            dates += [(localization.time(step.moment, zone),) for zone in sorted(zones)]
    for item in partnership.deliverables:
        dates.append(_dated(item.stays_up_until, localization))
        for publication in item.publish:
            last = publication.until or publication.date
            single = last == publication.date
            span = localization.dates(publication.date, last)
            dates.append(_dated(publication.date, localization) if single else (span,))
            if publication.time:
                dates.append((localization.time(publication.time),))
    for right in partnership.rights:
        dates += [_dated(right.starts, localization), _dated(right.ends, localization)]
    yield "dates", dates
    yield "contact", list(_reached(agreed.contact, localization))
    yield "deliverables", list(_deliverables(agreed, localization))
    yield "targets", [(localization.target(item.target, item.metric.unit),) for item in agreed.success]
    yield "tracking", [(text,) for text in (partnership.tracking.link, partnership.tracking.code) if text]


def _deliverables(agreed: Agreement, localization: Localization) -> Iterator[tuple[str, ...]]:
    for item in agreed.partnership.deliverables:
        form = agreed.formats[item.format]
        yield (localization.counted(form.unit, item.count),)
        if item.parts and form.parts:
            yield (localization.counted(form.parts, item.parts),)
        if item.length:
            yield (localization.seconds(item.length),)
    for platform in agreed.platforms:
        yield (_plain(platform.name, localization),)


def _of_campaign(project: Project, campaign: Campaign, markets: Iterable[str], localization: Localization) -> Said:
    """The facts of a campaign in some of its markets, which are nobody's own."""
    sections = {name: campaign.markets[name] for name in markets}
    steps = [step for dates in timetable.of_markets(campaign) if dates.market in sections for step in dates.milestones]
    yield "dates", [_dated(step.date, localization) for step in steps]
    people = {project.markets[name].contact for name in sections} | {campaign.owner}
    yield "contact", [(project.organisation.people[name].email,) for name in sorted(people)]
    metrics = project.metrics.metrics
    yield (
        "targets",
        [
            (localization.target(section.targets[measure.metric], metrics[measure.metric].unit),)
            for section in sections.values()
            for measure in campaign.metrics
        ],
    )


def _reached(person: Person, localization: Localization) -> Iterator[tuple[str, ...]]:
    yield (_plain(person.name, localization),)
    yield (person.email,)
    if person.phone:
        yield (localization.phone(person.phone),)
    if person.channel:
        yield (_plain(person.channel, localization),)


@lru_cache(maxsize=2000)
def _dated(day: date, localization: Localization) -> tuple[str, ...]:
    """A day in each way that documents write it."""
    return tuple(localization.date(day, style) for style in ("day", "weekday", "full", "short"))


def _plain(text: Translated, localization: Localization) -> str:
    return _words(text[localization.id])
