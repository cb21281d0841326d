from __future__ import annotations

import pytest

from pipeline.document.date_ribbons import DateRibbon, RibbonRow, RibbonStep, date_ribbon

RIBBON = DateRibbon(
    width=496.0,
    days=59,
    months=((0, "February"), (5, "March")),
    rows=(RibbonRow("Russia", (RibbonStep(1, "drafts", "25"),), 13, 23, "March 9–19"),),
)


def test_a_reference_holds_the_whole_ribbon() -> None:
    assert date_ribbon(RIBBON.reference) == RIBBON


@pytest.mark.parametrize("reference", ["dates:", "dates:[]", RIBBON.reference.replace('"days":59', '"days":0')])
def test_a_reference_without_a_ribbon_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        date_ribbon(reference)
