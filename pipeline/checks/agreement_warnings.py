"""What somebody should look at in the records of a campaign: approvals that fell, answers that came late or alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain import progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import IN_FORCE
from pipeline.reading.project import Project
from pipeline.reading.sources import Place


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """What is to be looked at in the records of a campaign."""
    records = project.agreements.get(name)
    if records is None:
        return
    yield from fallen(project, name)
    source, agreed_on = project.sources[f"content/agreements/{name}.yaml"], project.campaigns[name].measurement.agreed
    for index, view in enumerate(records.views):
        if view.on > agreed_on:
            message = N_("asked after the range was set, on {day}")
            yield source.problem(("views", index, "on"), message, day=agreed_on)
    if records.alignment is not None:
        for question, asked in records.alignment.questions:
            seen: dict[str, str] = {}
            for index, said in enumerate(asked.said):
                for language, words in said.answer.root.items():
                    other = seen.setdefault(f"{language} {words}", said.who)
                    if other != said.who:
                        message = N_("{person} and {other} say the same, word for word: did they nod along?")
                        place: Place = ("alignment", "answers", question, "said", index, "answer", language)
                        yield source.problem(place, message, person=said.who, other=other)


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
