"""Project → targets: every document that the content asks for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.base import selectors
from pipeline.domain import languages
from pipeline.model.campaign import Campaign
from pipeline.model.kind import Kind, ViewAxis
from pipeline.model.market import Market
from pipeline.model.sop import Sop
from pipeline.reading.project import Project


@dataclass(frozen=True, order=True)
class Target:
    """One document in one language and format. `id` is its file name and its name everywhere else.

    `partnership` and `market` are empty where the kind does not vary by them; a document of
    a partnership has its partnership's market. It is of a campaign or of a procedure: the other
    of `campaign` and `sop` is empty. `view` is for whom it shows a campaign, where its kind has
    views. In the id a language stands in small letters.
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
        return f"content/sops/{self.sop}.yaml" if self.sop else f"content/campaigns/{self.campaign}.yaml"

    @property
    def folder(self) -> str:
        """The folder that all documents of its campaign or procedure share."""
        return self.campaign or self.sop


def targets(project: Project, pattern: str = "*", campaign: str = "", *, review: bool = False) -> list[Target]:
    """Every document the project asks for that `pattern` means, in id order.

    A kind multiplies only by the axes its template names: a brief exists once per partnership
    and language. `campaign` narrows to one campaign, and leaves procedures out; kinds for review
    are left out unless asked for. The order is fixed so that two plans can be compared with diff.
    """
    found = [
        target
        for kind_id, kind in project.kinds.items()
        if review or not kind.review
        for target in (
            _of_procedures(project, kind_id, kind, campaign)
            if "sop" in kind.vary
            else _of_campaigns(project, kind_id, kind, campaign)
        )
        if selectors.selects(pattern, target.id)
    ]
    return sorted(found)


def record(project: Project, target: Target) -> Campaign | Sop:
    """The campaign or the procedure that a target is of: it has the target's version and dates."""
    return project.sops[target.sop] if target.sop else project.campaigns[target.campaign]


def version(project: Project, target: Target) -> str:
    """The version that a target's output is of."""
    return record(project, target).version


def _of_campaigns(project: Project, kind_id: str, kind: Kind, wanted: str) -> Iterator[Target]:
    for campaign_id, campaign in project.campaigns.items():
        if wanted in ("", campaign_id) and (campaign.kinds is None or kind_id in campaign.kinds):
            yield from _of_kind(project, kind_id, kind, campaign_id, campaign)


def _of_procedures(project: Project, kind_id: str, kind: Kind, campaign: str) -> Iterator[Target]:
    for name, language, form in itertools.product(project.sops, _languages(project, kind), kind.formats):
        if not campaign:
            parts = [name, kind_id, language.lower(), form]
            yield Target(".".join(parts), kind_id, "", "", "", language, form, sop=name)


def _languages(project: Project, kind: Kind) -> tuple[str, ...]:
    return project.organisation.languages if "language" in kind.vary else project.organisation.languages[:1]


def _of_kind(project: Project, kind_id: str, kind: Kind, campaign_id: str, campaign: Campaign) -> Iterator[Target]:
    for name, view, partnership, market in _subjects(kind, campaign):
        if not _has_what_it_requires(project, kind, campaign_id, market):
            continue
        if "language" not in kind.vary:
            spoken = project.organisation.languages[:1]
        elif partnership:
            spoken = languages.of_partnership(project, campaign, partnership)
        else:
            spoken = languages.of_markets(project, campaign, [market] if market else campaign.markets)
        for language, form in itertools.product(spoken, kind.formats):
            parts = [campaign_id, kind_id, *([name] if name else []), language.lower(), form]
            yield Target(".".join(parts), kind_id, campaign_id, partnership, market, language, form, view=view)


def _has_what_it_requires(project: Project, kind: Kind, name: str, market: str) -> bool:
    """Whether a campaign has what a kind requires, or its markets and some partnership do."""
    if RECORDS in kind.requires and name not in project.agreements:
        return False
    of_markets = [required for required in kind.requires if required != RECORDS]
    if not of_markets:
        return True
    campaign = project.campaigns[name]
    markets = [market] if market else list(campaign.markets)
    at_work = {partnership.market for partnership in campaign.partnerships.values()}
    return not at_work.isdisjoint(markets) and all(
        _REQUIRED[required](project.markets[each]) for each in markets for required in of_markets
    )


RECORDS = "records"
"""What a kind requires that speaks of records: its documents say more whenever an entry is added."""
_REQUIRED: Mapping[str, Callable[[Market], bool]] = {
    "calendars": lambda market: market.calendar is not None,
    "permissions": lambda market: any(rule.severity == "allow" for rule in market.rules.values()),
}


def _subjects(kind: Kind, campaign: Campaign) -> list[tuple[str, str, str, str]]:
    """What a kind exists once for each of, as (part of the id, view, partnership, market)."""
    if "partnership" in kind.vary:
        return [(name, "", name, partnership.market) for name, partnership in campaign.partnerships.items()]
    if "view" in kind.vary:
        return [subject for view, axes in kind.views.items() for subject in _of_view(view, axes, campaign)]
    if "market" in kind.vary:
        return [(name, "", "", name) for name in campaign.markets]
    return [("", "", "", "")]


def _of_view(view: str, axes: tuple[ViewAxis, ...], campaign: Campaign) -> list[tuple[str, str, str, str]]:
    """What a view exists once for each of."""
    if "partnership" in axes:
        of_each = campaign.partnerships.items()
        return [(f"{view}-{name}", view, name, partnership.market) for name, partnership in of_each]
    if "market" in axes:
        return [(f"{view}-{market}", view, "", market) for market in campaign.markets]
    return [(view, view, "", "")]
