from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.checks import warnings


@pytest.mark.parametrize(("currency", "told"), [("RUB", False), ("EUR", True)])
def test_a_fee_is_in_the_currency_of_its_market(minimal: Path, currency: str, told: bool) -> None:
    edit(minimal, CAMPAIGN, ("amount: 100000, currency: RUB", f"amount: 1000, currency: {currency}"))
    found = [str(item).partition(": ")[2] for item in warnings.warnings(load(minimal))]
    line = "partnerships.ivan.fee.currency: paid in EUR, while the market ru pays in RUB (write RUB, unless another currency was agreed)"
    assert found == ([line] if told else [])
