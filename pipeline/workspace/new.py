"""A kind of content file → a starting file that is valid as it stands, made of the project's own ids."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import babel
import babel.core
import babel.numbers
import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.base.files import publish
from pipeline.base.problems import Problems, nearest, problem
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.model.base import Model
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.sop import Sop
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

KINDS: Mapping[str, type[Model]] = {model.__name__.lower(): model for model in (Campaign, Market, Creator, Sop)}
"""The kinds of files that can be started; each has a template and a folder by its name."""

_WITH_OUTPUTS = (Campaign, Sop)
"""What has a folder of outputs by its id: no two may have the same."""

_WIDEST = 90
"""Characters of a text in all languages that still stand on one line."""


class Refused(Exception):
    """What was asked for cannot be started; the words say why and what to do."""


def start(folder: Path, kind: str, name: str, issued: datetime.date | None = None) -> str:
    """The path of a new file in the project folder, written only after it was checked with all the others.

    `issued` is the day that dated files start from; without it, the business day after the latest
    of the project. Raises Refused, Problems, OSError.
    """
    path = _path(folder, kind, name)
    project, before = load.examine(folder)
    if project is None:
        raise Problems(before)
    text = written(project, kind, name, issued)
    checked, after = load.examine(folder, {path: text})
    wrong = [item for item in after if item.path == path]
    if wrong or checked is None:
        raise AssertionError("\n".join(map(str, wrong)))
    documents = targets.targets(checked, f"{name}.*")
    if documents and not after:
        composer = Composer(checked)
        for target in documents:
            composer.compose(target)
    publish(folder / path, text.encode())
    return path


def _path(folder: Path, kind: str, name: str) -> str:
    if kind not in KINDS:
        close = nearest(kind, KINDS)
        raise Refused(
            f'"{kind}" cannot be started ' + (f'(did you mean "{close}"?)' if close else f"({', '.join(KINDS)} can)")
        )
    if not load.is_id(name):
        raise Refused(
            f'"{name}" is not an id (lower-case letters a to z, digits and single hyphens, such as first-light)'
        )
    for model in _WITH_OUTPUTS if KINDS[kind] in _WITH_OUTPUTS else (KINDS[kind],):
        taken = f"content/{model.__name__.lower()}s/{name}.yaml"
        if (folder / taken).exists():
            raise Refused(f"{taken} is already there (choose another id, or edit the file)")
    return f"content/{kind}s/{name}.yaml"


def written(project: Project, kind: str, name: str, issued: datetime.date | None = None) -> str:
    """The text of a starting file. Raises Refused where the project lacks what it must name, Problems."""
    facts = _Facts(project, name, issued)
    gathered: dict[type[Model], Any] = {
        Campaign: facts.campaign,
        Market: facts.market,
        Creator: facts.creator,
        Sop: facts.sop,
    }
    template = f"templates/new/{kind}.yaml"
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    try:
        compiled = environment.from_string(sources.text(project.folder / template, template))
        return compiled.render(facts.common | gathered[KINDS[kind]]())
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None) or 0
        raise Problems([problem(template, "{reason}", line=line, reason=error)]) from None


class _Facts:
    """What a starting file can take from a project, so that it is at home there."""

    def __init__(self, project: Project, name: str, issued: datetime.date | None) -> None:
        self.project = project
        self.name = name
        self.title = name.replace("-", " ").title()
        self.languages = project.organisation.languages
        self.people = project.organisation.people
        self.wanted = issued

    @property
    def common(self) -> dict[str, Any]:
        """What every kind's template may use."""
        return {"id": self.name, "title": self.title, "text": self.text, "line": self.line}

    def campaign(self) -> dict[str, Any]:
        """What a campaign names: a market, its people, a metric, and a creator who can publish there."""
        market_id, market = self.first_market()
        metric = self.first_metric(market)
        post = next(self.posts(market), None)
        fees = (
            partnership.fee.amount
            for record in self.project.campaigns.values()
            for partnership in record.partnerships.values()
            if partnership.market == market_id
        )
        return self.dated() | {
            "market": market_id,
            "currency": market.currency,
            "owner": self.person(market.contact),
            "approver": self.person(market.lead),
            "metric": metric,
            "target": self.target(market, metric),
            "advance": any(part.at == "advance" for part in market.terms.payment),
            "post": post,
            "identifiers": market.held_by("publication"),
            "fee": f"{next(fees, Decimal(1000)):f}",
        }

    def market(self) -> dict[str, Any]:
        """What a market names: its country, as far as its id says, and people."""
        deciding = self.project.organisation.decision_makers[0]
        others = next(iter(self.project.markets.values()), None)
        language = self.languages[0]
        code = self.territory()
        named = {name: self.locale(name).territories.get(self.name.upper(), self.title) for name in self.languages}
        # Only currencies that are still in use have no last day.
        currencies = babel.numbers.get_territory_currencies(code, start_date=datetime.date.max)
        papers = list(self.project.theme.papers)
        return {
            "named": _flow(named),
            "territory": code,
            "language": language,
            "currency": next(iter(currencies), "USD"),
            "paper": papers[0],
            "papers": papers,
            "zone": self.zone(code, self.people[self.person(deciding)].time_zone),
            "lead": self.person(others.lead if others else deciding),
            "contact": self.person(others.contact if others else deciding),
            "advertiser": self.project.organisation.name[language],
        }

    def creator(self) -> dict[str, Any]:
        """What a creator names: a language, a clock, a platform."""
        language = self.languages[0]
        forms = self.project.languages[language].address
        platforms = self.project.platforms.platforms
        if not platforms:
            raise Refused("content/platforms.yaml has no platform yet (an account needs one)")
        market = next(iter(self.project.markets.values()), None)
        return {
            "language": language,
            "addresses": forms,
            "address": forms[0] if forms else "",
            "zone": market.time_zone if market else self.people[self.person("")].time_zone,
            "platform": next(iter(platforms)),
            "identifiers": sorted({name for each in self.project.markets.values() for name in each.held_by("account")}),
        }

    def sop(self) -> dict[str, Any]:
        """What a procedure names: its owner, and an author who is somebody else where there is one."""
        owner = self.person(self.project.organisation.decision_makers[0])
        author = next((name for name in self.people if name != owner), owner)
        return self.dated() | {"owner": owner, "author": author, "language": self.languages[0]}

    def first_market(self) -> tuple[str, Market]:
        """The first market with its id. Raises Refused where there is none."""
        if not self.project.markets:
            raise Refused("there is no market yet (briefs new market ID makes one)")
        return next(iter(self.project.markets.items()))

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

    def dated(self) -> dict[str, Any]:
        """The day a file starts from, and `day(n)`, the nth business day after it."""
        issued = self.wanted or _working_day(self.latest(), 1)
        return {"issued": issued.isoformat(), "day": lambda steps: _working_day(issued, steps).isoformat()}

    def latest(self) -> datetime.date:
        """The latest day on which anything of the project was issued. Raises Refused where nothing was."""
        dates = [record.issued for record in self.project.campaigns.values()]
        dates += [record.issued for record in self.project.sops.values()]
        if not dates:
            raise Refused("nothing here has a date to start from (add --issued and a day, such as 2027-03-09)")
        return max(dates)

    def locale(self, language: str) -> babel.Locale:
        """The CLDR locale of a language of the project."""
        return babel.Locale.parse(self.project.languages[language].cldr)

    def territory(self) -> str:
        """The country that the file's id names, else that of the first language."""
        code, locale = self.name.upper(), self.locale(self.languages[0])
        if len(code) == 2 and code.isalpha() and code in locale.territories:
            return code
        likely = babel.core.get_global("likely_subtags")
        return locale.territory or babel.Locale.parse(likely[locale.language]).territory or code

    def zone(self, territory: str, usual: str) -> str:
        """A clock of a territory: its only one where it has no other, else the usual one."""
        zones = babel.core.get_global("territory_zones").get(territory, ())
        return str(zones[0]) if len(zones) == 1 else usual

    def text(self, indent: int, english: str, /, **others: str) -> str:
        """A text in each language of the project, as it follows its key: on that line, or below it."""
        words = self.words(english, others)
        flow = _flow(words)
        if len(flow) <= _WIDEST:
            return f" {flow}"
        return "".join(f"\n{' ' * indent}{language}: {_quoted(said)}" for language, said in words.items())

    def line(self, english: str, /, among: tuple[str, ...] = (), **others: str) -> str:
        """A text in each language of the project, or of those named, on one line."""
        return _flow(self.words(english, others, tuple(among)))

    def words(self, english: str, others: Mapping[str, str], among: tuple[str, ...] = ()) -> dict[str, str]:
        """A text by language; one that has no words here gets the English ones, to be translated."""
        return {name: others.get(name.partition("-")[0].lower(), english) for name in among or self.languages}


def _flow(words: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {_quoted(said)}" for language, said in words.items()) + "}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _working_day(day: datetime.date, steps: int) -> datetime.date:
    """The day that many business days on, Saturdays and Sundays left out."""
    for _ in range(steps):
        day += datetime.timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return day
