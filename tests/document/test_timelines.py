from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.document.timelines import Band, Bar, Lane, Seam, Timeline, timeline

LINE = Timeline(
    width=496.0,
    first="2027-02-11",
    days=30,
    months=((0, "February 2027"), (18, "March 2027")),
    fixed=26,
    fixed_label="March 9",
    bands=(Band("RU", (2, 3), (), (9,)),),
    seams=(Seam(28, "8 hours → 7 hours"),),
    lanes=(Lane("Ada", (Bar("Draft", 12, 14, 15, "1 day", critical=True), Bar("Post", 26, 26, 26, ""))),),
)


def test_a_reference_holds_the_whole_timeline() -> None:
    assert timeline(LINE.reference) == LINE
    assert LINE.reference != replace(LINE, fixed=25).reference


def test_days_are_counted_from_the_first() -> None:
    assert LINE.date(LINE.fixed) == datetime.date(2027, 3, 9)


@pytest.mark.parametrize("reference", ["timeline:", "timeline:[]", 'timeline:{"width":1}'])
def test_a_reference_without_a_timeline_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        timeline(reference)
