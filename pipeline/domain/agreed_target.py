"""A range that a market agreed to, beside its past results, its plan and what it reached."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.domain.metrics import Baseline
from pipeline.domain.trend import Trend, trend
from pipeline.model.campaign import MarketSection
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.range import Actual, MetricTarget

Place = Literal["inside", "above", "below"]


@dataclass(frozen=True)
class AgreedTarget:
    """What one market agreed to reach on one metric, and what it reached before.

    `reached` is this campaign's result in the target's currency, `planned` what its market's plan comes to there;
    the range is of `year`, that of the market's last date; `stated` are the differences that allow the value to stand
    where it does. `chance` is from what to what chance alone could have taken the result.
    """

    name: str
    market: Market
    section: MarketSection
    target: MetricTarget
    past: Baseline | None
    actual: Actual | None
    reached: Decimal | None
    planned: Decimal | None
    stated: tuple[Localized, ...]
    year: int
    chance: tuple[Decimal, Decimal] | None = None

    @property
    def trend(self) -> Trend | None:
        """What the market's past results come to."""
        return trend(self.past.values, self.target) if self.past else None

    @property
    def latest(self) -> Decimal | None:
        """What it came to last: in this campaign or, before that has a result, in the one before."""
        return self.reached if self.reached is not None else self.past.values[-1] if self.past else None

    @property
    def standing(self) -> Place | Literal[""]:
        """Where the latest result lies; empty where there is none."""
        return "" if self.latest is None else self.place(self.latest)

    @property
    def excess(self) -> Decimal:
        """How far the latest result lies outside the range, in shares of the end that it passed."""
        end = {"above": self.target.high, "below": self.target.low}.get(self.standing)
        if end is None or self.latest is None:
            return Decimal()
        return abs(self.latest - end) / (end or Decimal(1))

    @property
    def step(self) -> Decimal | None:
        """From the last result of the past to what is planned."""
        return None if self.planned is None or not self.past else self.planned - self.past.values[-1]

    @property
    def departs(self) -> bool:
        """Whether the range leaves the market's history."""
        return self.past is not None and not self.past.holds(self.target)

    @property
    def outside(self) -> int:
        """How many past results lie outside the range."""
        return sum(self.place(value) != "inside" for value in (self.past.values if self.past else ()))

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The past results and this campaign's."""
        reached = () if self.reached is None else (self.reached,)
        return (*(self.past.values if self.past else ()), *reached)

    def place(self, value: Decimal) -> Place:
        """Where a value lies: "inside" the range, "above" or "below" it."""
        high = self.target.high
        return "above" if high is not None and value > high else "below" if value < self.target.low else "inside"
