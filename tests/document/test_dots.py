from __future__ import annotations

import pytest

from pipeline.document.dots import Dots, dots


def test_a_reference_holds_the_whole_array() -> None:
    array = Dots(low=0.8, high=1.2, width=496.0)
    assert dots(array.reference) == array


@pytest.mark.parametrize(
    "reference", ["dots:", "dots:[]", 'dots:{"low":6,"high":4,"width":496}', 'dots:{"low":6,"high":400,"width":496}']
)
def test_a_reference_without_an_array_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        dots(reference)
