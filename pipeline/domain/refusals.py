"""Why a decision that somebody told us cannot be recorded as it was told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.base import content_codes
from pipeline.base.problems import N_
from pipeline.domain import progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import Unmet
from pipeline.domain.recap import RECAP
from pipeline.domain.scopes import NUMBERS, WORDS, Scope


def wrong_code(agreed: CampaignAgreements, scope: Scope, typed: str) -> Iterator[Unmet]:
    """Why a code is not that of a scope's present content."""
    code = content_codes.as_typed(typed)
    values = {"typed": code or typed, "scope": scope.name, "code": scope.code, "version": agreed.campaign.version}
    if scope.name == WORDS:
        yield Unmet(N_("nobody approves words: a change of them is a notice only"))
    elif code is None:
        hint = N_("write its eight letters and digits as they are printed, such as {code}")
        yield Unmet(N_('"{typed}" is not the code of any content'), hint, values=values)
    elif code != scope.code:
        kept = agreed.kept.of(code)
        other = next((name for name, each in agreed.scopes.items() if each.code == code), "")
        if kept is not None and (kept.scope == scope.name or _are_recaps(kept.scope, scope.name)):
            what = progress.changed(agreed.since(scope, code))
            message = N_("{typed} is the code of version {was}; {version} is {code}: {scope} changed: {what}")
            yield Unmet(message, values={**values, "was": kept.version, "what": what})
        elif other:
            message = N_("{typed} is the code of {other}; {scope} is {code}")
            yield Unmet(message, values={**values, "other": other})
        else:
            yield Unmet(N_("{typed} is not the code of {scope} in {version}: that is {code}"), values=values)


def _are_recaps(*scopes: str) -> bool:
    """Whether all scopes are recaps: those of people who get nothing say the same, under one code."""
    return all(scope.startswith(f"{RECAP}:") for scope in scopes)


def late_range(agreed: CampaignAgreements, scope: Scope, on: datetime.date) -> Iterator[Unmet]:
    """A range that is another one than before the launch, within one version."""
    posts = [item for each in agreed.campaign.partnerships.values() for item in each.deliverables]
    launch = min((publication.date for item in posts for publication in item.publish), default=None)
    if scope.name != NUMBERS or launch is None or on < launch:
        return
    for code, kept in agreed.kept.contents.items():
        ranges = any(".targets." in each.field for each in agreed.difference(NUMBERS, code) or ())
        if kept.scope == NUMBERS and kept.version == agreed.campaign.version and ranges:
            message, hint = N_("ranges are agreed before launch"), N_("write a new campaign version with reason")
            yield Unmet(message, hint)
            return


def again(agreed: CampaignAgreements, scope: Scope, person: str) -> Iterator[Unmet]:
    """An approval that stands there already."""
    for standing in agreed.approvals:
        if (standing.scope, standing.person, standing.state) == (
            scope.name,
            person,
            "approved",
        ):
            values = {"person": person, "scope": scope.name, "code": scope.code}
            yield Unmet(N_("{person} has approved {scope} at {code} already"), values=values)


def accepted(agreed: CampaignAgreements, partnership: str) -> Iterator[Unmet]:
    """An acceptance that stands there already."""
    for standing in agreed.acceptances:
        if (standing.person, standing.state) == (partnership, "approved"):
            values = {"person": partnership, "version": agreed.campaign.version}
            yield Unmet(N_("{person} has accepted {version} already"), values=values)


def not_theirs(agreed: CampaignAgreements, partnership: str, by: str) -> Iterator[Unmet]:
    """A brief is accepted by its creator alone."""
    creator = agreed.campaign.partnerships[partnership].creator
    if by not in (partnership, creator):
        message = N_("{person} may not accept the brief of {partnership}")
        values = {"person": by, "partnership": partnership, "creator": creator}
        yield Unmet(message, N_("{creator} does, by mail or on paper"), values=values)


def not_sent(agreed: CampaignAgreements, partnership: str, on: datetime.date) -> Iterator[Unmet]:
    """A brief is accepted once its creator has got it."""
    version = agreed.campaign.version
    days = [each.on for each in agreed.records.sent if each.to == partnership and each.version == version]
    values = {"person": partnership, "version": version, "name": agreed.name}
    if not days:
        message, hint = N_("no record says that {person} was sent {version}"), N_("type briefs send {name} --on DATE")
        yield Unmet(message, hint, values=values)
    elif on < min(days):
        message = N_("{on} is before {day}, when {person} was sent {version}")
        yield Unmet(message, values={**values, "on": str(on), "day": str(min(days))})
