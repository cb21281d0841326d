from __future__ import annotations

from decimal import Decimal

import pytest
from samples import CAMPAIGN, content, record

from pipeline.domain.facts import at, facts
from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.pay import Fee

FEE = "amount: 1200.50\ncurrency: EUR\ntaxes: {en: none, ru: нет}\n"


def said(text: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in facts(record(Fee, text), "f.yaml", ("en", "ru"))}


def test_each_value_stands_with_its_file_and_field() -> None:
    found = list(facts(record(Fee, FEE), "f.yaml", ("en",), ("fee",)))
    assert [(fact.path, fact.field, fact.value, fact.language) for fact in found] == [
        ("f.yaml", "fee.amount", "1200.5", ""),
        ("f.yaml", "fee.currency", "EUR", ""),
        ("f.yaml", "fee.taxes.en", "none", "en"),
    ]


@pytest.mark.parametrize("amount", ["1200.5", "1200.50", "1200.500"])
def test_a_number_is_written_in_one_way(amount: str) -> None:
    assert said(FEE.replace("1200.50", amount))["amount"] == "1200.5"


def test_a_large_number_has_no_exponent() -> None:
    assert said(FEE.replace("1200.50", "120000"))["amount"] == "120000"
    assert next(iter(facts(Decimal("1E+2"), "f.yaml", ()))).value == "100"


def test_letters_are_composed() -> None:
    text = Localized.model_validate({"en": "Cafe\u0301"})
    assert next(iter(facts(text, "f.yaml", ("en",)))).value == "Caf\u00e9"


def test_what_has_its_default_is_left_out() -> None:
    typed = record(Campaign, content(CAMPAIGN))
    bare = {fact.field for fact in facts(typed, CAMPAIGN, ("en",))}
    assert not any(field.endswith(("qr", "shared", "in_review")) for field in bare)
    assert "partnerships.ivan.tracking.window_days" in bare


def test_a_path_with_a_star_leads_to_every_part() -> None:
    typed = record(Campaign, content(CAMPAIGN))
    found = {place: value for value, place in at(typed, "partnerships.*.fee.amount")}
    assert list(found) == [("partnerships", "ivan", "fee", "amount")]
    assert list(at(typed, "partnerships.nobody.fee")) == []
    assert [place for _, place in at(typed, "metrics.0.why")] == [("metrics", 0, "why")]
