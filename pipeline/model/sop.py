"""A standard operating procedure: its control block, roles, steps and who answers for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.errors import suggestion
from pipeline.model.base import Code, Day, Id, Model, Name, Version, mistake
from pipeline.model.localized import Localized

StepName = Literal["vetting", "briefing", "execution", "measurement", "optimisation", "payment"]
Letter = Literal["R", "A", "C", "I"]


class Signed(Model):
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


class Definition(Model):
    """A term of the procedure."""

    term: Localized
    """The term."""
    text: Localized
    """What it means here."""


class Role(Model):
    """A role of the procedure and who holds it."""

    name: Localized
    """What the role is called."""
    held_by: Localized
    """Who holds it: a person, or who that is in each partnership."""


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
        # Who is accountable may do the work alone: then A stands for both.
        if "R" not in letters and self.raci.get(self.who) != "A":
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
    """The day this version was approved."""
    effective: Day
    """The day from which it is in force."""
    next_review: Day
    """The day by which it is reviewed."""
    supersedes: Version | None = None
    """The version it takes the place of."""
    owner: Id
    """Who answers for it, by id."""
    author: Id
    """Who wrote it, by id; nobody approves what they wrote."""
    reviewers: tuple[Signed, ...] = Field(default=(), max_length=20)
    """Who reviewed it, and when."""
    approvers: tuple[Signed, ...] = Field(default=(), max_length=20)
    """Who approved it, and when."""
    distribution: Localized
    """Who gets it."""
    retention: Localized
    """How long it is kept, and where."""
    controlling_language: Name
    """The language whose text prevails."""
    history: tuple[Revision, ...] = Field(min_length=1, max_length=100)
    """Every version so far, this one last."""
    purpose: Localized
    """What it is for."""
    scope: Localized
    """What and whom it covers."""
    definitions: tuple[Definition, ...] = Field(default=(), max_length=50)
    """Terms it uses."""
    roles: dict[Id, Role] = Field(min_length=1, max_length=20)
    """The roles, by id."""
    steps: tuple[Step, ...] = Field(min_length=1, max_length=50)
    """The steps, in order."""
    escalation: Localized
    """Whom to turn to when a step stalls."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from self._life()
        yield from self._roles()

    def _life(self) -> Iterator[PydanticCustomError]:
        for index, approval in enumerate(self.approvers):
            if approval.person == self.author:
                yield mistake("the author does not approve", at=["approvers", index, "person"])
            if approval.date > self.effective >= self.issued:
                yield mistake(
                    "approved after it came into effect ({date})", at=["approvers", index, "date"], date=self.effective
                )
        if self.status in ("in-force", "superseded") and not self.approvers:
            yield mistake("nobody has approved it", at=["status"], hint="a procedure without approval is a draft")
        if self.effective < self.issued:
            yield mistake(
                "{effective} is before it was issued ({issued})",
                at=["effective"],
                effective=self.effective,
                issued=self.issued,
            )
        if self.next_review <= self.effective:
            yield mistake(
                "{review} is not after it came into effect ({effective})",
                at=["next_review"],
                review=self.next_review,
                effective=self.effective,
            )
        if self.history[-1].version != self.version:
            yield mistake(
                "the last revision is {last}, not {version}",
                at=["history"],
                last=self.history[-1].version,
                version=self.version,
            )
        if self.supersedes is not None and self.supersedes not in {revision.version for revision in self.history[:-1]}:
            yield mistake("there was no version {version}", at=["supersedes"], version=self.supersedes)

    def _roles(self) -> Iterator[PydanticCustomError]:
        for index, step in enumerate(self.steps):
            if step.who not in self.roles:
                hint = suggestion(step.who, self.roles)
                yield mistake('no role "{role}"', at=["steps", index, "who"], role=step.who, **hint)
            for role in step.raci:
                if role not in self.roles:
                    hint = suggestion(role, self.roles)
                    yield mistake('no role "{role}"', at=["steps", index, "raci", role], role=role, **hint)
