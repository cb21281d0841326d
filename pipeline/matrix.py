"""Project → targets: every document that the content asks for."""

from __future__ import annotations

import fnmatch
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.campaign import Campaign
from pipeline.model.kind import Kind
from pipeline.project import Project


@dataclass(frozen=True, order=True)
class Target:
    """One document in one language and format. `id` is its file name and its name everywhere else.

    `partnership` and `market` are empty where the kind does not vary by them; a document of
    a partnership has its partnership's market. In the id a language stands in small letters.
    """

    id: str
    kind: str
    campaign: str
    partnership: str
    market: str
    language: str
    format: str

    @property
    def document(self) -> str:
        """The id without the format: what all formats of one document share."""
        return self.id.removesuffix(f".{self.format}")

    @property
    def path(self) -> str:
        """Where the document stands below the output folder."""
        return f"{self.campaign}/{self.id}"


def targets(project: Project, pattern: str = "*", campaign: str = "", *, review: bool = False) -> list[Target]:
    """Every document the project asks for whose id matches `pattern`, in id order.

    A kind multiplies only by the axes its template names: a brief exists once per partnership
    and language. `campaign` narrows to one campaign; kinds for review are left out unless asked
    for. The order is fixed so that two plans can be compared with diff.
    """
    found = [
        target
        for kind_id, kind in project.kinds.items()
        if review or not kind.review
        for campaign_id, record in project.campaigns.items()
        if campaign in ("", campaign_id)
        for target in _of_kind(project, kind_id, kind, campaign_id, record)
        if fnmatch.fnmatchcase(target.id, pattern)
    ]
    return sorted(found)


def _of_kind(project: Project, kind_id: str, kind: Kind, campaign_id: str, campaign: Campaign) -> Iterator[Target]:
    languages = project.organisation.languages if "language" in kind.vary else project.organisation.languages[:1]
    for (partnership, market), language, form in itertools.product(_subjects(kind, campaign), languages, kind.formats):
        subject = partnership or market
        parts = [campaign_id, kind_id, *([subject] if subject else []), language.lower(), form]
        yield Target(".".join(parts), kind_id, campaign_id, partnership, market, language, form)


def _subjects(kind: Kind, campaign: Campaign) -> list[tuple[str, str]]:
    """The partnerships or markets that a kind exists once for each of, as (partnership, market)."""
    if "partnership" in kind.vary:
        return [(name, partnership.market) for name, partnership in campaign.partnerships.items()]
    if "market" in kind.vary:
        return [("", name) for name in campaign.markets]
    return [("", "")]
