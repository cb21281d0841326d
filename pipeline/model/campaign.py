"""A campaign: everything that was agreed, with its partnerships."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.model.base import Amount, Clock, Count, Day, Id, Model, Token, mistake
from pipeline.model.localized import Localized
from pipeline.model.market import TermsOverride
from pipeline.model.metric import Range, Target, Tier

Status = Literal["draft", "in-review", "in-force", "superseded"]
MilestoneKind = Literal["product", "advance", "draft", "feedback", "final", "approval", "report", "payment"]
Texts = tuple[Localized, ...]
AtMostThree = Annotated[Texts, Field(max_length=3)]


class Objective(Model):
    """Why the campaign exists: the business need, what it asks of the content, how it may fail."""

    business: Localized
    content: Localized
    success_in_three_months: Localized
    cannot_go_wrong: Localized


class Pillar(Model):
    """A theme that runs through all content."""

    name: Localized
    text: Localized


class Measure(Model):
    """A metric that this campaign is judged by: why, and who tracks it."""

    metric: Id
    tier: Tier
    why: Localized
    owner: Id
    tracked_by: Localized
    in_brief: bool = False


class Messages(Model):
    """What is to be said, may be said and must not be said."""

    must: AtMostThree
    may: AtMostThree = ()
    must_not: AtMostThree = ()


class Freedom(Model):
    """What the creator decides, what is fixed, and what works well or badly."""

    yours: Localized
    fixed: Localized
    good: Localized
    avoid: Localized


class Milestone(Model):
    """A dated step, in the market's time zone. `what` replaces the usual words for its kind."""

    milestone: MilestoneKind
    date: Day
    time: Clock | None = None
    what: Localized | None = None


class Framing(Model):
    """One way into the story that a creator may pick."""

    name: Localized
    opening: Localized
    why: Localized


class MarketSection(Model):
    """What the campaign means in one market."""

    strategy: Localized
    meaning: Localized
    framings: tuple[Framing, ...] = Field(min_length=2, max_length=4)
    messages: Messages = Messages(must=())
    targets: dict[Id, Target]
    schedule: tuple[Milestone, ...] = Field(min_length=1, max_length=7)

    @model_validator(mode="after")
    def _schedule_in_order(self) -> MarketSection:
        for index, (before, after) in enumerate(zip(self.schedule, self.schedule[1:], strict=False), 1):
            if after.date < before.date:
                raise mistake(
                    "{after} is before {before}, the date of the step above",
                    at=["schedule", index, "date"],
                    after=after.date,
                    before=before.date,
                )
        return self


class Publication(Model):
    """One post: when it goes out, in the creator's time zone, and its advertising id.

    With `until` it may go out on any day of the window.
    """

    date: Day
    time: Clock | None = None
    until: Day | None = None
    erid: Token | None = None

    @model_validator(mode="after")
    def _window_in_order(self) -> Publication:
        if self.until is not None and self.until < self.date:
            raise mistake("{until} is before {date}", at=["until"], until=self.until, date=self.date)
        return self


class Deliverable(Model):
    """What is to be made. `length` is seconds, `parts` the frames of one post."""

    platform: Id
    format: Id
    count: Count
    parts: Count | None = None
    length: Range | None = None
    aspect: Token | None = None
    detail: Localized | None = None
    publish: tuple[Publication, ...] = Field(min_length=1)
    stays_up_until: Day
    language: str | None = None

    @model_validator(mode="after")
    def _dates_agree(self) -> Deliverable:
        if len(self.publish) not in (1, self.count):
            raise mistake(
                "{count} posts, but {dates} publication dates",
                at=["publish"],
                count=self.count,
                dates=len(self.publish),
                hint="give one date for each post, or one window for all",
            )
        for index, publication in enumerate(self.publish):
            if publication.date > self.stays_up_until:
                raise mistake(
                    "goes out on {date}, after the day it may come down ({end})",
                    at=["publish", index, "date"],
                    date=publication.date,
                    end=self.stays_up_until,
                )
        return self


class Fee(Model):
    """What the creator is paid. `taxes` says whether and which taxes the amount includes."""

    amount: Amount
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    taxes: Localized


class Term(Model):
    """Test or long term: said up front, with what comes next."""

    kind: Literal["test", "long-term"]
    note: Localized


class Tracking(Model):
    """How results are attributed: link, promo code, attribution window in days."""

    link: Token
    code: Token
    window_days: Count


class Partnership(Model):
    """One creator in one market: what exactly was agreed."""

    number: Token
    creator: Id
    market: Id
    ask: Localized
    term: Term
    fee: Fee
    tracking: Tracking
    deliverables: tuple[Deliverable, ...] = Field(min_length=1)
    overrides: TermsOverride | None = None


class Product(Model):
    """What is advertised, as it is named in each language."""

    name: Localized


class Campaign(Model):
    """content/campaigns/<id>.yaml."""

    name: Localized
    code: Token
    version: str = Field(pattern=r"^\d+\.\d+$", strict=True)
    issued: Day
    status: Status
    owner: Id
    product: Product
    objective: Objective
    audience: Localized
    pillars: tuple[Pillar, ...] = Field(min_length=3, max_length=4)
    metrics: tuple[Measure, ...] = Field(min_length=1)
    not_yours: Localized
    messages: Messages
    freedom: Freedom
    markets: dict[Id, MarketSection] = Field(min_length=1)
    partnerships: dict[Id, Partnership] = {}

    @model_validator(mode="after")
    def _one_primary_metric(self) -> Campaign:
        primary = [index for index, measure in enumerate(self.metrics) if measure.tier == "primary"]
        if not primary:
            raise mistake("no primary metric", at=["metrics"], hint="give exactly one metric the tier primary")
        if len(primary) > 1:
            raise mistake(
                "a second primary metric", at=["metrics", primary[1], "tier"], hint="exactly one metric is primary"
            )
        outcomes = [index for index, measure in enumerate(self.metrics) if measure.tier != "diagnostic"]
        if len(outcomes) > 3:
            raise mistake(
                "{count} outcome metrics; a campaign has at most three",
                at=["metrics", outcomes[3]],
                hint="make the others diagnostic",
                count=len(outcomes),
            )
        return self
