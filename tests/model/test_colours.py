from __future__ import annotations

import pytest

from pipeline.model.colours import contrast, is_readable, mix, readable


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B5D51", "#FFFFFF") == pytest.approx(7.8, abs=0.1)


def test_the_tint_is_mixed_from_the_accent() -> None:
    assert mix("#0B5D51", 9) == "#E9F0EF"
    assert mix("#000000", 100) == "#000000"


def test_the_nearest_readable_accent_is_the_accent_itself_or_a_darker_one() -> None:
    assert readable("#0B5D51", 17) == "#0B5D51"
    found = readable("#8FD3C7", 17)
    assert is_readable(found, 17)
    assert contrast(found, "#FFFFFF") < 7.3
    assert readable("#FFFFFF", 17) == "#595959"
