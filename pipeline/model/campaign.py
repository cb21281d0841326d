"""A campaign: everything that was agreed, in every market."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Colour, Count, Day, Flag, Id, Model, Name, Version, mistake, once
from pipeline.model.codes import Code
from pipeline.model.content import PostContent, ProductStill, Still
from pipeline.model.content_code import ScopeName
from pipeline.model.localized import Localized, at_most
from pipeline.model.market import Framing
from pipeline.model.metric import Tier
from pipeline.model.partnership import CancelledPartnership, Partnership
from pipeline.model.range import Actual, CountingMethod, Measurement, MetricTarget, OtherCosts, PlannedInput
from pipeline.model.schedule import Schedule, Wave

Status = Literal["draft", "in-review", "in-force", "closed", "stopped", "superseded"]
Texts = tuple[Localized, ...]
AtMostThree = Annotated[Texts, Field(max_length=3)]


class Objective(Model):
    """Why the campaign exists: the business need, what it asks of the content, how it may fail."""

    business: Localized
    """What the business needs, in one sentence."""
    content: Localized
    """What that asks of the content, in one sentence."""
    success_in_three_months: Localized
    """What success is in three months."""
    cannot_go_wrong: Localized
    """The one thing that cannot go wrong."""


class Pillar(Model):
    """A theme that runs through all content."""

    name: Annotated[Localized, at_most(40)]
    """The theme in two or three words."""
    text: Localized
    """What it means, in one line."""


class Measure(Model):
    """A metric that this campaign is judged by: why, and who tracks it."""

    metric: Id
    """The metric's id."""
    tier: Tier
    """primary (exactly one), context or diagnostic."""
    why: Localized
    """Why it counts, in a few words."""
    owner: Id | None = None
    """Who answers for it, by id; for the primary metric by default the organization's `finance`."""
    tracked_by: Localized
    """Who counts it, as a creator knows them."""
    in_brief: Flag = False
    """Whether it is for creators; at most three. Trackers judge by it; briefs show it, unless its range is in money."""
    counted: CountingMethod | None = None
    """How it is counted in every market, where that is not as the campaign's other metrics."""


class Messages(Model):
    """What is to be said, may be said and must not be said."""

    must: Annotated[Texts, Field(max_length=6)]
    """What has to be said; three are kept in mind, six are possible."""
    may: AtMostThree = ()
    """What may be said; at most three."""
    must_not: AtMostThree = ()
    """What must not be said; at most three."""


class Freedom(Model):
    """What the creator decides, what is fixed, and what works well or badly."""

    yours: Localized
    """What the creator decides."""
    fixed: Localized
    """What does not change."""
    good: Localized
    """What works well."""
    avoid: Localized
    """What works badly."""


class MarketSection(Schedule):
    """What the campaign means in one market."""

    strategy: Localized
    """What this market is for in the next 12 months."""
    meaning: Localized
    """What the objective means here, in two lines."""
    approved_framings: tuple[Id, ...] = Field(default=(), max_length=4)
    """Openings approved for the market, by id."""
    framings: tuple[Framing, ...] = Field(default=(), max_length=4)
    """Openings of this campaign; two to four to choose from in all."""
    messages: Messages = Messages(must=())
    """What is said in this market beside the campaign's own messages."""
    content: PostContent = PostContent()
    """What every post carries here: hashtags, mentions, music, words on the screen."""
    targets: dict[Id, MetricTarget] = Field(max_length=50)
    """The agreed range of each metric."""
    plan: dict[Id, PlannedInput] = Field(default={}, max_length=20)
    """What goes into the primary metric's formula as planned, by input: cost, conversions."""
    costs: OtherCosts | None = None
    """What of the planned cost goes elsewhere than to creators, by kind: product, agency, promotion."""
    results: dict[Id, Actual] = Field(default={}, max_length=50)
    """What was reached, by metric, once it is counted."""
    reply_by: Day | None = None
    """The day by which creators answer their brief: before the first step that waits for their yes."""
    trial_days: Count | None = None
    """How many days creators try the product before their drafts are due, where posts tell of a trial."""
    waves: dict[Id, Schedule] = Field(default={}, max_length=12)
    """The dates of each wave, by its id: steps of a kind that it names take the place of those above."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from super().broken_rules()
        yield from self._framings_to_choose_from()

    def _framings_to_choose_from(self) -> Iterator[PydanticCustomError]:
        yield from once(self.approved_framings, "approved_framings")
        count = len(self.approved_framings) + len(self.framings)
        if not 2 <= count <= 4:
            yield mistake("found {count}; a creator chooses from two to four", at=["framings"], count=count)


class Product(Model):
    """What is advertised, as it is named in each language."""

    name: Localized
    """The product's name."""
    picture: ProductStill | None = None
    """How it looks."""


class Campaign(Model):
    """content/campaigns/<id>.yaml: one campaign, in every market."""

    name: Annotated[Localized, at_most(50)]
    """The campaign's name."""
    code: Code
    """The first part of its documents' ids, in quotes."""
    version: Version
    """Major and minor, in quotes: "1.2"; raise it with every change that is sent."""
    issued: Day
    """The day this version was issued; documents print it."""
    status: Status
    """draft, in-review, in-force, closed, stopped or superseded."""
    owner: Id
    """Who runs it, by id."""
    approvers: tuple[Id, ...] = Field(min_length=1, max_length=20)
    """Who approves it, by id."""
    approves: dict[ScopeName, tuple[Id, ...]] = Field(default={}, max_length=100)
    """Who of them approves what, by scope (money, numbers, message, market: with its id), where it is not the usual."""
    languages: tuple[Name, ...] = Field(default=(), max_length=20)
    """More languages that its documents are printed in, beside those of the organization, its markets and creators."""
    kinds: tuple[Id, ...] | None = Field(default=None, min_length=1, max_length=100)
    """The kinds of documents that it needs, such as brief; without it, all that the organization uses."""
    accent: Colour | None = None
    """Its own color beside the organization's, for its name, its figures and its ranges: at least 7:1 on white."""
    product: Product
    """What is advertised."""
    objective: Objective
    """Why it exists."""
    audience: Localized
    """Whom it is for, in two lines."""
    pillars: tuple[Pillar, ...] = Field(min_length=3, max_length=4)
    """Three or four themes."""
    measurement: Measurement
    """How its numbers are counted."""
    metrics: tuple[Measure, ...] = Field(min_length=1, max_length=50)
    """What it is judged by: one primary metric, at most three outcomes."""
    not_yours: Localized
    """What is not the creator's to answer for."""
    yours: Localized | None = None
    """What is the creator's to answer for."""
    messages: Messages
    """What is said in every market."""
    freedom: Freedom
    """What creators decide."""
    waves: dict[Id, Wave] = Field(default={}, max_length=12)
    """Parts of the campaign that go out one after the other, each with dates of its own; markets have the dates."""
    markets: dict[Id, MarketSection] = Field(min_length=1, max_length=100)
    """What it means in each market, by market id."""
    partnerships: dict[Id, Partnership] = Field(default={}, max_length=500)
    """Who makes what, by partnership id."""
    cancelled: dict[Id, CancelledPartnership] = Field(default={}, max_length=500)
    """Partnerships that an earlier version had and that are called off, by the ids that they had."""

    @property
    def creators(self) -> frozenset[str]:
        """Everyone whom its documents name, by id."""
        agreed = {partnership.creator for partnership in self.partnerships.values()}
        return frozenset(agreed | {called_off.creator for called_off in self.cancelled.values()})

    @property
    def pictures(self) -> Iterator[Still]:
        """Every picture that its documents print."""
        if self.product.picture is not None:
            yield self.product.picture
        contents = [section.content for section in self.markets.values()]
        contents += [partnership.content for partnership in self.partnerships.values()]
        references = (reference for content in contents for reference in content.references)
        yield from (reference.picture for reference in references if reference.picture is not None)

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.approvers, "approvers")
        yield from once(self.languages, "languages")
        yield from once(self.kinds or (), "kinds")
        yield from self._one_primary_metric()
        yield from self._each_metric_once()
        yield from self._waves_known()
        for name in self.cancelled.keys() & self.partnerships.keys():
            hint = "remove it here, or there"
            yield mistake("is called off, and stands under partnerships: too", at=["cancelled", name], hint=hint)
        yield from self._dated()

    def _dated(self) -> Iterator[PydanticCustomError]:
        if self.status == "draft":
            return
        hint = "write the dated steps, in order; only a draft can do without"
        for market, section in self.markets.items():
            dates: dict[tuple[str, ...], Schedule] = {("waves", name): wave for name, wave in section.waves.items()}
            for place, own in (dates or {(): section}).items():
                if not (own.schedule or section.schedule):
                    yield mistake("no dates", at=["markets", market, *place, "schedule"], hint=hint)

    def _waves_known(self) -> Iterator[PydanticCustomError]:
        hint = "give it a name in waves: of the campaign"
        for market, section in self.markets.items():
            for wave in [name for name in section.waves if name not in self.waves]:
                yield mistake('no wave "{wave}"', at=["markets", market, "waves", wave], hint=hint, wave=wave)
        for name, partnership in self.partnerships.items():
            if partnership.market in self.markets:
                dated = self.markets[partnership.market].waves
                yield from self._in_a_wave(["partnerships", name], partnership, list(dated))

    def _in_a_wave(self, at: list[str], partnership: Partnership, dated: list[str]) -> Iterator[PydanticCustomError]:
        if partnership.wave is None and dated:
            hint = "write wave: and one of these: {waves}"
            yield mistake("belongs to no wave", at=at, hint=hint, waves=", ".join(dated))
        elif partnership.wave is not None and partnership.wave not in dated:
            message = 'the market {market} has no dates for the wave "{wave}"'
            hint = "write them in markets: {market}: waves: {wave}:"
            at = [*at, "wave"]
            yield mistake(message, at=at, hint=hint, market=partnership.market, wave=partnership.wave)

    def _one_primary_metric(self) -> Iterator[PydanticCustomError]:
        primary = [index for index, measure in enumerate(self.metrics) if measure.tier == "primary"]
        if not primary:
            yield mistake("no primary metric", at=["metrics"], hint="give exactly one metric the tier primary")
        if len(primary) > 1:
            yield mistake(
                "a second primary metric", at=["metrics", primary[1], "tier"], hint="exactly one metric is primary"
            )
        diagnostic = [index for index, measure in enumerate(self.metrics) if measure.tier == "diagnostic"]
        if len(diagnostic) > 3:
            yield mistake(
                "{count} diagnostic metrics; a one-pager explains at most three",
                at=["metrics", diagnostic[3]],
                hint="keep the three that say why the primary one is what it is",
                count=len(diagnostic),
            )
        outcomes = [index for index, measure in enumerate(self.metrics) if measure.tier != "diagnostic"]
        if len(outcomes) > 3:
            yield mistake(
                "{count} outcome metrics; a campaign has at most three",
                at=["metrics", outcomes[3]],
                hint="make the others diagnostic",
                count=len(outcomes),
            )

    def _each_metric_once(self) -> Iterator[PydanticCustomError]:
        seen = set()
        for index, measure in enumerate(self.metrics):
            if measure.metric in seen:
                yield mistake('"{metric}" appears twice', at=["metrics", index, "metric"], metric=measure.metric)
            seen.add(measure.metric)
        shown = [index for index, measure in enumerate(self.metrics) if measure.in_brief]
        if len(shown) > 3:
            yield mistake("a brief shows at most three metrics", at=["metrics", shown[3], "in_brief"])
