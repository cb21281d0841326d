"""How a partnership went: four scores, what was decided, and how we kept our own word."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import Amount, Count, Day, Flag, Id, Model, mistake, once
from pipeline.model.localized import Localized

Points = Annotated[int, Field(ge=1, le=5, strict=True, examples=[4])]
DecisionKind = Literal["scale", "coach", "end", "not-yet"]
Gate = Literal["label", "rival", "followers"]

_APART = 2
"""How far two raters may not lie apart on one question before they have talked."""


class Weights(Model):
    """What each score counts; equal ones are right until somebody can say why not."""

    quality: Amount = Decimal(1)
    """The audience: real followers, and those whom the campaign is for."""
    delivery: Amount = Decimal(1)
    """On time."""
    alignment: Amount = Decimal(1)
    """How well the posts fit what was agreed."""
    content: Amount = Decimal(1)
    """How good they are."""


class Scoring(Model):
    """How scores are made and what follows from them, fixed before any result is known."""

    agreed: Day
    """The day on which it was fixed."""
    reason: Localized
    """Why these numbers."""
    weights: Weights = Weights()
    """What each score counts."""
    on_time: dict[Id, Annotated[Amount, Field(le=1)]] = Field(default={}, max_length=100)
    """The usual share of what comes on time, 0 to 1, by market; few deliveries are drawn to it."""
    drawn: Count = 5
    """As many usual deliveries are added to a creator's own."""
    least_posts: Count = 3
    """Below so many posts nothing is decided."""
    least_orders: Count = 100
    """Below so many orders nothing is decided."""
    scale_from: Amount = Decimal(75)
    """The mean from which somebody is asked for more."""
    part_from: Amount = Decimal(60)
    """What no score may lie below."""
    end_below: Amount = Decimal(50)
    """A mean below this twice running ends it."""


class Rating(Model):
    """What one person thinks, before results are known: four questions each, 1 (not at all) to 5 (fully)."""

    by: Id
    """Who, by id."""
    on: Day
    """The day, before results were counted."""
    alignment: tuple[Points, Points, Points, Points]
    """Message said; nothing forbidden; label right; brief followed."""
    content: tuple[Points, Points, Points, Points]
    """Opening holds; product seen in use; own voice; questions answered."""
    why: Localized | None = None
    """Why, in a few words."""


class Delivery(Model):
    """Something that the creator sent or published."""

    what: Literal["draft", "final", "post", "report"]
    """What it was."""
    due: Day
    """The agreed day."""
    on: Day
    """The day on which it came."""
    notice: Flag = False
    """Whether a delay was told beforehand."""
    our_fault: Flag = False
    """Whether we were the reason: then it does not count."""

    @property
    def score(self) -> Decimal:
        """1 on time, a half for one day late with notice, else 0."""
        late = (self.on - self.due).days
        return Decimal(1) if late <= 0 else Decimal("0.5") if late == 1 and self.notice else Decimal(0)


class Kept(Model):
    """Something that we promised: the agreed day, and when it came."""

    due: Day
    """The agreed day."""
    on: Day
    """The day on which it came."""


class Ours(Model):
    """How we kept our word, where the campaign's records under kept: do not say it already."""

    paid: tuple[Kept, ...] = Field(default=(), max_length=20)
    """Each payment."""
    notes: tuple[Kept, ...] = Field(default=(), max_length=20)
    """Each list of notes."""
    contacts: Count = 1
    """How many of us wrote to them; one was promised."""
    silent_changes: Annotated[int, Field(ge=0, le=999, strict=True)] = 0
    """Changes that nobody told them of beforehand."""


class Told(Model):
    """An answer that the creator was given."""

    on: Day
    """The day."""
    kind: DecisionKind
    """What was said."""


class Decision(Model):
    """What was decided, and how it was told."""

    kind: DecisionKind
    """scale, coach, end or not-yet, as it follows from scores and results."""
    reason: Localized
    """One reason, as the creator reads it."""
    one_change: Localized | None = None
    """The one thing to change; only with coach."""
    helper: Id | None = None
    """Who helps with it, by id."""
    by: Day | None = None
    """By when."""
    told: tuple[Told, ...] = Field(default=(), max_length=10)
    """What the creator was told, and when."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        whole = None not in (self.one_change, self.helper, self.by)
        if self.kind == "coach" and not whole:
            hint = N_("write one_change:, helper: and by:")
            yield mistake(N_("coach names exactly one change, who helps, and by when"), hint=hint)
        if self.kind != "coach" and self.one_change is not None:
            yield mistake(N_("only coach has a change"), at=["one_change"], hint=N_("remove it"))


class Scorecard(Model):
    """How one partnership went."""

    ratings: tuple[Rating, ...] = Field(min_length=2, max_length=5)
    """What at least two people think, each on their own."""
    deliveries: tuple[Delivery, ...] = Field(default=(), max_length=200)
    """What came, and when."""
    gates: tuple[Gate, ...] = Field(default=(), max_length=3)
    """What rules out more work: a missing label, a rival within the exclusivity, bought followers."""
    warned: Flag = False
    """Whether they were warned of such a thing before."""
    ours: Ours = Ours()
    """How we kept our word."""
    decision: Decision
    """What was decided."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once([rating.by for rating in self.ratings], "ratings")
        for field in ("alignment", "content"):
            for question, given in enumerate(zip(*(getattr(rating, field) for rating in self.ratings), strict=True)):
                if max(given) - min(given) >= _APART:
                    message = N_("raters lie {gap} apart on question {number} of {field}")
                    hint = N_("talk about it, and rate again")
                    values = {"gap": max(given) - min(given), "number": question + 1}
                    yield mistake(message, at=["ratings"], hint=hint, field=field, **values)


class Scorecards(Model):
    """content/scorecards/<creator>.yaml: how a creator's partnerships went, and what was decided."""

    campaigns: dict[Id, Annotated[dict[Id, Scorecard], Field(min_length=1, max_length=50)]] = Field(max_length=500)
    """By campaign, each of the creator's partnerships in it."""
