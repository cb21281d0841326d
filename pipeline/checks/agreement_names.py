"""Who and what the records of a campaign name, each with the place of the name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.agreements import Agreements
from pipeline.model.alignment import Alignment
from pipeline.reading.yaml_values import Place


def people(records: Agreements) -> Iterator[tuple[Place, str]]:
    """Everybody in the records who has to be a person, by the place of the name."""
    if records.intake is not None:
        yield ("intake", "asked_by"), records.intake.asked_by
        for index, person in enumerate(records.intake.decided_by):
            yield ("intake", "decided_by", index), person
    for topic, finding in records.diagnostic.items():
        yield ("diagnostic", topic, "who"), finding.who
    for index, view in enumerate(records.views):
        if view.heard is not None:
            yield ("views", index, "heard", "by"), view.heard.by
    for index, approval in enumerate(records.approvals):
        yield ("approvals", index, "person"), approval.person
        if approval.delegated is not None:
            yield ("approvals", index, "for", "person"), approval.delegated.person
    for index, edit in enumerate(records.editorial):
        yield ("editorial", index, "by"), edit.by
        yield ("editorial", index, "confirmed_by"), edit.confirmed_by
    for index, end in enumerate(records.ends):
        yield ("ends", index, "by"), end.by


def sides(records: Agreements) -> Iterator[tuple[Place, str, str]]:
    """Everybody in the records who is a person or a partnership, with the version that it is about."""
    for place, name in _on_the_call(records.alignment) if records.alignment else ():
        yield place, name, ""
    for index, checkpoint in enumerate(records.checkpoints):
        for number, name in enumerate(checkpoint.present):
            yield ("checkpoints", index, "present", number), name, ""
    for index, reply in enumerate(records.confirmations):
        yield ("confirmations", index, "who"), reply.who, reply.version
    for index, sent in enumerate(records.sent):
        yield ("sent", index, "to"), sent.to, sent.version
    for index, kickoff in enumerate(records.kickoffs):
        for number, name in enumerate(kickoff.present):
            yield ("kickoffs", index, "present", number), name, kickoff.version


def _on_the_call(alignment: Alignment) -> Iterator[tuple[Place, str]]:
    for index, name in enumerate(alignment.present):
        yield ("alignment", "present", index), name
    for question, asked in alignment.questions:
        place = ("alignment", "answers", question)
        for index, said in enumerate(asked.said):
            yield (*place, "said", index, "who"), said.who
        for index, each in enumerate(asked.ambiguous):
            for name in each.meanings:
                yield (*place, "ambiguous", index, "meanings", name), name
    for index, point in enumerate(alignment.open):
        yield ("alignment", "open", index, "who"), point.who


def partnerships(records: Agreements) -> Iterator[tuple[Place, str, str]]:
    """Each partnership in the records, with the version that it is about; one of an older version may be gone."""
    for index, view in enumerate(records.views):
        yield ("views", index, "partnership"), view.partnership, view.about_version
    for index, name in enumerate(records.alignment.represented if records.alignment else ()):
        yield ("alignment", "represented", index), name, ""
    for index, reply in enumerate(records.acceptances):
        yield ("acceptances", index, "partnership"), reply.partnership, reply.version
    for index, kickoff in enumerate(records.kickoffs):
        for number, name in enumerate(kickoff.partnerships):
            yield ("kickoffs", index, "for", number), name, kickoff.version
        for name in kickoff.left_out:
            yield ("kickoffs", index, "left_out", name), name, kickoff.version
    for index, end in enumerate(records.ends):
        for name in end.pays:
            yield ("ends", index, "pays", name), name, end.version
    for index, kept in enumerate(records.kept):
        yield ("kept", index, "partnership"), kept.partnership, ""
    for index, change in enumerate(records.changes):
        yield ("changes", index, "partnership"), change.partnership, change.from_version


def versions(records: Agreements) -> Iterator[tuple[Place, str]]:
    """Each version that somebody agreed to or was sent. A change may speak of the next."""
    for index, view in enumerate(records.views):
        yield ("views", index, "about_version"), view.about_version
    for field in ("confirmations", "approvals", "acceptances", "sent", "kickoffs", "ends"):
        for index, entry in enumerate(getattr(records, field)):
            yield (field, index, "version"), entry.version
