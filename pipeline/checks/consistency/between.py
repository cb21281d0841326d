"""What two campaigns or two creators cannot both have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Agreed, Subject, subjects
from pipeline.domain.annual import yearly_totals
from pipeline.reading.project import Project


def campaign_codes(project: Project) -> Iterator[Problem]:
    """A problem for each code that two campaigns have: documents of both would bear the same ids."""
    seen: dict[str, str] = {}
    for subject in subjects(project):
        other = seen.setdefault(subject.campaign.code.casefold(), subject.id)
        if other != subject.id:
            message, hint = (
                N_('"{value}" is already the code of {other}'),
                N_("documents of both would have the same ids"),
            )
            yield subject.problem(("code",), message, hint=hint, value=subject.campaign.code, other=other)


def yearly_payments(project: Project) -> Iterator[Problem]:
    """A warning for each creator whose payments of a year reach a rule's line, until the rule's papers are on file."""
    latest = {}
    for subject in subjects(project):
        for agreed in subject.agreed:
            latest[agreed.partnership.creator, agreed.partnership.market] = (subject, agreed)
    for total in yearly_totals(project) if _has_lines(project) else ():
        subject, agreed = latest[total.creator, total.market]
        papers = agreed.market.rules[total.rule].papers
        if total.reached and not (papers and agreed.partnership.papers.keys() >= {*papers}):
            message = N_(
                "{creator} is paid {total} {currency} in {year} over all campaigns, {threshold} or more ({rule})"
            )
            hint = N_("see what the rule asks for: {source}")
            values: dict[str, Any] = {
                "creator": total.creator,
                "total": f"{total.total.normalize():f}",
                "currency": total.currency,
                "year": total.year,
                "threshold": total.line,
                "rule": total.rule,
                "source": agreed.market.rules[total.rule].source[project.organisation.languages[0]],
            }
            yield subject.problem(agreed.place, message, hint=hint, **values)


def _has_lines(project: Project) -> bool:
    return any(rule.annual for market in project.markets.values() for rule in market.rules.values())


def promo_codes(project: Project) -> Iterator[Problem]:
    """A warning for a promo code that another creator has in another campaign: the older one may have ended."""
    seen: dict[str, tuple[str, str]] = {}
    for subject in subjects(project):
        for name, partnership in subject.campaign.partnerships.items():
            code, creator = partnership.tracking.code, partnership.creator
            if code is None or partnership.tracking.shared:
                continue
            campaign, other = seen.setdefault(code.casefold(), (subject.id, creator))
            if creator != other and campaign != subject.id:
                message = N_('"{value}" is also the promo code of {other} in {campaign}')
                hint = N_("give each creator their own, or make sure that the other one has ended")
                place = ("partnerships", name, "tracking", "code")
                yield subject.problem(place, message, hint=hint, value=code, other=other, campaign=campaign)


def overlapping_partnerships(project: Project) -> Iterator[Problem]:
    """A warning for two partnerships of one creator whose posts go out in the same days: each has its exclusivity.

    Both may be of one brand, or the terms may allow it: that is for a person to read.
    """
    seen: dict[str, list[tuple[str, Agreed]]] = {}
    for subject in subjects(project):
        for agreed in subject.agreed:
            others = seen.setdefault(agreed.partnership.creator, [])
            for campaign, other in others:
                if _overlap(agreed, other):
                    yield _overlapping(subject, agreed, campaign, other)
            others.append((subject.id, agreed))


def _overlapping(subject: Subject, agreed: Agreed, campaign: str, other: Agreed) -> Problem:
    message = N_("{creator} posts for {other} in {campaign} as well, from {first} to {last}")
    hint = N_("read the exclusivity of both, or move the posts apart")
    first, last = _span(other)
    values = {"creator": agreed.partnership.creator, "other": other.name, "campaign": campaign}
    return subject.problem((*agreed.place, "creator"), message, hint=hint, **values, first=first, last=last)


def _overlap(agreed: Agreed, other: Agreed) -> bool:
    return max(_span(agreed)[0], _span(other)[0]) <= min(_span(agreed)[1], _span(other)[1])


def _span(agreed: Agreed) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which posts of a partnership go out."""
    return min(post.publication.date for post in agreed.posts), max(post.last for post in agreed.posts)


def shared_accounts(project: Project) -> Iterator[Problem]:
    """A warning for an account that stands twice, with one creator or with two: two people may run it together."""
    seen: dict[tuple[str, str], str] = {}
    for name, creator in project.creators.items():
        for index, account in enumerate(creator.accounts):
            key = (account.platform, account.name.casefold().removeprefix("@"))
            other = seen.get(key)
            if other is not None:
                message, hint = (
                    N_('"{value}" is already an account of {other}'),
                    N_("write the account of this creator"),
                )
                source = project.sources[f"content/creators/{name}.yaml"]
                place = ("accounts", index, "handle" if account.handle else "title")
                yield source.problem(place, message, hint=hint, value=account.name, other=other)
            seen[key] = name
