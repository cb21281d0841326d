"""Project → targets: every document that the content asks for."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipeline.base import selectors
from pipeline.domain import cohort, languages, required, ritual
from pipeline.model.campaign import Campaign
from pipeline.model.kind import Kind
from pipeline.model.ritual import Ritual
from pipeline.model.sop import Sop
from pipeline.reading.project import Project

RITUAL = "content/ritual.yaml"
"""The file of what a team does each month."""


@dataclass(frozen=True, order=True)
class Target:
    """One document in one language and format. `id` is its file name and its name everywhere else.

    `partnership` and `market` are empty where the kind does not vary by them; a document of
    a partnership has its partnership's market. It is of a campaign, of a procedure or of a `month`: the
    others are empty; one of a month that has a market is of that market's call. `view` is for whom it shows that,
    where its kind has views. `party` is the side of an alignment that it is for, a person or a partnership, or who
    presents in a month. In the id a language stands in small letters.
    """

    id: str
    kind: str
    campaign: str
    partnership: str
    market: str
    language: str
    format: str
    sop: str = ""
    view: str = ""
    party: str = ""
    month: str = ""

    @property
    def document(self) -> str:
        """The id without the format: what all formats of one document share."""
        return self.id.removesuffix(f".{self.format}")

    @property
    def path(self) -> str:
        """Where the document stands below the output folder."""
        return f"{self.folder}/{self.id}"

    @property
    def source(self) -> str:
        """The content file that it is mainly made from."""
        if self.month:
            return f"content/cohorts/{self.market}.yaml" if self.market else RITUAL
        return f"content/sops/{self.sop}.yaml" if self.sop else f"content/campaigns/{self.campaign}.yaml"

    @property
    def folder(self) -> str:
        """The folder that all documents of its campaign, procedure or month share."""
        return self.campaign or self.sop or self.month


def targets(project: Project, pattern: str = "*", campaign: str = "", *, review: bool = False) -> list[Target]:
    """Every document the project asks for that `pattern` means, in id order.

    A kind multiplies only by the axes its template names: a brief exists once per partnership
    and language. `campaign` narrows to one campaign, and leaves procedures out; kinds for review
    are left out unless asked for, and so is a month that is over unless `pattern` begins with a name. The
    order is fixed so that two plans can be compared with diff.
    """
    found = [
        target
        for kind_id, kind in project.kinds.items()
        if review or not kind.review
        for target in (
            _of_procedures(project, kind_id, kind, campaign)
            if "sop" in kind.vary
            else _of_months(project, kind_id, kind, campaign, named=review or not pattern.startswith("*"))
            if "month" in kind.vary
            else _of_campaigns(project, kind_id, kind, campaign)
        )
        if selectors.selects(pattern, target.id)
    ]
    return sorted(found)


@dataclass(frozen=True)
class MonthRecord:
    """What stands for the version and the date of a month's documents: the month, and the day of its meeting."""

    version: str
    issued: datetime.date


def record(project: Project, target: Target) -> Campaign | Sop | MonthRecord:
    """What a target is of, a campaign, a procedure or a month: it has the target's version and date."""
    if target.month:
        return MonthRecord(target.month, _day(project, target))
    return project.sops[target.sop] if target.sop else project.campaigns[target.campaign]


def version(project: Project, target: Target) -> str:
    """The version that a target's output is of."""
    return record(project, target).version


def _of_campaigns(project: Project, kind_id: str, kind: Kind, wanted: str) -> Iterator[Target]:
    for campaign_id in project.campaigns:
        if wanted in ("", campaign_id):
            # Of many campaigns, those not in use are not whole in memory.
            campaign = project.campaigns[campaign_id]
            if campaign.kinds is None or kind_id in campaign.kinds:
                yield from _of_kind(project, kind_id, kind, campaign_id, campaign)


def _of_procedures(project: Project, kind_id: str, kind: Kind, campaign: str) -> Iterator[Target]:
    for name, language, form in itertools.product(project.sops, _languages(project, kind), kind.formats):
        if not campaign:
            parts = [name, kind_id, language.lower(), form]
            yield Target(".".join(parts), kind_id, "", "", "", language, form, sop=name)


def _of_months(project: Project, kind_id: str, kind: Kind, campaign: str, *, named: bool) -> Iterator[Target]:
    if campaign:
        return
    meetings = _of_calls if kind.is_of_calls else _of_ritual
    for month, subject in meetings(project, kind, named=named):
        spoken = _languages(project, kind)
        if subject.market and "language" in kind.vary:
            spoken = languages.of_calls(project, subject.market)
        for language, form in itertools.product(spoken, kind.formats):
            parts = [month, kind_id, *([subject.name] if subject.name else []), language.lower(), form]
            yield Target(
                ".".join(parts),
                kind_id,
                "",
                "",
                subject.market,
                language,
                form,
                view=subject.view,
                party=subject.party,
                month=month,
            )


def _of_ritual(project: Project, kind: Kind, *, named: bool) -> Iterator[tuple[str, _Subject]]:
    """What a kind exists once for each of, in each month of the ritual."""
    if project.ritual is not None:
        months = ritual.months(project.ritual) if named else (ritual.upcoming(project.ritual),)
        for month in filter(None, months):
            for subject in _with_views(kind, partial(_presenters, project, month)):
                yield month, subject


def _of_calls(project: Project, kind: Kind, *, named: bool) -> Iterator[tuple[str, _Subject]]:
    """What a kind exists once for each of, in each month of each market's calls."""
    for market, calls in project.cohorts.items():
        if market in project.markets:
            months = cohort.months(calls) if named else (cohort.upcoming(calls),)
            for month in filter(None, months):
                for subject in _with_views(kind, partial(_market_alone, market)):
                    yield month, subject


def _market_alone(market: str, axes: Collection[str]) -> list[_Subject]:
    """One market, whatever else a view exists once for each of."""
    return [_Subject(market, market=market)]


def _day(project: Project, target: Target) -> datetime.date:
    """The day of a month's meeting, or of its call in a market."""
    if target.market:
        return cohort.begins(project.cohorts[target.market], target.month).date()
    return ritual.day(_ritual(project), target.month)


def _presenters(project: Project, month: str, axes: Collection[str]) -> list[_Subject]:
    """Each who presents in a month, or the month itself."""
    if "party" not in axes:
        return [_Subject()]
    presenters = ritual.roster(_ritual(project), project.metrics.metrics, month).presenters
    return [_Subject(name, party=name) for name in presenters]


def _ritual(project: Project) -> Ritual:
    """The ritual of a project that has documents of it."""
    if project.ritual is None:
        raise LookupError(RITUAL)
    return project.ritual


def _languages(project: Project, kind: Kind) -> tuple[str, ...]:
    return project.organisation.languages if "language" in kind.vary else project.organisation.languages[:1]


def _of_kind(project: Project, kind_id: str, kind: Kind, campaign_id: str, campaign: Campaign) -> Iterator[Target]:
    for subject in _subjects(project, kind, campaign_id):
        name, partnership, market = subject.name, subject.partnership, subject.market
        if not required.fulfilled(project, kind.requires_of(subject.view), campaign_id, market, partnership):
            continue
        if "language" not in kind.vary:
            spoken = project.organisation.languages[:1]
        elif partnership:
            spoken = languages.of_partnership(project, campaign, partnership)
        else:
            spoken = languages.of_markets(project, campaign, [market] if market else campaign.markets)
        for language, form in itertools.product(spoken, kind.formats):
            parts = [campaign_id, kind_id, *([name] if name else []), language.lower(), form]
            yield Target(
                ".".join(parts),
                kind_id,
                campaign_id,
                partnership,
                market,
                language,
                form,
                view=subject.view,
                party=subject.party,
            )


def for_partners(project: Project, found: Iterable[Target]) -> list[Target]:
    """Those documents that may leave the organization: what is archived beside partners' files, or sent."""
    return [target for target in found if project.kinds[target.kind].audience_of(target.view) == "partners"]


def speaks_of_records(project: Project, target: Target) -> bool:
    """Whether a document says more whenever an entry is added to records or results."""
    return required.of_records(project.kinds[target.kind].requires_of(target.view))


@dataclass(frozen=True)
class _Subject:
    """What a kind exists once for each of; `name` is its part of the id."""

    name: str = ""
    view: str = ""
    partnership: str = ""
    market: str = ""
    party: str = ""


def _subjects(project: Project, kind: Kind, campaign: str) -> list[_Subject]:
    """What a kind exists once for each of, in one campaign."""
    return _with_views(kind, lambda axes: _each(project, campaign, axes))


def _with_views(kind: Kind, each: Callable[[Collection[str]], list[_Subject]]) -> list[_Subject]:
    """What a kind exists once for each of, given what there is for each of some axes."""
    if "view" not in kind.vary:
        return each(kind.vary)
    return [
        replace(subject, name="-".join(filter(None, (view, subject.name))), view=view)
        for view, axes in kind.views.items()
        for subject in each(axes)
    ]


def _each(project: Project, name: str, axes: Collection[str]) -> list[_Subject]:
    """Each partnership, party or market of a campaign, or the campaign itself."""
    campaign = project.campaigns[name]
    if "party" in axes:
        return [_of_party(campaign, party) for party in parties(project, name)]
    if "partnership" in axes:
        return [_of_partnership(campaign, each) for each in campaign.partnerships]
    if "market" in axes:
        return [_Subject(market, market=market) for market in campaign.markets]
    return [_Subject()]


def parties(project: Project, name: str) -> tuple[str, ...]:
    """Everybody who took part in the alignment of a campaign, by id of a person or of a partnership."""
    records = project.agreements.get(name)
    return records.alignment.parties if records and records.alignment else ()


def _of_partnership(campaign: Campaign, name: str) -> _Subject:
    return _Subject(name, partnership=name, market=campaign.partnerships[name].market)


def _of_party(campaign: Campaign, name: str) -> _Subject:
    found = _of_partnership(campaign, name) if name in campaign.partnerships else _Subject(name)
    return replace(found, party=name)
