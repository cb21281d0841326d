"""What a finished file says → what it should say and doesn't, and what it says of others."""

from __future__ import annotations

from dataclasses import replace

from pipeline.base.problems import N_
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import Ledger, OwnedText, levelled, stands
from pipeline.writers import DIVIDED, Complaint, Reading, complaint

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
    "result": N_('{target}: the finished file contains a result of {owner}: "{text}"'),
    "answer": N_('{target}: the finished file contains an answer of {owner}: "{text}"'),
    "view": N_('{target}: the finished file contains a view of {owner}: "{text}"'),
}


def content_complaints(reading: Reading, facts: Facts, ledger: Ledger) -> list[Complaint]:
    """What a finished file does not say and must, and what it says of others."""
    texts = [levelled(text) for text in whole(reading.text)]
    missing = [fact for fact in facts.required if not any(stands(text, form) for text in texts for form in fact.forms)]
    found = [complaint(_MISSING[fact.kind], about="look", text=fact.forms[0]) for fact in missing]
    said = "\n".join((*texts, levelled(reading.beside)))
    return found + [_told(item) for item in filter(facts.withholds, ledger.foreign(said, facts.owners))]


def _told(item: OwnedText) -> Complaint:
    said = complaint(_FOREIGN[item.kind], about="look", text=item.text, owner=item.owner)
    return replace(said, place=item.place)


def whole(text: str) -> list[str]:
    """A text with the words that lines have divided: without the hyphens there and, where there are any, with them.

    Whether a hyphen is a word's own, nobody sees who reads the finished line.
    """
    parts = text.split(DIVIDED)
    return list(dict.fromkeys(("".join(parts), "-".join(parts))))


def unreadable(error: Exception) -> Complaint:
    """The complaint that a reader made nothing of a finished file."""
    message = N_("{target}: the finished file cannot be read back: {said}")
    return complaint(message, about="look", said=str(error) or type(error).__name__)
