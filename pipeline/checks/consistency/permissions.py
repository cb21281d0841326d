"""What a market's rules ask of each deliverable before it goes out, and what they say nothing of."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Agreed, Subject
from pipeline.domain.judgement import Verdict, judge
from pipeline.domain.subjects import RELEASED
from pipeline.reading.yaml_values import Place


def papers(subject: Subject) -> Iterator[Problem]:
    """A problem for each paper that a rule asks for and that is not on file, once the campaign is in force."""
    if subject.campaign.status not in RELEASED:
        return
    for agreed in subject.agreed:
        asked: dict[str, str] = {}
        # A name that is neither a paper nor an identifier has its own problem.
        known = {paper for rule in agreed.market.rules.values() for paper in rule.papers}
        for _, verdict in _judged(subject, agreed):
            for need in verdict.missing:
                if need.name in known:
                    asked.setdefault(need.name, need.rule)
        for name, rule in asked.items():
            message = N_("no {name} on file, which the rule {rule} of the market {market} asks for")
            hint = N_("write it under papers: with the day it came and where it is; a draft may wait for it")
            values = {"name": name, "rule": rule, "market": agreed.partnership.market}
            yield subject.problem(agreed.place, message, hint=hint, **values)


def silent(subject: Subject) -> Iterator[Problem]:
    """A warning for each deliverable of which a market that names its platforms says nothing, or nothing fresh."""
    for agreed in subject.agreed:
        if all(rule.severity != "allow" for rule in agreed.market.rules.values()):
            continue
        for place, verdict in _judged(subject, agreed):
            values = {"market": agreed.partnership.market, "owner": agreed.market.lead, "rule": verdict.rule}
            if verdict.state == "unknown" and verdict.rule:
                message = N_("the rule {rule} of the market {market} was due for review by {day}: {owner} decides")
                yield subject.problem(place, message, day=verdict.day, **values)
            elif verdict.state == "unknown":
                yield subject.problem(
                    place, N_("no rule of the market {market} allows this: {owner} decides"), **values
                )


def _judged(subject: Subject, agreed: Agreed) -> Iterator[tuple[Place, Verdict]]:
    for index, item in enumerate(agreed.partnership.deliverables):
        verdict = judge(agreed.market, agreed.partnership, item, agreed.creator, subject.campaign.issued)
        yield (*agreed.place, "deliverables", index, "platform"), verdict
