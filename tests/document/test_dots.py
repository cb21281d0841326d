from __future__ import annotations

import pytest

from pipeline.document.dots import Dots, dots


def test_a_reference_holds_the_whole_array() -> None:
    array = Dots(ranges=((0.8, 1.2), (4.0, 6.0)), width=496.0)
    assert dots(array.reference) == array


@pytest.mark.parametrize(
    "reference", ["dots:", "dots:[]", 'dots:{"ranges":[[6,4]],"width":496}', 'dots:{"ranges":[[6,400]],"width":496}']
)
def test_a_reference_without_an_array_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        dots(reference)
