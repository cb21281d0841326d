from __future__ import annotations

import dataclasses
from decimal import Decimal

from pipeline.domain.annual import yearly_totals
from pipeline.model.pay import Retainer
from pipeline.model.rule import AnnualLine
from pipeline.reading.project import Project


def test_payments_are_added_up_over_campaigns_by_creator_and_year(project: Project) -> None:
    found = {(total.creator, total.year, total.rule): total for total in yearly_totals(project)}
    anna = found["anna-ivanova", 2027, "npd-limit"]
    assert (anna.total, anna.line, anna.reached) == (Decimal(120_000), Decimal(2_400_000), False)
    again = {**project.campaigns, "again": project.campaigns["spring-glow"]}
    twice = dataclasses.replace(project, campaigns=again)
    totals = {(total.creator, total.rule): total.total for total in yearly_totals(twice)}
    assert totals["anna-ivanova", "npd-limit"] == 240_000


def test_the_line_of_a_year_that_nobody_knows_is_none(project: Project) -> None:
    [nora] = [total for total in yearly_totals(project) if total.creator == "nora-whitfield"]
    assert (nora.rule, nora.total, nora.line, nora.reached) == ("tax-1099", Decimal(9_000), None, False)


def test_a_line_holds_from_its_first_year_to_its_last() -> None:
    line = AnnualLine(above=Decimal(2000), currency="USD", first=2026, last=2026)
    assert [line.line(year) for year in (2025, 2026, 2027)] == [None, 2000, None]
    assert AnnualLine(above=Decimal(1), currency="USD", first=2026).line(2040) == 1


def test_a_total_of_exactly_the_line_reaches_it(project: Project) -> None:
    market = project.markets["us"]
    line = AnnualLine(above=Decimal(9000), currency="USD", first=2027)
    rule = market.rules["tax-1099"].model_copy(update={"annual": line})
    changed = market.model_copy(update={"rules": {"tax-1099": rule}})
    known = dataclasses.replace(project, markets={**project.markets, "us": changed})
    assert {total.creator for total in yearly_totals(known) if total.reached} == {"nora-whitfield"}


def test_retainers_count_in_the_year_in_which_each_month_is_paid(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    nora = campaign.partnerships["nora-whitfield"]
    retainer = Retainer(
        amount=Decimal(500),
        currency="USD",
        taxes=nora.fee and nora.fee.taxes,
        starts="2027-09-01",
        months=6,
        work={"en": "a", "ru": "а"},
        pay_day=5,
    )
    changed = campaign.model_copy(
        update={"partnerships": {"nora-whitfield": nora.model_copy(update={"retainer": retainer})}}
    )
    totals = yearly_totals(dataclasses.replace(project, campaigns={"spring-glow": changed}))
    # Paid from October 5, 2027 to March 5, 2028, beside the fee.
    assert {total.year: total.total for total in totals} == {2027: 10_500, 2028: 1_500}
