"""What a finished file says → what it should say and doesn't, and what it says of others."""

from __future__ import annotations

from pipeline.base.problems import N_
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import Ledger, levelled, stands
from pipeline.writers import Complaint, Reading, complaint

_MISSING = {
    "mark": N_('{target}: the mark "{text}" is not in the finished file'),
    "fee": N_('{target}: the amount "{text}" is not in the finished file'),
    "dates": N_('{target}: the date or time "{text}" is not in the finished file'),
    "contact": N_('{target}: the contact "{text}" is not in the finished file'),
    "deliverables": N_('{target}: the deliverable "{text}" is not in the finished file'),
    "targets": N_('{target}: the range "{text}" is not in the finished file'),
    "tracking": N_('{target}: the link or code "{text}" is not in the finished file'),
}
_FOREIGN = {
    "fee": N_('{target}: the finished file contains an amount of {owner}: "{text}"'),
    "code": N_('{target}: the finished file contains the promo code of {owner}: "{text}"'),
    "link": N_('{target}: the finished file contains the link of {owner}: "{text}"'),
    "identifier": N_('{target}: the finished file contains an identifier of {owner}: "{text}"'),
    "creator": N_('{target}: the finished file names another creator, {owner}: "{text}"'),
    "heading": N_('{target}: the finished file contains the section of {owner}: "{text}"'),
    "wording": N_('{target}: the finished file contains the disclosure of {owner}: "{text}"'),
}


def content_complaints(reading: Reading, facts: Facts, ledger: Ledger) -> list[Complaint]:
    """What a finished file does not say and must, and what it says of others."""
    text, beside = levelled(reading.text), levelled(reading.beside)
    missing = [fact for fact in facts.required if not any(stands(text, form) for form in fact.forms)]
    found = [complaint(_MISSING[fact.kind], about="look", text=fact.forms[0]) for fact in missing]
    foreign = filter(facts.withholds, ledger.foreign(f"{text}\n{beside}", facts.owners))
    return found + [complaint(_FOREIGN[item.kind], about="look", text=item.text, owner=item.owner) for item in foreign]


def unreadable(error: Exception) -> Complaint:
    """The complaint that a reader made nothing of a finished file."""
    message = N_("{target}: the finished file cannot be read back: {said}")
    return complaint(message, about="look", said=str(error) or type(error).__name__)
