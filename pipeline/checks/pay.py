"""What a partnership pays: each part of a fee has its day and is worth something, each bonus is for what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.base.problems import Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain import payment
from pipeline.domain.timetable import Timetable
from pipeline.model.base import minor_units
from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.partnership import Partnership
from pipeline.model.pay import Fee
from pipeline.model.payment import Instalments
from pipeline.reading.yaml_values import Place

_SIGNING, _PUBLISH = "signing", "publish"
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)[ \u00a0\u202f]?%")


def instalments(
    check: Check, partnership: Partnership, dates: Timetable, market: Market, place: Place
) -> Iterator[Problem]:
    """Each part of the fee has its day in the schedule and is worth something."""
    own = partnership.overrides.payment if partnership.overrides else None
    if partnership.fee is None:
        if own:
            place = (*place, "overrides", "payment")
            yield check.problem(place, "there is no fee to be paid in parts", hint="write fee:, or remove this")
        return
    steps = {step.milestone for step in dates.milestones} | {_SIGNING, _PUBLISH}
    # A draft may have no dates yet.
    typed = any(not dated.own for dated in dates.steps)
    for step in dict.fromkeys(part.at or part.after for part in own or market.terms.payment if typed):
        if step is not None and step not in steps:
            message = 'no step "{step}", when a part of the fee is paid'
            wave = ("waves", partnership.wave) if partnership.wave else ()
            schedule = ("markets", partnership.market, *wave, "schedule")
            yield check.problem(schedule, message, hint="give it a date", step=step)
    at: Place = (*place, "overrides", "payment") if own else (*place, "fee", "amount")
    yield from _worth(check, partnership.fee, own or market.terms.payment, at)
    if partnership.overrides and partnership.overrides.payment_note:
        note = (*place, "overrides", "payment_note")
        yield from in_one_line(check, partnership.overrides.payment_note, own or market.terms.payment, note)


def bonuses(check: Check, campaign: Campaign, partnership: Partnership, place: Place) -> Iterator[Problem]:
    """Each bonus is for a metric that the campaign counts."""
    counted = [measure.metric for measure in campaign.metrics]
    for index, bonus in enumerate(partnership.bonuses):
        if bonus.metric not in counted:
            hint = suggestion(bonus.metric, counted, otherwise=", ".join(counted))
            at = (*place, "bonuses", index, "metric")
            yield check.problem(at, '"{metric}" is not a metric of this campaign', metric=bonus.metric, **hint)


def _worth(check: Check, fee: Fee, plan: Instalments, at: Place) -> Iterator[Problem]:
    """Each part of a fee is a sum that its currency has."""
    for number, part in enumerate(payment.parts(fee, plan, {}), 1):
        if any(minor_units(part.plan.amount, fee.currency)):
            message = "part {number} of the fee has more decimal places than {currency}"
            yield check.problem(at, message, number=number, currency=fee.currency)
        elif part.amount <= 0:
            message = "part {number} of the fee comes to {amount} {currency}"
            hint = "give the parts before it less, or leave it out"
            amount = f"{part.amount:f}"
            yield check.problem(at, message, hint=hint, number=number, amount=amount, currency=fee.currency)


def in_one_line(check: Check, note: Localized, plan: Instalments, at: Place) -> Iterator[Problem]:
    """A problem for each number in the line for the key facts that the plan has not."""
    shares, days = _shares(plan), [Decimal(part.days) for part in plan if part.days]
    for language, text in note.root.items():
        place = (*at, language)
        for found in _PERCENT.findall(text):
            if _decimal(found) not in shares:
                message = "says {share} %, and no part of the fee has that share"
                hint = "the shares are {shares}"
                yield check.problem(place, message, hint=hint, share=found, shares=_listed(shares))
        # Without days in the plan, a number of days in words says what its dates come to.
        known = [*days, *shares, *(part.amount for part in plan), Decimal(len(plan))]
        for found in _NUMBER.findall(_PERCENT.sub("", text)) if days else ():
            if _decimal(found) not in known:
                message = "says {number}, and the parts of the fee are paid within other numbers of days"
                yield check.problem(place, message, hint="the days are {days}", number=found, days=_listed(days))


def _decimal(typed: str) -> Decimal:
    return Decimal(typed.replace(",", "."))


def _listed(numbers: list[Decimal]) -> str:
    return ", ".join(f"{number:f}" for number in dict.fromkeys(numbers))


def _shares(plan: Instalments) -> list[Decimal]:
    """The shares of a plan; without amounts also what is left for the last part."""
    shares = [part.share for part in plan if part.share is not None]
    if plan[-1].rest and all(part.amount is None for part in plan):
        shares.append(100 - sum(shares, Decimal()))
    return sorted(set(shares))
