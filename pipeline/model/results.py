"""What came of a campaign: counts of each post, orders of each partnership, costs of each market, and their proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.address import WebLink
from pipeline.model.base import Count, Currency, Day, Id, Line, Model, PositiveAmount, minor_units, mistake, once
from pipeline.model.localized import Localized
from pipeline.model.range import Rate
from pipeline.model.review import Audience, Lift, MarketReview, Sentiment

Counted = Annotated[int, Field(ge=0, le=10**12, strict=True, examples=[12400])]
"""How often something was counted. What was not counted is left out: that is not 0."""

_PARTS = (("reach", "views"), ("completions", "starts"))
"""Counts of which the first is part of the second."""


class Counts(Model):
    """What one post was counted to have. A count that nobody has is left out."""

    views: Counted | None = None
    """Plays that the platform counts."""
    reach: Counted | None = None
    """People who saw it, each once."""
    impressions: Counted | None = None
    """How often it was shown."""
    likes: Counted | None = None
    """Likes."""
    comments: Counted | None = None
    """Comments."""
    shares: Counted | None = None
    """Shares and reposts."""
    saves: Counted | None = None
    """Saves."""
    starts: Counted | None = None
    """How often it was started."""
    completions: Counted | None = None
    """How often it was watched to its end."""
    clicks: Counted | None = None
    """Clicks on the link."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for part, whole in _PARTS:
            less, more = getattr(self, part), getattr(self, whole)
            if less is not None and more is not None and less > more:
                message = "{part} ({less}) is more than {whole} ({more}), which it is part of"
                hint = "look whether both are of the same post and the same report"
                yield mistake(message, at=[part], hint=hint, part=part, less=less, whole=whole, more=more)


class LabelCheck(Model):
    """Who saw that the ad label stands where it has to."""

    who: Id
    """A person, by id."""
    on: Day
    """The day on which they looked."""


class PostResult(Model):
    """One post as it went out, and what was counted."""

    partnership: Id
    """The partnership's id."""
    deliverable: Count
    """Which of the partnership's deliverables it is, from 1."""
    post: Count = 1
    """Which of the deliverable's posts it is, from 1."""
    url: WebLink | None = None
    """Its address."""
    live_on: Day | None = None
    """The day on which it went out."""
    label_ok: LabelCheck | None = None
    """Who saw that the ad label stands where it has to."""
    organic: Counts = Counts()
    """What came without money for promotion."""
    paid: Counts = Counts()
    """What came by money for promotion."""
    source: Literal["server", "platform", "screenshot"] | None = None
    """Where the counts come from: our server, the platform's own figures, or the creator's screenshot."""
    proof: Line | None = None
    """Where that can be seen: a file, a report, a mail."""

    @property
    def counted(self) -> bool:
        """Whether anything was counted."""
        return any(count is not None for counts in (self.organic, self.paid) for _, count in counts)

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.counted and self.source is None:
            yield mistake("counts have no source", hint="write source: server, platform or screenshot")
        if self.counted and self.live_on is None:
            yield mistake("counts of a post that did not go out", hint="write live_on: and the day")


class Orders(Model):
    """First orders of one partnership, each counted once."""

    by_link: Counted
    """Those that came by the link."""
    by_code: Counted
    """Those that have the promo code."""
    both: Counted
    """Those that came by the link and have the code too: they stand in both counts, and count once."""
    proof: Line | None = None
    """Where that can be seen."""

    @property
    def total(self) -> int:
        """All of them, each once."""
        return self.by_link + self.by_code - self.both

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        least = min(self.by_link, self.by_code)
        if self.both > least:
            message = "{both} have both, but only {least} have one of them"
            yield mistake(message, at=["both"], both=self.both, least=least)


class InterimCount(Model):
    """What was counted while orders still came in: it decides nothing, and is kept beside the final count."""

    counted_through: Day
    """The last day of which clicks counted then."""
    measured: Day
    """The day on which it was read off."""
    orders: dict[Id, Orders] = Field(max_length=500)
    """First orders by then, by partnership."""
    can_move: tuple[Localized, ...] = Field(default=(), max_length=5)
    """What could still be changed then: framing, pinned link, replies, hour."""


class Cost(Model):
    """Something that was paid for a market's part of the campaign."""

    what: Localized
    """What for, in a few words."""
    amount: PositiveAmount
    """The sum, before tax unless the campaign counts with it."""
    currency: Currency
    """Its currency."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.amount, self.currency, "amount")


class Results(Model):
    """content/results/<campaign>.yaml: what came of a campaign."""

    as_of: Literal["interim", "final"]
    """interim while orders still come in, final when all are counted."""
    counted_through: Day
    """The last day of which clicks count."""
    measured: Day
    """The day on which all of this was read off."""
    rates: tuple[Rate, ...] = Field(default=(), max_length=20)
    """The exchange rates that were used, as they were agreed."""
    costs: dict[Id, Annotated[tuple[Cost, ...], Field(max_length=100)]] = Field(default={}, max_length=50)
    """What was paid, by market; it is shared among its creators as their fees are."""
    posts: tuple[PostResult, ...] = Field(default=(), max_length=1000)
    """The posts that went out."""
    orders: dict[Id, Orders] = Field(default={}, max_length=500)
    """First orders, by partnership."""
    audiences: dict[Id, Audience] = Field(default={}, max_length=500)
    """What is known of each creator's followers, by partnership."""
    lift: dict[Id, Lift] = Field(default={}, max_length=50)
    """Who knows the brand, among those who saw the posts and among others, by market."""
    sentiment: dict[Id, Sentiment] = Field(default={}, max_length=50)
    """What comments say, by market."""
    also: tuple[Id, ...] = Field(default=(), max_length=20)
    """Metrics of which no range was agreed: they are told, and not judged."""
    interim: InterimCount | None = None
    """The count before the last one."""
    review: dict[Id, MarketReview] = Field(default={}, max_length=50)
    """What each market's result came from, and what changes."""
    three_months: Localized | None = None
    """What came of the success that was promised in three months."""

    moved_fields: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "scorecards": N_(
                "scorecards stand in content/scorecards/, a file for each creator; briefs migrate moves them"
            )
        }
    )

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.also, "also")
        yield from self._interim_before()
        if self.measured < self.counted_through:
            message = "{measured} is before {through}, through which it counts"
            yield mistake(message, at=["measured"], measured=self.measured, through=self.counted_through)
        seen: dict[tuple[str, int, int], int] = {}
        for index, post in enumerate(self.posts):
            key = (post.partnership, post.deliverable, post.post)
            if key in seen:
                message = N_("this post stands in the list twice")
                yield mistake(message, at=["posts", index], hint="the first is number {first}", first=seen[key] + 1)
            seen.setdefault(key, index)
            if post.live_on is not None and post.live_on > self.measured:
                message = N_("went out on {day}, after {measured}, when it was counted")
                yield mistake(message, at=["posts", index, "live_on"], day=post.live_on, measured=self.measured)

    def _interim_before(self) -> Iterator[PydanticCustomError]:
        if self.interim is None:
            return
        if self.as_of == "interim":
            hint = N_("the whole file is the interim count until it is final: remove interim:")
            yield mistake(N_("an interim count beside an interim count"), at=["interim"], hint=hint)
        elif self.interim.measured >= self.measured:
            message = N_("{measured} is not before {last}")
            at = ["interim", "measured"]
            yield mistake(message, at=at, measured=self.interim.measured, last=self.measured)
