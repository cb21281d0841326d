"""What creators are paid in a year, over all campaigns, beside the lines that rules draw there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.agreement import agreement
from pipeline.reading.project import Project


@dataclass(frozen=True)
class YearlyTotal:
    """What one creator is paid in a year in one market's campaigns, beside the amount that a rule names for it.

    `line` is None where the rule names none for that year: what it is then is unknown.
    """

    creator: str
    market: str
    year: int
    rule: str
    total: Decimal
    line: Decimal | None
    currency: str

    @property
    def reached(self) -> bool:
        """Whether the line is known and reached."""
        return self.line is not None and self.total >= self.line


def yearly_totals(project: Project) -> Iterator[YearlyTotal]:
    """The total of each creator and year for each rule that draws a line over a year."""
    paid: dict[tuple[str, str, int, str], Decimal] = defaultdict(Decimal)
    for campaign in project.campaigns.values():
        for partnership in campaign.partnerships.values():
            agreed = agreement(project, campaign, partnership)
            for step in agreed.schedule:
                if step.amount is not None and partnership.fee is not None:
                    key = (partnership.creator, partnership.market, step.date.year, partnership.fee.currency)
                    paid[key] += step.amount
    for (creator, market, year, currency), total in sorted(paid.items()):
        for name, rule in project.markets[market].rules.items():
            if rule.annual is not None and rule.annual.currency == currency:
                yield YearlyTotal(creator, market, year, name, total, rule.annual.line(year), currency)
