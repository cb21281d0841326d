"""A standard operating procedure: its control block, the life of a version, roles, steps and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import Day, Flag, Id, Model, Name, Version, mistake
from pipeline.model.codes import Code
from pipeline.model.localized import Localized

StepName = Literal["vetting", "briefing", "execution", "measurement", "optimisation", "payment"]
Letter = Literal["R", "A", "C", "I"]

_APPROVED = ("in-force", "superseded")
"""The statuses of a version that people work by, or have worked by."""


class Signature(Model):
    """Somebody's review or approval."""

    person: Id
    """Who, by id."""
    date: Day
    """When."""


class Revision(Model):
    """One line of the revision history."""

    version: Version
    """The version, in quotes."""
    date: Day
    """When it was written."""
    author: Id
    """Who wrote it, by id."""
    summary: Localized
    """What changed, in a sentence."""


class DefinedTerm(Model):
    """A term of the procedure."""

    term: Localized
    """The term."""
    text: Localized
    """What it means here."""


class Role(Model):
    """A role of the procedure and who holds it."""

    name: Localized
    """What the role is called."""
    short: Localized | None = None
    """In a word, for the head of a narrow column."""
    person: Id | None = None
    """Who holds it, by id."""
    in_market: Literal["lead", "contact"] | None = None
    """Whom each market's file names for it: lead or contact."""
    held_by: Localized | None = None
    """Who holds it, in words, where it is another person in each campaign or partnership."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        said = [name for name in ("person", "in_market", "held_by") if getattr(self, name) is not None]
        if not said:
            yield mistake("nobody holds this role", hint="write person, in_market or held_by")
        for name in said[1:]:
            yield mistake("{first} already says who holds this role", at=[name], first=said[0], hint="keep one of them")


class Step(Model):
    """One step of the procedure."""

    step: StepName
    """Which step of the process it is; markets say what differs in it."""
    name: Localized
    """What it is called."""
    who: Id
    """The role that does it."""
    input: Localized
    """What it starts from."""
    action: Localized
    """What is done."""
    output: Localized
    """What it ends with."""
    time_allowed: Localized
    """How long it may take."""
    time_short: Localized | None = None
    """The same in a word or two, for the map of the process."""
    record: Localized
    """What is kept as a record, and where."""
    raci: dict[Id, Letter]
    """Who is Responsible, Accountable (exactly one), Consulted and Informed, by role."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        letters = list(self.raci.values())
        if letters.count("A") != 1:
            yield mistake(
                "{count} roles are accountable (A); a step has exactly one", at=["raci"], count=letters.count("A")
            )
        # Where two are accountable, one of them may be meant to do the work.
        if "R" not in letters and letters.count("A") <= 1:
            yield mistake("nobody is responsible (R)", at=["raci"])


class Sop(Model):
    """content/sops/<id>.yaml: one procedure."""

    title: Localized
    """What the procedure is called."""
    code: Code
    """Its id on paper, in quotes: "SOP-INF-001"."""
    version: Version
    """Major and minor, in quotes: a major one changes the process, a minor one its words."""
    status: Literal["draft", "in-review", "in-force", "superseded"]
    """draft, in-review, in-force or superseded."""
    issued: Day
    """The day of this version; of one in force, the day it was approved."""
    effective: Day | None = None
    """The day from which it is in force; of a draft, the day that is planned, if there is one."""
    next_review: Day | None = None
    """The day by which it is reviewed."""
    supersedes: Version | None = None
    """The version it takes the place of."""
    superseded_by: Code | None = None
    """What took its place, once it is superseded: a version or another procedure's code, in quotes."""
    owner: Id
    """Who answers for it, by id."""
    author: Id
    """Who wrote it, by id; nobody approves what they wrote."""
    reviewers: tuple[Signature, ...] = Field(default=(), max_length=20)
    """Who reviewed it, and when."""
    approvers: tuple[Signature, ...] = Field(default=(), max_length=20)
    """Who approved it, and when."""
    distribution: Localized
    """Who gets it."""
    retention: Localized
    """How long it is kept, and where."""
    controlling_language: Name
    """The language whose text prevails."""
    history: tuple[Revision, ...] = Field(min_length=1, max_length=100)
    """Every version so far, this one last."""
    contents: Flag = False
    """Whether it begins with a table of contents: from four pages up it should."""
    purpose: Localized
    """What it is for."""
    scope: Localized
    """What and whom it covers."""
    always: tuple[Localized, ...] = Field(default=(), max_length=20)
    """What never changes, whatever the market."""
    definitions: tuple[DefinedTerm, ...] = Field(default=(), max_length=50)
    """Terms it uses."""
    roles: dict[Id, Role] = Field(min_length=1, max_length=20)
    """The roles, by id."""
    steps: tuple[Step, ...] = Field(min_length=1, max_length=50)
    """The steps, in order."""
    escalation: Localized
    """Whom to turn to when a step stalls."""
    changes: Localized | None = None
    """How a change gets into the next version."""

    @property
    def valid(self) -> bool:
        """Whether people work by this version."""
        return self.status == "in-force"

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from self._approval()
        yield from self._dates()
        yield from self._history()
        yield from self._roles()

    def _approval(self) -> Iterator[PydanticCustomError]:
        """Who wrote it does not approve it, and it is in force after that, not before."""
        authors = {self.author, self.history[-1].author}
        for index, approval in enumerate(self.approvers):
            if approval.person in authors:
                yield mistake("authors may not approve their own procedure", at=["approvers", index, "person"])
            if self.effective is not None and approval.date > self.effective >= self.issued:
                yield mistake(
                    "approved after it came into effect ({date})", at=["approvers", index, "date"], date=self.effective
                )
            elif approval.date > self.issued:
                yield mistake(
                    "approved after it was issued ({date})", at=["approvers", index, "date"], date=self.issued
                )
        if self.status in _APPROVED and not self.approvers:
            yield mistake("nobody has approved it", at=["status"], hint="a procedure without approval is a draft")
        if self.status == "draft" and self.approvers:
            hint = "write in-review or in-force, or remove the approvers"
            yield mistake("a draft is not approved yet", at=["approvers"], hint=hint)
        last = max((approval.date for approval in self.approvers), default=None)
        for index, review in enumerate(self.reviewers):
            if last is not None and review.date > last:
                yield mistake("reviewed after it was approved ({date})", at=["reviewers", index, "date"], date=last)

    def _dates(self) -> Iterator[PydanticCustomError]:
        """The dates that its status asks for, in their order."""
        for field in ("effective", "next_review"):
            if self.status in _APPROVED and getattr(self, field) is None:
                yield mistake('the field "{name}" is missing', name=field, hint="a procedure in force needs this date")
        if self.effective is not None and self.effective < self.issued:
            yield mistake(
                "{effective} is before it was issued ({issued})",
                at=["effective"],
                effective=self.effective,
                issued=self.issued,
            )
        start = self.effective or self.issued
        if self.next_review is not None and self.next_review <= start:
            yield mistake(
                "{review} is not after it came into effect ({effective})",
                at=["next_review"],
                review=self.next_review,
                effective=start,
            )

    def _history(self) -> Iterator[PydanticCustomError]:
        """Versions and days that only grow, up to this version, which takes the place of one of them."""
        for index, (before, after) in enumerate(pairwise(self.history), 1):
            if _numbers(after.version) <= _numbers(before.version):
                message = "version {version} does not come after {before}"
                at = ("history", index, "version")
                yield mistake(message, at=at, version=after.version, before=before.version)
            if after.date < before.date:
                message = "{date} is before the revision above ({before})"
                yield mistake(message, at=("history", index, "date"), date=after.date, before=before.date)
        last = self.history[-1]
        if last.version != self.version:
            yield mistake(
                "the last revision is {last}, not {version}", at=["history"], last=last.version, version=self.version
            )
        elif last.date > self.issued:
            message = "{date} is after the version was issued ({issued})"
            at = ("history", len(self.history) - 1, "date")
            yield mistake(message, at=at, date=last.date, issued=self.issued)
        earlier = [revision.version for revision in self.history[:-1]]
        if self.supersedes is not None and self.supersedes not in earlier:
            yield mistake("there was no version {version}", at=["supersedes"], version=self.supersedes)
        # Versions below 1.0 are drafts: nobody worked by them.
        released = [version for version in earlier if _numbers(version) >= (1, 0)]
        if self.supersedes is None and self.status in _APPROVED and released:
            message, hint = "it does not say which version it replaces", 'write supersedes: "{version}"'
            yield mistake(message, at=["version"], hint=hint, version=released[-1])
        if self.status == "superseded" and self.superseded_by is None:
            hint = "write superseded_by: and the version or the code"
            yield mistake("it does not say what replaced it", at=["status"], hint=hint)
        if self.status != "superseded" and self.superseded_by is not None:
            hint = "write status: superseded"
            yield mistake("only a superseded procedure has a successor", at=["superseded_by"], hint=hint)

    def _roles(self) -> Iterator[PydanticCustomError]:
        """Steps name roles that there are, and every role has a part in one of them."""
        taking_part = {role for step in self.steps for role in step.raci}
        misspelt = taking_part - set(self.roles)
        for index, step in enumerate(self.steps):
            if step.who not in self.roles:
                hint = suggestion(step.who, self.roles)
                yield mistake('no role "{role}"', at=["steps", index, "who"], role=step.who, **hint)
            elif step.raci.get(step.who) not in ("R", "A") and not misspelt:
                message = '"{role}" does the step, but is neither R nor A in it'
                yield mistake(message, at=["steps", index, "who"], role=step.who)
            for role in step.raci:
                if role not in self.roles:
                    hint = suggestion(role, self.roles)
                    yield mistake('no role "{role}"', at=["steps", index, "raci", role], role=role, **hint)
        for role in self.roles:
            if role not in taking_part and not misspelt:
                yield mistake('"{role}" has no letter in any step', at=["roles", role], role=role)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
