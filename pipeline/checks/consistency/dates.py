"""Days of a campaign that can't all be kept: posts before their draft, reports and payments before the posts."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Agreed, Post, Subject
from pipeline.domain import timetable
from pipeline.domain.timetable import DatedStep, Timetable
from pipeline.model.milestone import MILESTONES, PRODUCT
from pipeline.reading.yaml_values import Place

_LATER = N_("write a day from {other} on, or move the step in {within}:")
_EARLIER = N_("write a day up to {other}, or move the step in {within}:")
_REVIEW = ("draft", "feedback", "final", "approval")


@dataclass(frozen=True)
class _When:
    """A day on a zone's clock, with its time where one was agreed."""

    day: datetime.date
    time: datetime.time | None
    zone: str

    def __lt__(self, other: _When) -> bool:
        """Whether this is earlier: by the instant where both have a time, else by the day."""
        if self.time is None or other.time is None:
            return self.day < other.day
        return self._instant(self.time) < other._instant(other.time)

    def __str__(self) -> str:
        return f"{self.day} {self.time:%H:%M} {self.zone}" if self.time else f"{self.day}"

    def _instant(self, time: datetime.time) -> datetime.datetime:
        return datetime.datetime.combine(self.day, time, zoneinfo.ZoneInfo(self.zone))


def posts_before_their_steps(subject: Subject) -> Iterator[Problem]:
    """A problem for each post that goes out before its draft, final version or approval: nobody can keep both days."""
    message = N_('goes out on {day}, before the step "{step}" ({other})')
    for agreed in subject.agreed:
        steps = _steps(agreed.timetable, "before the post")
        for post in agreed.posts:
            out = _goes_out(post, agreed)
            broken = [dated for dated in steps if out < _due(dated, agreed)]
            if broken:
                yield _of_a_post(subject, agreed, (*post.place, "date"), (out, broken[-1]), message, _LATER)


def steps_before_the_posts(subject: Subject) -> Iterator[Problem]:
    """A problem for each last post that goes out after its report or payment: the schedule says they follow it."""
    message = N_('goes out on {day}, after the step "{step}" ({other})')
    for agreed in subject.agreed:
        paid = {part.at for part in agreed.terms.payment}
        post = max(agreed.posts, key=lambda post: post.last)
        out = _goes_out(post, agreed, last=True)
        for dated in _steps(agreed.timetable, "after the post"):
            kind = dated.step.milestone
            if _due(dated, agreed) < out and (kind in paid or not MILESTONES[kind].paid):
                place = (*post.place, "until" if post.publication.until else "date")
                yield _of_a_post(subject, agreed, place, (out, dated), message, _EARLIER)
                break


def replies_too_late(subject: Subject) -> Iterator[Problem]:
    """A problem for a day to answer the brief after the first step that waits for a yes: it would be taken unasked."""
    told = set()
    for agreed in subject.agreed:
        day, market = agreed.section.reply_by, agreed.partnership.market
        waiting = [dated for dated in agreed.timetable.steps if dated.step.milestone != PRODUCT]
        first = min(waiting, key=lambda dated: dated.step.date, default=None)
        if day is not None and first is not None and day >= first.step.date and market not in told:
            told.add(market)
            message = N_('creators answer by {day}, but the step "{step}" is on {other}')
            hint = N_("write a day before it")
            values = {"day": day, "step": first.step.milestone, "other": first.step.date}
            yield subject.problem(("markets", market, "reply_by"), message, hint=hint, **values)


def trials_too_short(subject: Subject) -> Iterator[Problem]:
    """A problem for a trial that does not fit between the product and the first draft: posts would tell of another."""
    told = set()
    for agreed in subject.agreed:
        days, market = agreed.section.trial_days, agreed.partnership.market
        first = {dated.step.milestone: dated.step.date for dated in reversed(agreed.timetable.steps)}
        if days is None or market in told or "draft" not in first:
            continue
        there = (first["draft"] - first[PRODUCT]).days if PRODUCT in first else None
        if there is None or there < days:
            told.add(market)
            place = ("markets", market, "trial_days")
            hint = N_("date a step product: so many days before the draft")
            if there is None:
                yield subject.problem(
                    place, N_("a trial of {days} days, but no step says when it begins"), hint=hint, days=days
                )
            else:
                message = N_("a trial of {days} days, but {there} between the product and the draft")
                yield subject.problem(place, message, hint=hint, days=days, there=there)


def ranges_after_the_launch(subject: Subject) -> Iterator[Problem]:
    """A problem where ranges were agreed after a post was out: they would be set from what they are to judge."""
    days = [post.publication.date for agreed in subject.agreed for post in agreed.posts]
    day = subject.campaign.measurement.agreed
    if days and day > min(days):
        message = N_("the ranges were agreed on {day}, after the first post ({other})")
        hint = N_("ranges are agreed before the launch")
        yield subject.problem(("measurement", "agreed"), message, hint=hint, day=day, other=min(days))


def steps_out_of_order(subject: Subject) -> Iterator[Problem]:
    """A warning for a step of review before the one that it follows: its own words may give it another meaning."""
    told = set()
    for dates in (*timetable.of_markets(subject.campaign), *(agreed.timetable for agreed in subject.agreed)):
        first = {dated.step.milestone: index for index, dated in reversed(list(enumerate(dates.steps)))}
        for before, after in pairwise(kind for kind in _REVIEW if kind in first):
            place = (*dates.steps[first[after]].place, "milestone")
            if first[after] < first[before] and place not in told:
                told.add(place)
                message, hint = N_('"{step}" stands before "{other}"'), N_("put the steps in the order of the work")
                yield subject.problem(place, message, hint=hint, step=after, other=before)


def issued_after_everything(subject: Subject) -> Iterator[Problem]:
    """A warning for a version issued after its last day: it may be one that only adds what came out later."""
    campaign = subject.campaign
    if any(section.results for section in campaign.markets.values()):
        return
    days = [dated.step.date for layer in timetable.layers(campaign) for dated in layer.steps]
    days += [post.last for agreed in subject.agreed for post in agreed.posts]
    if days and campaign.issued > max(days):
        message = N_("issued on {day}, after every step and post: the last is on {other}")
        hint = N_("write the day on which this version is sent")
        yield subject.problem(("issued",), message, hint=hint, day=campaign.issued, other=max(days))


def without_dates(subject: Subject) -> Iterator[Problem]:
    """A warning for each schedule of a draft that has no dates yet."""
    for dates in timetable.of_markets(subject.campaign):
        if not dates.steps:
            wave = ("waves", dates.wave) if dates.wave else ()
            hint = N_("briefs plan {campaign} --write fills in the last days")
            place = ("markets", dates.market, *wave, "schedule")
            yield subject.problem(place, N_("no dates yet"), hint=hint, campaign=subject.id)


def counted_too_early(subject: Subject) -> Iterator[Problem]:
    """A warning for a result counted before the last post: it may be an interim one, but documents call it reached."""
    for name, section in subject.campaign.markets.items():
        days = [post.last for agreed in subject.agreed if agreed.section is section for post in agreed.posts]
        for metric, result in section.results.items():
            if days and result.measured < max(days):
                place = ("markets", name, "results", metric, "measured")
                message = N_("counted on {day}, before the last post ({other})")
                yield subject.problem(place, message, day=result.measured, other=max(days))


def _of_a_post(
    subject: Subject, agreed: Agreed, place: Place, clash: tuple[_When, DatedStep], message: str, hint: str
) -> Problem:
    out, due = clash[0], _due(clash[1], agreed)
    days = (f"{out.day}", f"{due.day}") if out.day != due.day else (f"{out}", f"{due}")
    values = {"day": days[0], "step": clash[1].step.milestone, "other": days[1]}
    return subject.problem(place, message, hint=hint, within=": ".join(map(str, clash[1].place[:-1])), **values)


def _steps(dates: Timetable, due: Literal["before the post", "after the post"]) -> list[DatedStep]:
    """The steps that come before the posts, the first of each kind; or those after them, the last of each kind."""
    ordered = dates.steps if due == "after the post" else reversed(dates.steps)
    kinds = {dated.step.milestone: dated for dated in ordered if MILESTONES[dated.step.milestone].due == due}
    return sorted(kinds.values(), key=lambda dated: dated.step.date)


def _goes_out(post: Post, agreed: Agreed, *, last: bool = False) -> _When:
    """When a post goes out at the earliest; at the latest where `last`."""
    own, until = post.publication, post.publication.until
    if last and until is not None:
        return _When(until, None, agreed.creator.time_zone)
    return _When(own.date, own.time, agreed.creator.time_zone)


def _due(dated: DatedStep, agreed: Agreed) -> _When:
    return _When(dated.step.date, dated.step.time, agreed.market.time_zone)
