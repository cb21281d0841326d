from __future__ import annotations

import pytest

from pipeline.document.dots import Array, Dots, dots


def test_a_reference_holds_the_whole_array() -> None:
    array = Dots(arrays=(Array(8, 12), Array(4.0, 6.0)), width=496.0)
    assert dots(array.reference) == array


@pytest.mark.parametrize(
    "reference",
    [
        "dots:",
        "dots:[]",
        'dots:{"arrays":[{"low":6,"high":4}],"width":496}',
        'dots:{"arrays":[{"low":6,"high":400}],"width":496}',
    ],
)
def test_a_reference_without_an_array_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        dots(reference)
