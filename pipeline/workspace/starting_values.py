"""What a starting file can take from a project, so that it is at home there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import babel
import babel.core
import babel.numbers

from pipeline.base.problems import Refusal
from pipeline.domain.working_days import OutsideCalendar, WorkingDays, common
from pipeline.model.market import Market
from pipeline.reading.project import Project
from pipeline.workspace import market_library
from pipeline.workspace.starting_texts import StartingTexts, flow

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where people print on US Letter, by the measurement data of CLDR, which Babel leaves out."""


_SATURDAY = 5


class CannotStart(Refusal):
    """What was asked for cannot be started; the words say why and what to do."""


class NothingDated(CannotStart):
    """Nothing of the project has a date that a starting file could begin with."""


class StartingValues:
    """What a starting file can take from a project, so that it is at home there."""

    def __init__(self, project: Project, name: str, issued: datetime.date | None) -> None:
        self.project = project
        self.name = name
        self.title = name.replace("-", " ").title()
        self.languages = project.organisation.languages
        self.people = project.organisation.people
        self.wanted = issued
        self.texts = StartingTexts(self.languages)

    @property
    def common(self) -> dict[str, Any]:
        """What every kind's template may use.

        What `text`, `line` and `example` write has to be rewritten before it counts, which `check` sees to
        (pipeline/checks/consistency/starting_texts.py); what `usual` writes may stay.
        """
        return {
            "id": self.name,
            "title": self.title,
            "text": self.texts.text,
            "usual": self.texts.text,
            "line": self.texts.line,
            "example": str,
        }

    def campaign(self) -> dict[str, Any]:
        """What a campaign names: a market, its people, a metric, and a creator who can publish there."""
        market_id, market = self.first_market()
        self.texts.languages = tuple(dict.fromkeys([*self.languages, *market.languages]))
        metric = self.first_metric(market)
        post = next(self.posts(market), None)
        fees = (
            partnership.fee.amount
            for record in self.project.campaigns.values()
            for partnership in record.partnerships.values()
            if partnership.market == market_id and partnership.fee
        )
        return self.dated(market, post["creator"] if post else "") | {
            "market": market_id,
            "currency": market.currency,
            "owner": self.person(market.contact),
            "approver": self.person(market.lead),
            "metric": metric,
            "target": self.target(market, metric),
            "paid_steps": {part.at or part.after for part in market.terms.payment},
            "post": post,
            "code": f"{post['creator'].partition('-')[0].upper()}10" if post else "",
            "identifiers": market.held_by("publication"),
            "fee": f"{next(fees, Decimal(1000)):f}",
        }

    def market(self) -> dict[str, Any]:
        """What a market names: its country, as far as its id says, and people."""
        deciding = self.project.organisation.decision_makers[0]
        others = next(iter(self.project.markets.values()), None)
        code = self.territory()
        language, local = self.spoken_in(code), self.person_in(code)
        country = self.named_territory()
        named = {name: self.locale(name).territories.get(country, self.title) for name in self.languages}
        # Only currencies that are still in use have no last day.
        currencies = babel.numbers.get_territory_currencies(code, start_date=datetime.date.max)
        return {
            "named": flow(named),
            "territory": code,
            "language": language,
            "currency": next(iter(currencies), "USD"),
            "paper": self.paper(code),
            "papers": list(self.project.theme.papers),
            "zone": self.zone(code, local) or self.people[self.person(deciding)].time_zone,
            "lead": local or self.person(others.lead if others else deciding),
            "contact": self.answering_in(code) or (others.contact if others else local or self.person(deciding)),
            "advertiser": self.project.organisation.name[language],
            "on": self.on,
        }

    def template(self, kind: str) -> str:
        """The template of a kind of file; that of a market is its country's, where one is known."""
        known = market_library.template(self.project.assets, self.named_territory()) if kind == "market" else ""
        return known or f"templates/new/{kind}.yaml"

    def on(self, *platforms: str) -> tuple[str, ...]:
        """Those of some platforms that the project knows: a rule can name no other."""
        return tuple(name for name in platforms if name in self.project.platforms.platforms)

    def creator(self) -> dict[str, Any]:
        """What a creator names: a language, a clock, a platform."""
        language = self.languages[0]
        forms = self.project.languages[language].address
        platforms = self.project.platforms.platforms
        if not platforms:
            raise CannotStart("content/platforms.yaml has no platform yet (an account needs one)")
        market = next(iter(self.project.markets.values()), None)
        return {
            "language": language,
            "addresses": forms,
            "address": forms[0] if forms else "",
            "zone": market.time_zone if market else self.people[self.person("")].time_zone,
            "platform": next(name for name in (*_allowed(market), *platforms) if name in platforms),
            "identifiers": sorted({name for each in self.project.markets.values() for name in each.held_by("account")}),
        }

    def sop(self) -> dict[str, Any]:
        """What a procedure names: its owner, and an author who is somebody else where there is one."""
        owner = self.person(self.project.organisation.decision_makers[0])
        author = next((name for name in self.people if name != owner), owner)
        return self.dated() | {"owner": owner, "author": author, "language": self.languages[0]}

    def calendar(self, year: int | None) -> dict[str, Any]:
        """What a calendar starts from: the days off of its country in one year, as a library knows them."""
        # Only a calendar needs the library.
        from pipeline.workspace import known_holidays

        verified = self.wanted or self.latest()
        year, territory = year or verified.year, self.territory()
        known = known_holidays.known(territory, year, self.languages)
        verified_on = verified.isoformat()
        return {
            "territory": territory,
            "year": year,
            "source": known_holidays.SOURCE if known else "",
            "weekend": known.weekend if known else ("sat", "sun"),
            "working_weekends": known.working_weekends if known else (),
            "off": [(day.date, flow(day.names), day.moved_from) for day in known.off] if known else [],
            "regional": [(day.date, flow(day.names), day.moved_from) for day in known.regional] if known else [],
            "verified": verified_on,
            "review": max(verified_on, f"{year}-01-31"),
            "owner": self.calendar_owner(territory),
        }

    def calendar_owner(self, territory: str) -> str:
        """Who leads a market of the territory, else who decides."""
        leads = (market.lead for market in self.project.markets.values() if market.territory == territory)
        return self.person(next(leads, self.project.organisation.decision_makers[0]))

    def first_market(self) -> tuple[str, Market]:
        """The first market with its id, best one in the project's languages. Raises Refused where there is none."""
        if not self.project.markets:
            raise CannotStart("there is no market yet (create one with briefs new market ID)")
        markets = self.project.markets.items()
        return min(markets, key=lambda item: not set(item[1].languages) <= set(self.languages))

    def first_metric(self, market: Market) -> str:
        """The first metric in money, preferably one with a history in the market; else any."""
        metrics = self.project.metrics.metrics
        return min(metrics, key=lambda name: (metrics[name].unit != "money", name not in market.history))

    def target(self, market: Market, metric: str) -> dict[str, Any]:
        """A range inside the market's history, or one that stands for what nobody knows yet."""
        history = market.history.get(metric)
        money = self.project.metrics.metrics[metric].unit == "money"
        values = [result.value for result in history.results] if history else []
        if history is None or min(values) < 0:
            return {"known": False, "low": 10, "high": 20, "currency": market.currency if money else None}
        return {"known": True, "low": f"{min(values):f}", "high": f"{max(values):f}", "currency": history.currency}

    def posts(self, market: Market) -> Iterator[dict[str, str]]:
        """What creators could publish in a market, those first who read its language."""
        marked = [
            language
            for language in market.languages
            if all(line.wording.get(language) for line in market.disclosure.lines)
        ]
        refused = [rule.applies_to.platforms for rule in market.rules.values() if rule.severity == "block"]
        creators = self.project.creators
        for name in sorted(creators, key=lambda name: creators[name].language != market.languages[0]):
            for account in creators[name].accounts:
                platform = self.project.platforms.platforms.get(account.platform)
                blocked = any(not platforms or account.platform in platforms for platforms in refused)
                if platform and platform.formats and marked and not blocked:
                    yield {
                        "creator": name,
                        "platform": account.platform,
                        "format": platform.formats[0],
                        "language": "" if marked[0] == market.languages[0] else marked[0],
                    }

    def person(self, wanted: str) -> str:
        """A person of the organisation: the one that is wanted, else the first."""
        return wanted if wanted in self.people else next(iter(self.people))

    def dated(self, market: Market | None = None, creator: str = "") -> dict[str, Any]:
        """The day a file starts from, and `day(n)`, the nth day after it on which everybody works."""
        calendars = list(self.calendars(market, creator)) if market else []
        issued = self.wanted or _working_day(self.latest(), 1, calendars)
        return {"issued": issued.isoformat(), "day": lambda steps: _working_day(issued, steps, calendars).isoformat()}

    def calendars(self, market: Market, creator: str) -> Iterator[WorkingDays]:
        """The working days of a market, of whom its creators write to, and of a creator."""
        for who in (self.people.get(market.contact), self.project.creators.get(creator)):
            name = (who.calendar if who else None) or market.calendar
            if name and name in self.project.calendars:
                away = who.away if who else ()
                yield WorkingDays(name, self.project.calendars[name], (*away, *market.quiet))

    def latest(self) -> datetime.date:
        """The latest day on which anything of the project was issued. Raises Refused where nothing was."""
        dates = [record.issued for record in self.project.campaigns.values()]
        dates += [record.issued for record in self.project.sops.values()]
        if not dates:
            raise NothingDated(
                "nothing here has a date to start from (add --issued and a day, such as 2027-03-09, or --issued today)"
            )
        return max(dates)

    def locale(self, language: str) -> babel.Locale:
        """The CLDR locale of a language of the project."""
        return babel.Locale.parse(self.project.languages[language].cldr)

    def territory(self) -> str:
        """The country that the file's id names, else that of the first language."""
        return self.named_territory() or market_library.home(self.locale(self.languages[0])) or self.name.upper()

    def named_territory(self) -> str:
        """The country that the file's id names; empty without one."""
        code = market_library.territory(self.name)
        return code if code in self.locale(self.languages[0]).territories else ""

    def paper(self, territory: str) -> str:
        """The paper that people of a territory print on, where the theme has it."""
        papers = list(self.project.theme.papers)
        wanted = "Letter" if territory in _LETTER else "A4"
        return wanted if wanted in papers else papers[0]

    def spoken_in(self, territory: str) -> str:
        """The first language of the project that is an official one of a territory; the first of all without one."""
        known = babel.core.get_global("territory_languages").get(territory, {})
        official = {name for name, facts in known.items() if facts.get("official_status")}
        spoken = [name for name in self.languages if self.locale(name).language in official]
        return spoken[0] if spoken else self.languages[0]

    def zone(self, territory: str, local: str) -> str:
        """The clock of who lives in a territory, else its own; empty where that is not known."""
        return self.people[local].time_zone if local else market_library.time_zone(self.project.assets, territory)

    def answering_in(self, territory: str) -> str:
        """Who answers creators, preferably somebody who lives in a territory; empty without one."""
        zones = babel.core.get_global("territory_zones").get(territory, ())
        answering = [name for name, person in self.people.items() if person.reply_within_hours]
        there = [name for name in answering if self.people[name].time_zone in zones]
        return next(iter(there + answering), "")

    def person_in(self, territory: str) -> str:
        """The first person whose clock is one of a territory; empty where nobody is there."""
        zones = babel.core.get_global("territory_zones").get(territory, ())
        return next((name for name, person in self.people.items() if person.time_zone in zones), "")


def _allowed(market: Market | None) -> tuple[str, ...]:
    """The platforms that a market's rules allow, in their order."""
    rules = market.rules.values() if market else ()
    return tuple(name for rule in rules if rule.severity == "allow" for name in rule.applies_to.platforms)


def _working_day(day: datetime.date, steps: int, calendars: Sequence[WorkingDays] = ()) -> datetime.date:
    """The day that many working days on: of everybody's calendars, where they go so far, else Mondays to Fridays."""
    for _ in range(steps):
        day += datetime.timedelta(days=1)
        while not _worked(day, calendars):
            day += datetime.timedelta(days=1)
    return day


def _worked(day: datetime.date, calendars: Sequence[WorkingDays]) -> bool:
    try:
        return common(calendars, day) if calendars else day.weekday() < _SATURDAY
    except OutsideCalendar:
        return day.weekday() < _SATURDAY
