"""In which languages documents are printed: those of the organization, and of whoever else reads each."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.campaign import Campaign
from pipeline.reading.project import Project


def of_markets(project: Project, campaign: Campaign, markets: Iterable[str]) -> tuple[str, ...]:
    """Those of what a campaign says in some of its markets: who agrees reads it, and who works there."""
    spoken = [name for market in markets if market in project.markets for name in project.markets[market].languages]
    return _all(project, campaign, spoken)


def of_partnership(project: Project, campaign: Campaign, partnership: str) -> tuple[str, ...]:
    """Those of what one creator is sent, and the agent with them."""
    creator = project.creators.get(campaign.partnerships[partnership].creator)
    readers = [reader.language for reader in (creator, creator and creator.agent) if reader]
    return _all(project, campaign, readers)


def of_calls(project: Project, market: str) -> tuple[str, ...]:
    """Those of the calls of a market with its creators."""
    return tuple(dict.fromkeys((*project.organisation.languages, *project.markets[market].languages)))


def printed(project: Project) -> tuple[str, ...]:
    """Every language that any document is printed in."""
    found = dict.fromkeys(project.organisation.languages)
    for campaign in project.campaigns.values():
        found |= dict.fromkeys(of_markets(project, campaign, campaign.markets))
        for name in campaign.partnerships:
            found |= dict.fromkeys(of_partnership(project, campaign, name))
    for market in project.cohorts:
        if market in project.markets:
            found |= dict.fromkeys(of_calls(project, market))
    return tuple(found)


def _all(project: Project, campaign: Campaign, more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*project.organisation.languages, *campaign.languages, *more)))
