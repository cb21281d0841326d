"""Posts and the accounts that they are to go out on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.consistency.subject import Agreed, Subject
from pipeline.domain import rules
from pipeline.model.creator import Account, Creator
from pipeline.model.partnership import Deliverable


def missing(subject: Subject) -> Iterator[Problem]:
    """A problem for each deliverable on a platform where its creator has no account: rules count its followers."""
    known = subject.project.platforms.platforms.keys()
    for agreed in subject.agreed:
        own = list(dict.fromkeys(account.platform for account in agreed.creator.accounts))
        if not set(own) <= known:
            # It is misspelt in the creator's file, which has its own problem.
            continue
        for index, deliverable in enumerate(agreed.partnership.deliverables):
            platform = deliverable.platform
            if platform not in own and platform in known:
                values = {"creator": agreed.partnership.creator, "platform": platform, "choices": ", ".join(own)}
                message = N_("{creator} has no account on {platform}, only on: {choices}")
                hint = N_("write it in content/creators/{creator}.yaml under accounts:, or choose another platform")
                place = (*agreed.place, "deliverables", index, "platform")
                yield subject.problem(place, message, hint=hint, **values)


def named(subject: Subject) -> Iterator[Problem]:
    """A problem for each deliverable that does not say, or says wrongly, which of several accounts it is for."""
    for agreed in subject.agreed:
        for index, deliverable in enumerate(agreed.partnership.deliverables):
            own = [account.name for account in agreed.creator.accounts if account.platform == deliverable.platform]
            values = {"creator": agreed.partnership.creator, "platform": deliverable.platform}
            place = (*agreed.place, "deliverables", index)
            if deliverable.account is None and len(own) > 1:
                message = N_("{creator} has {count} accounts on {platform}: which one is it for?")
                hint = N_("write account: and one of {choices}")
                choices = ", ".join(f'"{name}"' for name in own)
                yield subject.problem(place, message, hint=hint, count=len(own), choices=choices, **values)
            elif deliverable.account is not None and own and deliverable.account not in own:
                message = N_('{creator} has no account "{account}" on {platform}')
                near = suggestion(deliverable.account, own, otherwise=", ".join(own))
                values["account"] = deliverable.account
                yield subject.problem((*place, "account"), message, **near, **values)


def unregistered(subject: Subject) -> Iterator[Problem]:
    """A problem for an account without the number that a rule asks for: the ad may not go out; a draft may wait."""
    if subject.campaign.status == "draft":
        return
    for agreed in subject.agreed:
        for deliverable in agreed.partnership.deliverables:
            account = _concerned(agreed.creator, deliverable)
            for name, rule in rules.concerning(agreed.market, deliverable, agreed.creator).items():
                wanted = rule.asks_for
                if account is not None and wanted in agreed.market.identifiers and wanted not in account.identifiers:
                    yield _without(subject, agreed, account, name, wanted)


def _without(subject: Subject, agreed: Agreed, account: Account, rule: str, wanted: str) -> Problem:
    creator = agreed.partnership.creator
    source = subject.project.sources[f"content/creators/{creator}.yaml"]
    message = N_("no {name}, which the rule {rule} of the market {market} asks for")
    hint = N_("write {name}: here; a campaign that is a draft may wait for it")
    place = ("accounts", agreed.creator.accounts.index(account))
    market = agreed.partnership.market
    return source.problem(place, message, hint=hint, name=wanted, rule=rule, market=market)


def _concerned(creator: Creator, deliverable: Deliverable) -> Account | None:
    """The account that a deliverable is for; where it names none the one with the most followers, as rules count."""
    own = [account for account in creator.accounts if account.platform == deliverable.platform]
    named = [account for account in own if account.name == deliverable.account]
    return max(named or own, key=lambda account: account.followers, default=None)
