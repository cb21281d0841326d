"""What creators are paid in, and when, beside what their market pays in and says of it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Agreed, Subject

_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3})(?![\d.,]*\d)(?![ \u00a0\u202f]?%)")
_SHORTEST_TERM = 5
"""Days: a smaller number in the line on payment counts parts, not days."""


def currencies(subject: Subject) -> Iterator[Problem]:
    """A warning for pay in another currency than the market's: it may be agreed, and is mostly the wrong market."""
    for agreed in subject.agreed:
        usual = agreed.market.currency
        for field in ("fee", "retainer"):
            pay = getattr(agreed.partnership, field)
            if pay is not None and pay.currency != usual:
                message = N_("paid in {currency}, while the market {market} pays in {other}")
                hint = N_("write {other}, unless another currency was agreed")
                place = (*agreed.place, field, "currency")
                values = {"currency": pay.currency, "market": agreed.partnership.market, "other": usual}
                yield subject.problem(place, message, hint=hint, **values)


def net_terms(subject: Subject) -> Iterator[Problem]:
    """A warning where the last payment is dated later than the days that the line on payment promises in words.

    They are counted from the report, with which the invoice comes, or else from the last post.
    """
    for agreed in subject.agreed:
        days = _promised(agreed)
        ends = {dated.step.milestone: dated for dated in agreed.timetable.steps}
        paid, reported = ends.get("payment"), ends.get("report")
        if not days or paid is None or not agreed.posts or agreed.partnership.fee is None:
            continue
        since = reported.step.date if reported else max(post.last for post in agreed.posts)
        found = (paid.step.date - since).days
        if found > max(days.values()):
            message = N_("{date} is {found} days after {since}, and the terms say {days}")
            hint = N_("move the payment, or say what was agreed in payment_note:")
            values = {"date": paid.step.date, "found": found, "since": since, "days": max(days.values())}
            yield subject.problem((*paid.place, "date"), message, hint=hint, **values)


def _promised(agreed: Agreed) -> dict[str, int]:
    """The days of the line on payment, by language, where it names one number and the plan itself has no days."""
    plan, note = agreed.terms.payment, agreed.terms.payment_note
    if any(part.days or part.on for part in plan) or not any(part.at == "payment" for part in plan):
        return {}
    said = {language: _NUMBER.findall(text) for language, text in note.root.items()}
    return {
        language: int(found[0])
        for language, found in said.items()
        if len(found) == 1 and int(found[0]) >= _SHORTEST_TERM
    }
