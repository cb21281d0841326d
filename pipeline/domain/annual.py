"""What creators are paid in a year, over all campaigns, beside the lines that rules draw there."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.agreement import Agreement, agreement
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


def _payments(agreed: Agreement, issued: datetime.date) -> Iterator[tuple[datetime.date, Decimal, str]]:
    """What is surely paid to a creator, with the day: a part without one, such as on signing, counts as issued."""
    pay = agreed.partnership
    if pay.fee is not None:
        for part in agreed.parts:
            yield part.date or issued, part.amount, pay.fee.currency
    if pay.retainer is not None:
        for day in agreed.paid_monthly:
            yield day, pay.retainer.amount, pay.retainer.currency
    for right in pay.rights:
        if right.amount is not None and right.currency is not None:
            yield right.paid_by or issued, right.amount, right.currency


def yearly_totals(project: Project, campaigns: Collection[str] = (), creator: str = "") -> Iterator[YearlyTotal]:
    """The total of each creator and year for each rule that draws a line over a year.

    Of some campaigns alone where these are named, of one creator where that one is.
    """
    paid: dict[tuple[str, str, int, str], Decimal] = defaultdict(Decimal)
    for campaign in [project.campaigns[name] for name in campaigns or project.campaigns]:
        for partnership in campaign.partnerships.values():
            if creator not in ("", partnership.creator):
                continue
            agreed = agreement(project, campaign, partnership)
            for day, amount, currency in _payments(agreed, campaign.issued):
                paid[partnership.creator, partnership.market, day.year, currency] += amount
    for (creator, market, year, currency), total in sorted(paid.items()):
        for name, rule in project.markets[market].rules.items():
            if rule.annual is not None and rule.annual.currency == currency:
                yield YearlyTotal(creator, market, year, name, total, rule.annual.line(year), currency)
