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
from pipeline.domain.post_times import PostTime
from pipeline.domain.targets import Target
from pipeline.language.day_lists import listed
from pipeline.language.localization import Localization
from pipeline.model.campaign import Campaign
from pipeline.model.kind import FactKind, Withheld
from pipeline.model.localized import Translated
from pipeline.model.markdown import INLINES
from pipeline.model.organisation import Person
from pipeline.reading.authored import authored
from pipeline.reading.project import Project
from pipeline.selfcheck import chrome
from pipeline.selfcheck.facts import Fact, Facts
from pipeline.selfcheck.ledger import Ledger, levelled
from pipeline.selfcheck.ownership import amounts, of_creator, of_market, of_partnership, owned

_OTHERS = frozenset({"said", "ambiguous"})
"""Fields of a question under which each side has words of its own."""
PRIVATE: frozenset[Withheld] = frozenset({"fee", "answer", "view"})
"""What of others no creator's copy ever holds, whatever a template says of itself."""


class ProjectFacts:
    """The facts of one project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._excused: dict[tuple[str, tuple[str, ...], str], frozenset[str]] = {}
        self._localizations = {name: Localization(name, language) for name, language in project.languages.items()}
        self._last: tuple[str, Facts] | None = None
        self._chrome: dict[str, frozenset[str]] = {}
        self._authored = lru_cache(maxsize=10)(lambda path: list(authored(project, [path])))

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
        if not (self._project.kinds[target.kind].facts or self._withheld(target)):
            return None
        if self._last is None or self._last[0] != target.document:
            self._last = target.document, self._of(target)
        return self._last[1]

    def own(self, target: Target) -> frozenset[str]:
        """What belongs to the partner whose document a target is, in its language."""
        owners = self._owners(target)
        ledger = owned(self._project, self._localizations[target.language])
        return frozenset(item.text for item in ledger if item.owner in owners)

    def of_partner(self, target: Target, known: frozenset[str] = frozenset()) -> Facts:
        """What a page that is no target itself must not tell the partner whose document a target is.

        What belonged to them in another version (`known`) they have read already.
        """
        excused = self._by_chance(target, (target.market,)) | known
        return Facts(target.language, (), PRIVATE, self._owners(target), excused)

    def _owners(self, target: Target) -> frozenset[str]:
        partnership = self._project.campaigns[target.campaign].partnerships.get(target.partnership)
        creator = {of_creator(partnership.creator)} if partnership else set()
        return frozenset(creator | {of_partnership(target.campaign, target.partnership), of_market(target.market)})

    def _withheld(self, target: Target) -> frozenset[Withheld]:
        """What of others a document may not hold: its kind says so, and for what is for one creator we do."""
        kind = self._project.kinds[target.kind]
        own = target.partnership and kind.audience_of(target.view) != "internal"
        return kind.withheld_from(target.view) | (PRIVATE if own else frozenset())

    def _of(self, target: Target) -> Facts:
        if target.month:
            return self._of_month(target)
        project = self._project
        kind, campaign = project.kinds[target.kind], project.campaigns[target.campaign]
        localization = self._localizations[target.language]
        markets = (target.market,) if target.market else tuple(campaign.markets)
        withheld = self._withheld(target)
        owners = {of_market(name) for name in markets}
        if target.party:
            owners.add(of_partnership(target.campaign, target.party))
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
            withheld,
            frozenset(owners),
            self._by_chance(target, markets) if withheld else frozenset(),
        )

    def _of_month(self, target: Target) -> Facts:
        """What no document of a month may hold: what belongs to a creator, or to another market."""
        path = f"content/cohorts/{target.market}.yaml"
        files = ["content/organisation.yaml", "content/metrics.yaml", f"content/markets/{target.market}.yaml", path]
        said = _joined(text.texts.get(target.language, "") for name in files for text in self._authored(name))
        excused = self.ledgers[target.language].found(said) | self._printed_anyway(target.language)
        withheld = self._project.kinds[target.kind].withheld_from(target.view)
        return Facts(target.language, (), withheld, frozenset({of_market(target.market)}), excused)

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
            # A document may print what was agreed in the end, in whose words ever.
            records = self._authored(f"content/agreements/{target.campaign}.yaml")
            agreed = [text for text in records if text.place[0] != "views" and _OTHERS.isdisjoint(text.place)]
            self._excused[shared] |= ledger.found(_joined(text.texts.get(target.language, "") for text in agreed))
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
            # What the creator only waits for is told on the creator's clock alone.
            read = sorted(zones) if step.by_creator else [creator.time_zone]
            dates += [(localization.time(step.moment, zone),) for zone in read]
    for item, times in zip(partnership.deliverables, agreed.post_times, strict=True):
        dates.append(_dated(item.stays_up_until, localization))
        dates += [form for posts in times for form in _posted(posts, localization)]
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


def _posted(posts: PostTime, localization: Localization) -> Iterator[tuple[str, ...]]:
    """On which days some posts go out, each told or all in one list, and at which hour."""
    first = posts.days[0]
    if posts.until:
        yield (localization.dates(first, posts.until),)
    else:
        lists = tuple(listed(posts.days, localization, year=year) for year in (False, True))
        yield from (tuple({*_dated(day, localization), *lists}) for day in posts.days)
    if posts.moments:
        yield (localization.time(posts.moments[0].time()),)


@lru_cache(maxsize=2000)
def _dated(day: date, localization: Localization) -> tuple[str, ...]:
    """A day in each way that documents write it."""
    return tuple(localization.date(day, style) for style in ("day", "weekday", "full", "short"))


def _plain(text: Translated, localization: Localization) -> str:
    return _words(text[localization.id])
