"""A campaign → its scopes: who approves one agrees to all that documents say of it, once what they inherit is there.

Status, dates of issue, approvers, records and results are in none of them: they say nothing of what was promised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from pydantic import BaseModel

from pipeline.base import content_codes
from pipeline.domain import labels, languages, rules
from pipeline.domain.facts import Fact, Place, at, facts
from pipeline.domain.judgement import judge
from pipeline.model.partnership import Partnership
from pipeline.reading.project import Project

MONEY, NUMBERS, MESSAGE, WORDS = "money", "numbers", "message", "words"
MARKET, PARTNERSHIP = "market:", "partnership:"
"""What the names of the scopes of one market and of one partnership begin with."""

_PAY = ("fee", "retainer", "commission", "bonuses", "barter", "expenses")
_INSTALMENTS = ("payment", "payment_note", "payment_documents")
_SECTION_MESSAGE = ("approved_framings", "framings", "messages", "content")
_SECTION_DATES = ("schedule", "cancelled", "reply_by", "trial_days")

# What each scope covers, by the file that it is typed in; `*` is each market or each partnership.
_IN_CAMPAIGN: Mapping[str, tuple[str, ...]] = {
    MONEY: (
        *(f"partnerships.*.{name}" for name in _PAY),
        *(f"partnerships.*.rights.*.{name}" for name in ("amount", "currency", "paid_by", "renewal")),
        *(f"partnerships.*.overrides.{name}" for name in _INSTALMENTS),
        "markets.*.plan",
        "markets.*.costs",
        *(f"measurement.{name}" for name in ("cost", "taxes", "rates")),
    ),
    NUMBERS: ("metrics", "measurement", "markets.*.targets"),
    MESSAGE: (
        *("name", "product", "objective", "audience", "pillars", "messages", "freedom", "yours", "not_yours"),
        *(f"markets.*.{name}" for name in _SECTION_MESSAGE),
    ),
}
_OF_SECTION = ("strategy", "meaning", *_SECTION_MESSAGE, *_SECTION_DATES, "fixed", "waves", "steps")
_OF_MARKET = (
    *("name", "heading", "territory", "currency", "time_zone", "quiet", "context", "advertiser", "disclosure"),
    *("terms", "tax_documents", "lead", "contact"),
)
_OF_METRIC = ("name", "short", "formula", "calculation", "unit", "better", "measures", "group", "denominator")
_OF_PERSON = ("name", "signature", "role")
_OF_CONTACT = (*_OF_PERSON, "email", "phone", "time_zone", "channel", "hours", "reply_within_hours")

# What the brief of a creator says beside what is typed at the partnership itself.
_BRIEF_OF_CAMPAIGN = (
    *("name", "product", "objective.business", "objective.content", "audience", "pillars", "messages", "freedom"),
    "not_yours",
)
_BRIEF_OF_SECTION = ("meaning", *_SECTION_MESSAGE, *_SECTION_DATES)
_BRIEF_OF_MARKET = ("name", "heading", "currency", "time_zone", "context", "advertiser", "disclosure", "contact")
_BRIEF_OF_CREATOR = ("name", "language", "time_zone", "address", "email", "agent", "postal_address")
_BRIEF_OF_RULE = ("topic", "text", "source", "effective_from")
_BRIEF_OF_METRIC = ("short", "formula", "unit", "better")
_RECORDS_OF_PARTNERSHIP = ("papers",)


@dataclass(frozen=True)
class Scope:
    """What one approval is about: all facts that it covers, in the order of their keys."""

    name: str
    facts: tuple[Fact, ...]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what is said."""
        return content_codes.digest(self.values)

    @property
    def code(self) -> str:
        """The digest as a person reads it out."""
        return content_codes.code(self.digest)

    @property
    def values(self) -> Mapping[str, str]:
        """What is said, by the key of each fact."""
        return {fact.name: fact.value for fact in self.facts}


def scopes(project: Project, name: str) -> Mapping[str, Scope]:
    """The scopes of a campaign by their names, those of the brand first, the words that all of them print last.

    Each is gathered when somebody asks for it: most who ask for one never ask for those of all partnerships.
    """
    return _Scopes(_CampaignFacts(project, name))


def partnership_scope(project: Project, name: str, partnership: str) -> Scope:
    """What the creator of one partnership accepts."""
    found = _CampaignFacts(project, name)
    return Scope(f"{PARTNERSHIP}{partnership}", _in_order(found.partnership(partnership), [found.identity]))


def _in_order(said: Iterable[Fact], more: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """Facts by their keys, each once."""
    once = {fact.name: fact for fact in (*more, *said)}
    return tuple(once[name] for name in sorted(once))


class _Scopes(Mapping[str, Scope]):
    """The scopes of one campaign, each gathered once."""

    def __init__(self, found: _CampaignFacts) -> None:
        self._found = found
        self._covered: Mapping[str, Callable[[], Iterable[Fact]]] = {
            MONEY: found.money,
            NUMBERS: found.numbers,
            **{f"{MARKET}{market}": partial(found.market, market) for market in found.campaign.markets},
            MESSAGE: found.message,
            **{f"{PARTNERSHIP}{each}": partial(found.partnership, each) for each in found.campaign.partnerships},
            WORDS: self._words,
        }
        self._gathered: dict[str, Scope] = {}

    def __getitem__(self, name: str) -> Scope:
        if name not in self._gathered:
            self._gathered[name] = Scope(name, _in_order(self._covered[name](), [self._found.identity]))
        return self._gathered[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._covered)

    def __len__(self) -> int:
        return len(self._covered)

    def __contains__(self, name: object) -> bool:
        return name in self._covered

    def _words(self) -> Iterator[Fact]:
        for name in self._covered:
            if name != WORDS:
                yield from (fact for fact in self[name].facts if fact.language)


class _CampaignFacts:
    """The facts of one campaign, scope by scope."""

    def __init__(self, project: Project, name: str) -> None:
        self.project = project
        self.name = name
        self.path = f"content/campaigns/{name}.yaml"
        self.campaign = project.campaigns[name]
        self.languages = languages.of_markets(project, self.campaign, self.campaign.markets)

    @property
    def identity(self) -> Fact:
        """The code with which the ids of all of its documents begin."""
        return Fact(self.path, ("code",), self.campaign.code, ("campaign", "code"))

    def money(self) -> Iterator[Fact]:
        yield from self._typed(_IN_CAMPAIGN[MONEY])
        for market in self.campaign.markets:
            yield from self._of_market(market, [f"terms.{name}" for name in _INSTALMENTS])

    def numbers(self) -> Iterator[Fact]:
        yield from self._typed(_IN_CAMPAIGN[NUMBERS])
        for measure in self.campaign.metrics:
            yield from self._of_metric(measure.metric, _OF_METRIC, self.languages)

    def message(self) -> Iterator[Fact]:
        yield from self._typed(_IN_CAMPAIGN[MESSAGE])
        yield from self._of_organisation(("name",), self.languages)
        for market in self.campaign.markets:
            yield from self._framings(market, self.languages)

    def market(self, market: str) -> Iterator[Fact]:
        spoken = languages.of_markets(self.project, self.campaign, [market])
        yield from self._typed(["waves", *(f"markets.{market}.{name}" for name in _OF_SECTION)], spoken)
        yield from self._of_market(market, _OF_MARKET, spoken)
        yield from self._framings(market, spoken)
        if labels.names_organisation(self.project.markets[market]):
            yield from self._of_organisation(("name",), spoken)
        for name, partnership in self.campaign.partnerships.items():
            if partnership.market == market:
                yield from self._verdicts(name, partnership)

    def partnership(self, name: str) -> Iterator[Fact]:
        partnership = self.campaign.partnerships[name]
        market = self.project.markets[partnership.market]
        spoken = languages.of_partnership(self.project, self.campaign, name)
        own = [
            field
            for field in type(partnership).model_fields
            if field not in (*_RECORDS_OF_PARTNERSHIP, "market", "creator")
        ]
        yield from self._typed([f"partnerships.{name}.{field}" for field in own], spoken)
        yield from self._typed(_BRIEF_OF_CAMPAIGN, spoken)
        wave = f"waves.{partnership.wave}" if partnership.wave else ""
        section = [*_BRIEF_OF_SECTION, wave] if wave else _BRIEF_OF_SECTION
        yield from self._typed([f"markets.{partnership.market}.{field}" for field in section], spoken)
        yield from self._typed([wave] if wave else (), spoken)
        yield from self._of_market(partnership.market, [*_BRIEF_OF_MARKET, *_terms(partnership)], spoken)
        yield from self._framings(partnership.market, spoken)
        yield from self._of_organisation(("name",), spoken)
        terms = partnership.overrides.over(market.terms) if partnership.overrides else market.terms
        people = {stage.reviewer: _OF_PERSON for stage in terms.stages} | {market.contact: _OF_CONTACT}
        for person, fields in people.items():
            yield from self._of_organisation([f"people.{person}.{field}" for field in fields], spoken)
        yield from self._success(partnership, spoken)
        yield from self._creator(partnership, spoken)
        yield from self._card(partnership, spoken)

    def _success(self, partnership: Partnership, spoken: tuple[str, ...]) -> Iterator[Fact]:
        """The metrics that briefs show, with this market's ranges."""
        for index, measure in enumerate(self.campaign.metrics):
            if measure.in_brief:
                yield from self._typed(
                    [f"metrics.{index}.{field}" for field in ("metric", "why", "tracked_by")], spoken
                )
                target = f"markets.{partnership.market}.targets.{measure.metric}"
                yield from self._typed([f"{target}.{field}" for field in ("low", "high", "currency")], spoken)
                yield from self._of_metric(measure.metric, _BRIEF_OF_METRIC, spoken)

    def _creator(self, partnership: Partnership, spoken: tuple[str, ...]) -> Iterator[Fact]:
        """The creator with the accounts on which posts go out, and what platforms and formats are called."""
        path = f"content/creators/{partnership.creator}.yaml"
        creator = self.project.creators[partnership.creator]
        used = {item.platform for item in partnership.deliverables}
        accounts = [index for index, account in enumerate(creator.accounts) if account.platform in used]
        fields = [f"accounts.{index}.{field}" for index in accounts for field in ("platform", "handle", "title")]
        yield from _keyed("creator", self._selected(creator, path, [*_BRIEF_OF_CREATOR, *fields], spoken))
        named = {f"platforms.{item.platform}.name": None for item in partnership.deliverables}
        named |= {f"formats.{item.format}": None for item in partnership.deliverables}
        platforms = self._selected(self.project.platforms, "content/platforms.yaml", named, spoken)
        yield from _keyed("platforms", platforms)

    def _card(self, partnership: Partnership, spoken: tuple[str, ...]) -> Iterator[Fact]:
        """The rules that the brief prints."""
        market, creator = self.project.markets[partnership.market], self.project.creators[partnership.creator]
        printed = list(rules.card(market, partnership, creator))
        names = [name for name, rule in market.rules.items() if rule in printed]
        patterns = [f"rules.{name}.{field}" for name in names for field in _BRIEF_OF_RULE]
        yield from self._of_market(partnership.market, patterns, spoken)

    def _verdicts(self, name: str, partnership: Partnership) -> Iterator[Fact]:
        """What the market's rules, as known on the day of issue, say of each deliverable."""
        market, creator = self.project.markets[partnership.market], self.project.creators[partnership.creator]
        for index, item in enumerate(partnership.deliverables):
            verdict = judge(market, partnership, item, creator, self.campaign.issued)
            said = " ".join(str(part) for part in (verdict.state, verdict.day, verdict.rule) if part)
            of_rule = (f"content/markets/{partnership.market}.yaml", ("rules", verdict.rule))
            of_post = (self.path, ("partnerships", name, "deliverables", index, "platform"))
            path, place = of_rule if verdict.rule else of_post
            yield Fact(path, place, said, ("verdicts", partnership.number, index))

    def _typed(self, patterns: Iterable[str], spoken: tuple[str, ...] = ()) -> Iterator[Fact]:
        """What the campaign's own file says; a partnership is known by its number, whatever its id is."""
        for fact in self._selected(self.campaign, self.path, patterns, spoken):
            key: Place = ("campaign", *fact.place)
            if fact.place[0] == "partnerships":
                number = self.campaign.partnerships[str(fact.place[1])].number
                key = ("campaign", "partnerships", number, *fact.place[2:])
            yield replace(fact, key=key)

    def _of_market(self, market: str, patterns: Iterable[str], spoken: tuple[str, ...] = ()) -> Iterator[Fact]:
        found = self._selected(self.project.markets[market], f"content/markets/{market}.yaml", patterns, spoken)
        return _keyed("markets", found, market)

    def _framings(self, market: str, spoken: tuple[str, ...]) -> Iterator[Fact]:
        """The approved openings that the campaign names."""
        names = self.campaign.markets[market].approved_framings
        return self._of_market(market, [f"framings.{name}" for name in names], spoken)

    def _of_metric(self, metric: str, fields: Iterable[str], spoken: tuple[str, ...]) -> Iterator[Fact]:
        patterns = [f"metrics.{metric}.{field}" for field in fields]
        return _keyed("metrics", self._selected(self.project.metrics, "content/metrics.yaml", patterns, spoken))

    def _of_organisation(self, patterns: Iterable[str], spoken: tuple[str, ...]) -> Iterator[Fact]:
        found = self._selected(self.project.organisation, "content/organisation.yaml", patterns, spoken)
        return _keyed("organisation", found)

    def _selected(
        self, record: BaseModel, path: str, patterns: Iterable[str], spoken: tuple[str, ...]
    ) -> Iterator[Fact]:
        for pattern in patterns:
            for value, place in at(record, pattern):
                yield from facts(value, path, spoken or self.languages, place)


def _terms(partnership: Partnership) -> Iterator[str]:
    """The market's terms that hold for a partnership: those in whose place nothing of its own was agreed."""
    own: Any = partnership.overrides
    for name in type(own).model_fields if own else ():
        if name != "reason" and getattr(own, name) is None:
            yield f"terms.{name}"
    yield from () if own else ("terms",)
    yield from (f"tax_documents.{status}" for status in (partnership.tax_status,) if status)


def _keyed(first: str, found: Iterable[Fact], *more: str) -> Iterator[Fact]:
    """Facts whose keys begin with the kind of record that they are of."""
    for fact in found:
        yield replace(fact, key=(first, *more, *fact.place))
