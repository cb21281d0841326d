"""What was agreed about a campaign, by whom and when: its records, to which entries are only added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.alignment import STEPS, Alignment, Checkpoint, Confirmation, View
from pipeline.model.base import Count, Day, Id, Line, Model, Version, mistake, once
from pipeline.model.content_code import ContentCode, ScopeName
from pipeline.model.ending import Ending
from pipeline.model.finding import Finding, Topic
from pipeline.model.intake import Intake
from pipeline.model.localized import Localized, Note, at_most


class Delegation(Model):
    """For whom somebody approves, and what shows that they may."""

    person: Id
    """For whom, by id."""
    evidence: Note
    """Where it says so: "mail of Feb 10"."""


class Approval(Model):
    """What one person decided about one scope, as its content was then."""

    person: Id
    """Who decided, by id."""
    scope: ScopeName
    """money, numbers, message, or market: and a market's id."""
    decision: Literal["approve", "changes"] = "approve"
    """approve, or changes where something has to change first."""
    version: Version
    """The version of the campaign, in quotes."""
    code: ContentCode
    """The code of the content that they saw, in quotes."""
    on: Day
    """The day of the decision."""
    evidence: Note
    """Where it is: a mail, a signed page."""
    note: Localized | None = None
    """What they added: what has to change."""
    delegated: Delegation | None = Field(default=None, alias="for")
    """For whom they approve, where it is not for themselves."""

    @property
    def principal(self) -> str:
        """Whose approval it is."""
        return self.delegated.person if self.delegated else self.person

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.delegated is not None and self.delegated.person == self.person:
            yield mistake("approves for themselves", at=["for", "person"], hint="remove for:")


class Acceptance(Model):
    """What one creator replied to the brief of one version."""

    partnership: Id
    """The partnership's id."""
    version: Version
    """The version of the campaign, in quotes."""
    code: ContentCode
    """The code that the brief bears, in quotes."""
    reply: Literal["accept", "propose-changes", "decline"] = "accept"
    """accept, propose-changes or decline."""
    on: Day
    """The day of the reply."""
    evidence: Note
    """Where it is: a mail, a signed page."""
    note: Localized | None = None
    """What they added."""


class Kickoff(Model):
    """The start of the work on one version."""

    version: Version
    """The version of the campaign, in quotes."""
    on: Day
    """The day of the kick-off."""
    effective: Day
    """The day from which people work by it."""
    present: tuple[Id, ...] = Field(default=(), max_length=100)
    """Who was there, by id of a person or of a partnership."""
    partnerships: tuple[Id, ...] = Field(default=(), alias="for", max_length=500)
    """The partnerships that begin, by id."""
    left_out: dict[Id, Localized] = Field(default={}, max_length=500)
    """The partnerships that do not begin, by id, each with the reason."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.present, "present")
        yield from once(self.partnerships, "for")
        if self.effective < self.on:
            yield mistake("{until} is before {date}", at=["effective"], until=self.effective, date=self.on)
        for name in self.left_out:
            if name in self.partnerships:
                yield mistake('"{value}" both begins and is left out', at=["left_out", name], value=name)


class Sent(Model):
    """What was sent to whom: which version, on which day, by what way."""

    to: Id
    """A person's id, or a partnership's for its creator."""
    version: Version
    """The version of the campaign, in quotes."""
    code: ContentCode | None = None
    """The code of what it says, in quotes."""
    on: Day
    """The day."""
    way: Note
    """By what way: "mail to anna@…"."""
    document: Line | None = None
    """Which document, where it was not the brief."""


class Effect(Model):
    """What a change does to the creator; "none" has to be said."""

    fee: Annotated[Localized, at_most(200)]
    """What it does to the fee."""
    dates: Annotated[Localized, at_most(200)]
    """What it does to the dates."""
    work: Annotated[Localized, at_most(200)]
    """What it does to the work."""
    rights: Annotated[Localized, at_most(200)]
    """What it does to the rights."""


class Change(Model):
    """A change that one creator is asked to agree to; without a yes the old version stands."""

    number: Count
    """Its number, counted from 1 in this file."""
    partnership: Id
    """The partnership's id."""
    asked_by: Literal["us", "creator", "law"]
    """us, creator or law: a law needs no yes."""
    reason: Localized
    """Why."""
    from_version: Version
    """The version that stands until then, in quotes."""
    to_version: Version
    """The version with the change, in quotes."""
    effect: Effect
    """What it does to fee, dates, work and rights."""
    answer_by: Day
    """The day by which they answer."""
    reply: Literal["accept", "refuse", "talk", "withdrawn"] | None = None
    """accept, refuse or talk, once they have answered; withdrawn where we took it back."""
    on: Day | None = None
    """The day of the reply."""
    evidence: Note | None = None
    """Where the reply is."""

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.reply in (None, "talk")

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.reply is not None and (self.on is None or self.evidence is None):
            yield mistake("a reply needs its day and its evidence", at=["reply"], hint="write on: and evidence:")


class Kept(Model):
    """A promise to one creator that was kept: on which day, and what shows it."""

    partnership: Id
    """The partnership's id."""
    promise: Literal["product", "advance", "feedback", "approval", "payment", "answer"]
    """product, advance, feedback, approval, payment, or answer for what comes next."""
    round: Count | None = None
    """Which round of several."""
    on: Day
    """The day on which it was kept."""
    evidence: Note
    """Where it is: a mail, a payment order."""


class Editorial(Model):
    """A text that changed and still means the same: approvals of what it said before stand."""

    file: Line
    """The file in which it stands: content/campaigns/first-light.yaml."""
    field: Line
    """Its field and language: markets.ru.framings.0.opening.ru."""
    now: Annotated[str, Field(min_length=1, max_length=2000, strict=True)]
    """What it says now, letter for letter."""
    reason: Localized
    """Why it changed."""
    by: Id
    """Who changed it, by id."""
    confirmed_by: Id
    """Who else says that it means the same, by id."""
    on: Day
    """The day on which they said so."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.by == self.confirmed_by:
            hint = "somebody else says that it means the same"
            yield mistake("is confirmed by who changed it", at=["confirmed_by"], hint=hint)


class Agreements(Model):
    """content/agreements/<campaign>.yaml: what was agreed about one campaign; entries are only added."""

    intake: Intake | None = None
    """The request."""
    alignment: Alignment | None = None
    """The call on which all sides agree on the four answers."""
    diagnostic: dict[Topic, Finding] = Field(default={}, max_length=20)
    """What each difference between the markets does, by topic."""
    views: tuple[View, ...] = Field(default=(), max_length=1000)
    """What creators expect, asked before the ranges are agreed."""
    confirmations: tuple[Confirmation, ...] = Field(default=(), max_length=1000)
    """Replies to the recap."""
    checkpoints: tuple[Checkpoint, ...] = Field(default=(), max_length=len(STEPS))
    """The checkpoints, in their order."""
    approvals: tuple[Approval, ...] = Field(default=(), max_length=1000)
    """Who approved which scope."""
    acceptances: tuple[Acceptance, ...] = Field(default=(), max_length=1000)
    """Replies of creators to their briefs."""
    sent: tuple[Sent, ...] = Field(default=(), max_length=1000)
    """What was sent to whom."""
    kickoffs: tuple[Kickoff, ...] = Field(default=(), max_length=100)
    """The start of the work, once for each version."""
    changes: tuple[Change, ...] = Field(default=(), max_length=500)
    """Changes that creators are asked to agree to."""
    kept: tuple[Kept, ...] = Field(default=(), max_length=1000)
    """Promises to creators that were kept."""
    editorial: tuple[Editorial, ...] = Field(default=(), max_length=500)
    """Texts that changed and still mean the same."""
    ends: tuple[Ending, ...] = Field(default=(), max_length=100)
    """The end of the work, once for each version: closed or stopped."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, (checkpoint, step) in enumerate(zip(self.checkpoints, STEPS, strict=False)):
            if checkpoint.step != step:
                message = "{found} stands where {step} comes"
                hint = "goal, strategy, execution, metrics, mid-campaign: each once, in this order"
                yield mistake(message, at=["checkpoints", index, "step"], hint=hint, found=checkpoint.step, step=step)
        for index, (before, after) in enumerate(zip(self.checkpoints, self.checkpoints[1:], strict=False), 1):
            if after.done and not before.done:
                message = "is done, and {step} before it is not"
                hint = "write held: or skipped: there, with the reason"
                yield mistake(message, at=["checkpoints", index], hint=hint, step=before.step)
        for index, change in enumerate(self.changes):
            if change.number != index + 1:
                at = ("changes", index, "number")
                yield mistake("{found} is the number of entry {number}", at=at, found=change.number, number=index + 1)
        yield from self._each_version_once()
        yield from self._each_promise_once()

    def _each_promise_once(self) -> Iterator[PydanticCustomError]:
        seen: set[tuple[str, str, int | None]] = set()
        for index, kept in enumerate(self.kept):
            if (kept.partnership, kept.promise, kept.round) in seen:
                yield mistake('"{value}" appears twice', at=["kept", index, "promise"], value=kept.promise)
            seen.add((kept.partnership, kept.promise, kept.round))

    def _each_version_once(self) -> Iterator[PydanticCustomError]:
        for field in ("kickoffs", "ends"):
            seen: set[str] = set()
            for index, entry in enumerate(getattr(self, field)):
                if entry.version in seen:
                    yield mistake('"{value}" appears twice', at=[field, index, "version"], value=entry.version)
                seen.add(entry.version)
