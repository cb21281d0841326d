"""What comes between a request and a brief: the answers of each side, the creators' views, the checkpoints."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import (
    Clock,
    Count,
    Day,
    Flag,
    Id,
    Line,
    Model,
    Name,
    Version,
    ZoneName,
    mistake,
    once,
)
from pipeline.model.content_code import ContentCode
from pipeline.model.localized import Localized, Note, at_most
from pipeline.model.range import Posts, Range

Step = Literal["goal", "strategy", "execution", "metrics", "mid-campaign"]
STEPS: tuple[Step, ...] = ("goal", "strategy", "execution", "metrics", "mid-campaign")
"""The checkpoints in their order; all but the last come before a campaign is reviewed."""


class Said(Model):
    """What one side answers, in writing and before the call."""

    who: Id
    """A person's id, or a partnership's for its creator."""
    answer: Localized
    """The answer."""
    why: Localized
    """Why."""
    why_again: Localized | None = None
    """Why that matters, one question deeper."""


class Ambiguity(Model):
    """A word of the answers by which two sides mean different things."""

    word: Annotated[Localized, at_most(30)]
    """The word."""
    meanings: dict[Id, Annotated[Localized, at_most(60)]] = Field(min_length=2, max_length=4)
    """What each side means by it, by the id of a person or a partnership."""


class Question(Model):
    """One of the four questions: what each side said, and what was agreed in the end."""

    said: tuple[Said, ...] = Field(default=(), max_length=50)
    """The answers, one for each side."""
    ambiguous: tuple[Ambiguity, ...] = Field(default=(), max_length=3)
    """Words of the answers that mean different things to two sides."""
    agreed: Localized | None = None
    """What was agreed on the call."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once([answer.who for answer in self.said], "said")


class Answers(Model):
    """The four questions that every side answers."""

    accomplish: Question
    """What we are trying to accomplish."""
    know: Question
    """How we will know that it worked."""
    three_months: Question
    """What success is in three months."""
    cannot_go_wrong: Question
    """The one thing that cannot go wrong."""


class OpenPoint(Model):
    """Something that was left open: who answers it, and by when."""

    what: Localized
    """What is open."""
    who: Id
    """Who answers it, by id."""
    by: Day
    """The day by which it is answered."""


class Alignment(Model):
    """The call on which all sides agree on the four answers."""

    on: Day
    """The day of the call."""
    time: Clock
    """Its time, in `time_zone`."""
    minutes: Literal[30, 45]
    """How long it takes: 30 or 45."""
    time_zone: ZoneName
    """The clock of its time."""
    present: tuple[Id, ...] = Field(default=(), max_length=50)
    """Who was there, by id of a person or of a partnership."""
    represented: tuple[Id, ...] = Field(default=(), max_length=50)
    """The partnerships for which an agent came in place of the creator, by id."""
    answers: Answers
    """The four answers."""
    open: tuple[OpenPoint, ...] = Field(default=(), max_length=20)
    """What was left open."""
    reply_by: Day | None = None
    """The day by which everybody confirms the recap."""
    reply_time: Clock | None = None
    """The time on that day, in `time_zone`."""
    controlling_language: Name | None = None
    """The language whose text counts where what was agreed differs between two, as its tag."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.present, "present")
        yield from once(self.represented, "represented")
        if self.reply_by is not None and self.reply_by < self.on:
            yield mistake("{until} is before {date}", at=["reply_by"], until=self.reply_by, date=self.on)
        if self.reply_time is not None and self.reply_by is None:
            yield mistake("a time without its day", at=["reply_time"], hint="write reply_by:")

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """The four questions by their names, in their order."""
        return tuple((name, getattr(self.answers, name)) for name in Answers.model_fields)

    @property
    def agreed(self) -> bool:
        """Whether all four answers were agreed."""
        return all(question.agreed is not None for _, question in self.questions)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who answered or was there, each once."""
        answered = [said.who for _, question in self.questions for said in question.said]
        return tuple(dict.fromkeys((*answered, *self.present)))

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)


class FormatView(Model):
    """Whether a creator thinks that one deliverable makes sense with their viewers."""

    deliverable: Count
    """Which one, counted from 1 in the order of the campaign's file."""
    ok: Flag
    """Whether it does."""
    why: Localized | None = None
    """Why, or why not."""


class Heard(Model):
    """What we answer to a creator's view."""

    answer: Localized
    """The answer, with what we do about it."""
    by: Id
    """Who answers, by id."""


class View(Model):
    """What a creator expects of one metric, asked before its range is agreed."""

    partnership: Id
    """The partnership's id."""
    metric: Id
    """The metric's id."""
    expects: Range | None = None
    """What they expect, from low to high, in the metric's unit."""
    basis: Localized | None = None
    """What it is based on: "the last five clips"."""
    posts: Posts | None = None
    """How many posts stand behind it."""
    on: Day
    """The day of the answer, or on which we gave up waiting."""
    about_version: Version
    """The version of the campaign that they were asked about, in quotes."""
    format_ok: tuple[FormatView, ...] = Field(default=(), max_length=20)
    """What they think of each deliverable."""
    no_answer: Localized | None = None
    """Why there is no answer, where there is none."""
    heard: Heard | None = None
    """What we answered."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if (self.expects is None) == (self.no_answer is None):
            yield mistake("a view is a range or no answer", hint="write expects:, or no_answer: and the reason")
        if self.no_answer is None and not self.format_ok:
            yield mistake("does not say which formats make sense", hint="write format_ok: with each deliverable")
        numbers = [str(each.deliverable) for each in self.format_ok]
        yield from once(numbers, "format_ok")


class Confirmation(Model):
    """What one side replies to the recap: silence is never a yes."""

    who: Id
    """A person's id, or a partnership's for its creator."""
    version: Version
    """The version of the campaign, in quotes."""
    code: ContentCode
    """The code that the recap bears, in quotes."""
    reply: Literal["yes", "not-so"]
    """yes or not-so."""
    on: Day
    """The day of the reply."""
    corrections: Localized | None = None
    """What is not so."""
    evidence: Note
    """Where the reply is: "mail of Feb 9"."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.reply == "not-so" and self.corrections is None:
            yield mistake("does not say what is wrong", at=["reply"], hint="write corrections:")


class Checkpoint(Model):
    """A moment at which the question of one step is asked before the next begins."""

    step: Step
    """goal, strategy, execution, metrics or mid-campaign."""
    planned: Day
    """The day that was planned."""
    held: Day | None = None
    """The day on which it was held."""
    present: tuple[Id, ...] = Field(default=(), max_length=50)
    """Who was there, by id."""
    question: Localized
    """The question."""
    outcome: Localized | None = None
    """What came of it."""
    changed: tuple[Line, ...] = Field(default=(), max_length=20)
    """The fields that changed because of it."""
    skipped: Localized | None = None
    """Why it was skipped, where it was."""

    @property
    def done(self) -> bool:
        """Whether it was held or skipped with a reason."""
        return self.held is not None or self.skipped is not None

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.present, "present")
        if self.held is not None and self.skipped is not None:
            yield mistake("was held and skipped", at=["skipped"], hint="keep one of them")
        if self.held is not None and self.outcome is None:
            yield mistake("does not say what came of it", at=["held"], hint="write outcome:")
