"""What a reader calls a field of the content."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from pipeline.domain.field_names import field_name, typed_value
from pipeline.domain.scopes import scopes
from pipeline.reading.project import Project

CAMPAIGN = "content/campaigns/spring-glow.yaml"


@pytest.mark.parametrize(
    ("path", "field", "key", "of"),
    [
        (CAMPAIGN, "partnerships.anna-ivanova.fee.amount", "fee", ["Anna Ivanova"]),
        (CAMPAIGN, "partnerships.anna-ivanova.deliverables.0.publish.1.date", "posts", ["Anna Ivanova"]),
        (CAMPAIGN, "partnerships.anna-ivanova.deliverables.0.count", "deliverables", ["Anna Ivanova"]),
        (CAMPAIGN, "partnerships.anna-ivanova.term.note", "own-terms", ["Anna Ivanova"]),
        (CAMPAIGN, "partnerships.nobody.fee.amount", "fee", []),
        (CAMPAIGN, "markets.us.strategy", "strategy", ["United States"]),
        (CAMPAIGN, "markets.ru.costs.agency", "plan", ["Russia"]),
        (CAMPAIGN, "partnerships.anna-ivanova.tax_status", "payment", ["Anna Ivanova"]),
        ("content/markets/ru.yaml", "tax_documents.npd.ru", "payment", ["Russia"]),
        (CAMPAIGN, "markets.ru.targets.cpa", "range", ["Russia", "CPA"]),
        (CAMPAIGN, "objective.business.ru", "objective", []),
        ("content/markets/ru.yaml", "terms.payment_note.ru", "payment", ["Russia"]),
        ("content/markets/ru.yaml", "terms.cancellation", "terms", ["Russia"]),
        ("content/creators/anna-ivanova.yaml", "accounts.0.handle", "accounts", ["Anna Ivanova"]),
        ("content/organisation.yaml", "address", "", []),
    ],
)
def test_a_field_has_a_name_and_what_it_is_of(project: Project, path: str, field: str, key: str, of: list[str]) -> None:
    found = field_name(project, "spring-glow", path, field)
    assert (found.key, [str(name["en"]) for name in found.of]) == (key, of)


def test_what_people_change_most_has_a_name(project: Project) -> None:
    """Nothing of a campaign's own file is told by its path, but what says which campaign it is."""
    unnamed = {
        fact.field
        for scope in scopes(project, "spring-glow").values()
        for fact in scope.facts
        if fact.path == CAMPAIGN and not field_name(project, "spring-glow", fact.path, fact.field).key
    }
    assert {field.partition(".")[0] for field in unnamed} <= {"code", "contact", "name"}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("partnerships.anna-ivanova.fee.amount", "110000", Decimal(110000)),
        ("markets.ru.targets.cpa.low", "9.40", Decimal("9.40")),
        ("markets.ru.schedule.0.date", "2027-02-19", datetime.date(2027, 2, 19)),
        ("partnerships.anna-ivanova.number", "014", "014"),
        ("partnerships.anna-ivanova.fee.amount", "", ""),
        ("measurement.cost.en", "Fees, product.", "Fees, product."),
    ],
)
def test_a_typed_value_is_a_day_or_a_number_where_it_is_one(field: str, text: str, value: object) -> None:
    assert typed_value(field, text) == value
