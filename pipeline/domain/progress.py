"""How far a campaign has come by its records: its status, and what is missing before it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.base.problems import N_
from pipeline.domain.approvals import CampaignAgreements, Difference, Standing
from pipeline.domain.confirmations import replies
from pipeline.domain.judgement import judge
from pipeline.domain.scopes import PARTNERSHIP
from pipeline.model.agreements import Kickoff
from pipeline.model.alignment import STEPS
from pipeline.model.ending import Ending
from pipeline.reading.project import Project

DRAFT, IN_REVIEW, APPROVED, KICKED_OFF, IN_FORCE = "draft", "in-review", "approved", "kicked-off", "in-force"
CLOSED, STOPPED = "closed", "stopped"
MAY_BE_SENT = (APPROVED, KICKED_OFF, IN_FORCE)
"""The statuses in which briefs may be sent: every scope of the brand is approved as it is now."""
HELD_BACK = (DRAFT, IN_REVIEW)
"""The statuses in which nothing may be sent yet, where there are records."""
_SHOWN = 3
"""How many changes one message names."""


@dataclass(frozen=True)
class Unmet:
    """One thing that has to be there before a campaign goes on, in the words of a problem; `who` is awaited."""

    message: str
    hint: str = ""
    who: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def status(project: Project, name: str) -> str:
    """The status that a campaign's documents print: as typed, and no further than its records bear out."""
    typed = project.campaigns[name].status
    if name not in project.agreements:
        return typed
    agreed = CampaignAgreements(project, name)
    end = ending(agreed)
    if end is not None:
        return end.status
    if typed not in (IN_REVIEW, IN_FORCE):
        return typed
    if any(before_approval(agreed)):
        return IN_REVIEW
    if kickoff(agreed) is None:
        return APPROVED
    return typed if typed == IN_FORCE else KICKED_OFF


def kickoff(agreed: CampaignAgreements) -> Kickoff | None:
    """The kick-off of the present version; None where there was none."""
    return next((each for each in agreed.records.kickoffs if each.version == agreed.campaign.version), None)


def ending(agreed: CampaignAgreements) -> Ending | None:
    """The end of the work on the present version; None where it has not ended."""
    return next((each for each in agreed.records.ends if each.version == agreed.campaign.version), None)


def ended(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """Why nothing more is agreed about the present version, where its work has ended."""
    end = ending(agreed)
    if end is not None:
        values = {"version": end.version, "status": end.status, "day": str(end.on)}
        yield Unmet(
            N_("{version} is {status} since {day}"), N_("raise version and issued: that is a new draft"), values=values
        )


def before_review(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """What is missing before a draft is reviewed."""
    intake, alignment = agreed.records.intake, agreed.records.alignment
    if intake is None:
        yield Unmet(N_("no intake is on record"), N_("write intake: in {file}"), agreed.campaign.owner, _file(agreed))
    elif not intake.proceed:
        yield Unmet(N_("the intake says that it does not proceed"), N_("set proceed: true there, with the reason"))
    yield from _not_asked(agreed)
    if alignment is None or not alignment.agreed:
        hint = N_("write agreed: to each of the four answers under alignment: in {file}")
        yield Unmet(N_("the four answers are not agreed"), hint, agreed.campaign.owner, _file(agreed))
    yield from not_held(agreed, STEPS[:-1])
    yield from _not_confirmed(agreed)
    yield from _not_allowed(agreed)


def before_approval(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """Which scopes of the brand are not approved as they are now."""
    for standing in agreed.approvals:
        if standing.state != "approved":
            yield _not_approved(agreed, standing)


def before_kickoff(agreed: CampaignAgreements, partnerships: Collection[str]) -> Iterator[Unmet]:
    """What is missing before the work of some partnerships begins."""
    yield from before_approval(agreed)
    for standing in agreed.acceptances:
        if standing.person in partnerships and standing.state != "approved":
            yield _not_accepted(agreed, standing)


def awaited(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """What is missing before a campaign takes its next step, whichever that is."""
    now = status(agreed.project, agreed.name)
    if now == DRAFT:
        yield from before_review(agreed)
    elif now == IN_REVIEW:
        yield from before_approval(agreed)
    elif now == APPROVED:
        yield from before_kickoff(agreed, agreed.campaign.partnerships)
    for change in agreed.records.changes:
        if change.open:
            message = N_("{person} has not answered change {number}, due {day}")
            values = {"person": change.partnership, "number": change.number, "day": change.answer_by}
            yield Unmet(message, N_("until a yes the old version stands"), change.partnership, values)


def next_act(agreed: CampaignAgreements, *, archived: bool) -> Unmet:
    """What somebody types once nothing is missing any more; what is in force is archived first."""
    values = {"name": agreed.name, "version": agreed.campaign.version}
    acts = {
        DRAFT: Unmet(N_("set status: in-review"), who=agreed.campaign.owner),
        IN_REVIEW: Unmet(N_("type briefs approve {name} for each scope"), who=agreed.campaign.owner, values=values),
        APPROVED: Unmet(N_("type briefs kickoff {name} --on DATE"), who=agreed.campaign.owner, values=values),
        KICKED_OFF: Unmet(N_("set status: in-force, then type briefs archive {name}"), values=values),
        **dict.fromkeys((CLOSED, STOPPED), Unmet(N_("nothing: {version} has ended"), values=values)),
    }
    results = agreed.project.results.get(agreed.name)
    if results is not None and results.as_of == "final":
        acts[IN_FORCE] = Unmet(N_("type briefs close {name}: it says what is missing"), values=values)
    if not archived:
        acts[IN_FORCE] = unarchived(agreed)
    nothing = Unmet(N_("nothing: people work by version {version}"), values=values)
    return acts.get(status(agreed.project, agreed.name), nothing)


def unarchived(agreed: CampaignAgreements) -> Unmet:
    """That nothing locks the content of what is in force yet."""
    message, hint = N_("{version} is not archived: nothing locks what it says"), N_("type briefs archive {name}")
    return Unmet(message, hint, agreed.campaign.owner, {"version": agreed.campaign.version, "name": agreed.name})


def agreed_after(agreed: CampaignAgreements, partnerships: Collection[str], day: datetime.date) -> Iterator[Unmet]:
    """Whoever agreed to the present content only after a day."""
    standings = [*agreed.approvals, *(each for each in agreed.acceptances if each.person in partnerships)]
    for standing in standings:
        if standing.decision is not None and standing.decision.on > day:
            values = {"person": standing.person, "scope": standing.scope}
            message = N_("{day} is before {on}, when {person} agreed to {scope}")
            yield Unmet(message, values={**values, "day": str(day), "on": str(standing.decision.on)})


def changed(why: tuple[Difference, ...] | None) -> str:
    """What changed, in a few words: each field with what it was and is now."""
    if why is None:
        return "…"
    said = [f"{each.field} ({each.was or '—'} → {each.now or '—'})" for each in why[:_SHOWN]]
    return ", ".join([*said, *([f"… ({len(why)})"] if len(why) > _SHOWN else [])])


def _not_asked(agreed: CampaignAgreements) -> Iterator[Unmet]:
    asked = {view.partnership for view in agreed.records.views}
    for name, partnership in agreed.campaign.partnerships.items():
        if name not in asked:
            market = agreed.project.markets[partnership.market]
            message = N_("{person} was not asked what to expect")
            hint = N_("write it under views: in {file}, or no_answer: and the reason")
            yield Unmet(message, hint, market.lead, {"person": name, **_file(agreed)})


def not_held(agreed: CampaignAgreements, steps: Collection[str]) -> Iterator[Unmet]:
    """The checkpoints of some steps that were neither held nor skipped."""
    done = {checkpoint.step for checkpoint in agreed.records.checkpoints if checkpoint.done}
    for step in steps:
        if step not in done:
            message = N_("the checkpoint {step} was neither held nor skipped")
            hint = N_("write it under checkpoints: in {file}")
            yield Unmet(message, hint, agreed.campaign.owner, {"step": step, **_file(agreed)})


def _not_confirmed(agreed: CampaignAgreements) -> Iterator[Unmet]:
    for reply in replies(agreed, to_all=agreed.campaign.status == DRAFT):
        values = {"person": reply.party, "code": reply.code}
        if reply.state == "missing":
            message, hint = N_("{person} has not confirmed the recap"), N_("silence is no yes")
            yield Unmet(message, hint, reply.party, values)
        elif reply.state == "not-so":
            message, hint = N_("{person} says that the recap is not so"), N_("settle it, then write the new reply")
            yield Unmet(message, hint, reply.party, values)
        elif reply.state == "fell":
            message = N_("the recap has changed since {person} confirmed it: {what}")
            hint = N_("the code of their recap is {code}")
            yield Unmet(message, hint, reply.party, {**values, "what": changed(reply.why)})


def _not_allowed(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """The deliverables of which no rule of their market speaks."""
    for name, partnership in agreed.campaign.partnerships.items():
        market, creator = agreed.project.markets[partnership.market], agreed.project.creators[partnership.creator]
        for item in partnership.deliverables:
            verdict = judge(market, partnership, item, creator, agreed.campaign.issued)
            if verdict.state == "unknown":
                values = {"person": name, "platform": item.platform, "market": partnership.market, "lead": market.lead}
                message = N_("no rule of {market} speaks of {platform} for {person}")
                yield Unmet(message, N_("{lead} decides, and writes a rule"), market.lead, values)


def _not_approved(agreed: CampaignAgreements, standing: Standing) -> Unmet:
    values = {"person": standing.person, "scope": standing.scope, "code": agreed.scopes[standing.scope].code}
    hint = N_("the code of {scope} is {code}")
    if standing.state == "missing":
        return Unmet(N_("{person} has not approved {scope}"), hint, standing.person, values)
    if standing.state == "changes":
        return Unmet(N_("{person} asks for changes of {scope}"), hint, agreed.campaign.owner, values)
    message = N_("{scope} has changed since {person} approved it: {what}")
    return Unmet(message, hint, standing.person, {**values, "what": changed(standing.why)})


def _not_accepted(agreed: CampaignAgreements, standing: Standing) -> Unmet:
    scope = f"{PARTNERSHIP}{standing.person}"
    version, code = agreed.campaign.version, agreed.scopes[scope].code
    values = {"person": standing.person, "version": version, "code": code}
    hint = N_("the code of {version} is {code}")
    if standing.state == "missing":
        return Unmet(N_("{person} has not accepted {version}"), hint, standing.person, values)
    if standing.state == "changes":
        message = N_("{person} has not accepted {version}, but wants it changed or declines")
        return Unmet(message, hint, agreed.campaign.owner, values)
    message = N_("the brief has changed since {person} accepted it: {what}")
    return Unmet(message, hint, standing.person, {**values, "what": changed(standing.why)})


def _file(agreed: CampaignAgreements) -> dict[str, str]:
    return {"file": f"content/agreements/{agreed.name}.yaml"}
