"""What somebody should look at in the records of a campaign: approvals that fell, answers that came late or alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain import call_sheet, diagnostic, progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.confirmations import replies
from pipeline.domain.progress import DRAFT, IN_FORCE
from pipeline.model.alignment import Alignment
from pipeline.reading.project import Project
from pipeline.reading.sources import Source
from pipeline.reading.yaml_values import Place


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """What is to be looked at in the records of a campaign."""
    records = project.agreements.get(name)
    if records is None:
        return
    yield from fallen(project, name)
    yield from _unsaid(project, name)
    source, agreed_on = project.sources[f"content/agreements/{name}.yaml"], project.campaigns[name].measurement.agreed
    for index, view in enumerate(records.views):
        if view.on > agreed_on:
            message = N_("asked after the range was set, on {day}")
            yield source.problem(("views", index, "on"), message, day=agreed_on)
    if records.alignment is not None:
        yield from _alike(source, records.alignment)
        agreed = CampaignAgreements(project, name)
        yield from _call(source, agreed, records.alignment)
        yield from _late(source, agreed, records.alignment)


def _unsaid(project: Project, name: str) -> Iterator[Problem]:
    """Differences between markets of which nobody said what they do, once somebody began to say it of others."""
    said = project.agreements[name].diagnostic
    for row in diagnostic.diagnostic(project, name).rows if said else ():
        if row.finding is None:
            message = N_("{topic} differs between the markets, and nobody said what that does")
            hint = N_(
                'write its effect, decision and who under diagnostic:; "it changes nothing, because" is an effect'
            )
            source = project.sources[f"content/agreements/{name}.yaml"]
            yield source.problem(("diagnostic",), message, hint=hint, topic=row.topic)


def _alike(source: Source, alignment: Alignment) -> Iterator[Problem]:
    """Answers of two sides that are the same to the letter."""
    for question, asked in alignment.questions:
        seen: dict[str, str] = {}
        for index, said in enumerate(asked.said):
            for language, words in said.answer.root.items():
                other = seen.setdefault(f"{language} {words}", said.who)
                if other != said.who:
                    message = N_("{person} and {other} say the same, word for word: did they nod along?")
                    place: Place = ("alignment", "answers", question, "said", index, "answer", language)
                    yield source.problem(place, message, person=said.who, other=other)


def _call(source: Source, agreed: CampaignAgreements, alignment: Alignment) -> Iterator[Problem]:
    """A call outside of the day on somebody's clock, and an agent who answers for a creator."""
    for row in call_sheet.clocks(agreed, alignment):
        if row.outside:
            message, hint = N_("the call is at {time} in {zone}"), N_("choose a time between 9 and 20 on every clock")
            yield source.problem(
                ("alignment", "time"), message, hint=hint, time=f"{row.begins:%H:%M}", zone=row.time_zone
            )
    for index, name in enumerate(alignment.represented):
        message = N_("an agent answers for {person}: nobody has heard the creator")
        yield source.problem(("alignment", "represented", index), message, person=name)


def _late(source: Source, agreed: CampaignAgreements, alignment: Alignment) -> Iterator[Problem]:
    """A recap of a version that was raised, with the day by which the one before was confirmed."""
    awaited = [each for each in replies(agreed, to_all=True) if each.state != "confirmed"]
    issued, version = agreed.campaign.issued, agreed.campaign.version
    if awaited and agreed.campaign.status == DRAFT and alignment.reply_by and alignment.reply_by < issued:
        message = N_("{day} is before {issued}, the day of {version}: nobody can answer by it")
        hint = N_("write the day by which this version is confirmed")
        values: dict[str, Any] = {"day": alignment.reply_by, "issued": issued, "version": version}
        yield source.problem(("alignment", "reply_by"), message, hint=hint, **values)


def fallen(project: Project, name: str) -> Iterator[Problem]:
    """A warning for each approval whose scope has changed since: documents print the status that is left."""
    campaign, records = project.campaigns[name], project.agreements.get(name)
    if records is None or campaign.status not in (progress.IN_REVIEW, IN_FORCE):
        return
    source, agreed = project.sources[f"content/agreements/{name}.yaml"], CampaignAgreements(project, name)
    for standing in agreed.approvals:
        if standing.state == "fell":
            message = N_("{scope} has changed since {person} approved it: {what}")
            values: dict[str, Any] = {
                "scope": standing.scope,
                "person": standing.person,
                "what": progress.changed(standing.why),
                "code": agreed.scopes[standing.scope].code,
            }
            hint = N_("the code of {scope} is {code}")
            yield source.problem(("approvals", standing.index), message, hint=hint, **values)
