"""What a kind requires → whether a campaign has it: records, counts, profiles, calendars, permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from pipeline.model.agreements import Agreements
from pipeline.model.creator import Creator
from pipeline.model.kind import Required
from pipeline.model.market import Market
from pipeline.model.results import Results
from pipeline.reading.project import Project

Holder = TypeVar("Holder")

RATED = "scorecards"
"""What a kind requires whose pages speak of ratings."""


def fulfilled(
    project: Project, requires: tuple[Required, ...], campaign: str, market: str = "", partnership: str = ""
) -> bool:
    """Whether there is all that a document of a campaign, of one of its markets or partnerships, requires."""
    of_all = project.campaigns[campaign]
    known = of_all.partnerships.items()
    spoken_of = frozenset(
        {partnership} if partnership else (name for name, each in known if market in ("", each.market))
    )
    creators = [project.creators.get(of_all.partnerships[name].creator) for name in spoken_of]
    markets = [market] if market else list(of_all.markets)
    at_work = {each.market for each in of_all.partnerships.values()}
    records, results = project.agreements.get(campaign), project.results.get(campaign)
    # No page says that nobody of whom it speaks is rated.
    rated = any(project.scorecard(campaign, name) for name in spoken_of)
    return (
        all(records is not None and holds(records) for holds in _asked(_RECORDED, requires))
        and (RATED not in requires or (results is not None and rated))
        and all(results is not None and holds(results) for holds in _asked(_COUNTED, requires))
        and all(each is not None and holds(each) for holds in _asked(_OF_CREATORS, requires) for each in creators)
        and all(
            not at_work.isdisjoint(markets)
            and all(each in project.markets and holds(project.markets[each]) for each in markets)
            for holds in _asked(_OF_MARKETS, requires)
        )
    )


def of_records(requires: tuple[Required, ...]) -> bool:
    """Whether more is there whenever an entry is added to records or results."""
    return not (_RECORDED.keys() | _COUNTED.keys() | {RATED}).isdisjoint(requires)


def _asked(known: Mapping[str, Holder], requires: tuple[Required, ...]) -> Iterator[Holder]:
    return (known[each] for each in requires if each in known)


_RECORDED: Mapping[str, Callable[[Agreements], bool]] = {
    "records": lambda records: True,
    "alignment": lambda records: records.alignment is not None,
    "checkpoints": lambda records: bool(records.checkpoints),
    "intake": lambda records: records.intake is not None,
    "views": lambda records: bool(records.views),
}
_COUNTED: Mapping[str, Callable[[Results], bool]] = {
    "results": lambda results: True,
    "interim": lambda results: results.interim is not None or results.as_of == "interim",
}
_OF_CREATORS: Mapping[str, Callable[[Creator], bool]] = {
    "profile": lambda creator: creator.profile is not None,
}
_OF_MARKETS: Mapping[str, Callable[[Market], bool]] = {
    "calendars": lambda market: market.calendar is not None,
    "permissions": lambda market: any(rule.severity == "allow" for rule in market.rules.values()),
}
