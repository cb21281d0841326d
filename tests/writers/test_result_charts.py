from __future__ import annotations

import pytest

from pipeline.document.gaps import Gap, GapPanel, Gaps
from pipeline.document.ribbons import Ribbon, RibbonPart
from pipeline.document.strips import Strip, Strips
from pipeline.reading.project import Project
from pipeline.writers import pictures

BARS = (Gap("Anna", "54", "+54"), Gap("Claire", "-164", "−164"))
GAPS = Gaps(496, (GapPanel("Russia", BARS), GapPanel("United States", BARS[:1])))
STRIPS = Strips(496, (60, 75), (Strip("Audience", 68.5, "68.5", (71, 66)),), "Ours", (Strip("Paid", 50, "1 / 2"),))
RIBBON = Ribbon(496, (RibbonPart(2, ("Why",), told=False), RibbonPart(28, ("CPA", "R. Stone"), told=True)))


@pytest.mark.parametrize("drawing", [GAPS, STRIPS, RIBBON])
def test_the_same_data_makes_the_same_picture_in_both_forms(project: Project, drawing: Gaps | Strips | Ribbon) -> None:
    look = (project.theme, project.organisation.accent)
    assert pictures.svg(drawing.reference, *look) == pictures.svg(drawing.reference, *look)
    raster = pictures.png(drawing.reference, *look)
    assert (raster.width, raster.height) == pictures.size(drawing.reference)


def test_what_lacks_is_hollow_and_what_nobody_scored_is_empty(project: Project) -> None:
    look = (project.theme, project.organisation.accent)
    full = Gaps(496, (GapPanel("Russia", (Gap("Anna", "54", "+54"), Gap("Claire", "164", "+164"))),))
    lacking = Gaps(496, (GapPanel("Russia", BARS),))
    assert pictures.svg(full.reference, *look) != pictures.svg(lacking.reference, *look)
    unknown = Strips(496, (60,), (Strip("Audience", None, "—"),))
    assert pictures.svg(unknown.reference, *look).startswith(b"<?xml")
    nothing = Gaps(496, (GapPanel("Russia", (Gap("Anna", "0", "0"),)),))
    assert pictures.svg(nothing.reference, *look).startswith(b"<?xml")


def test_more_markets_stand_in_more_rows() -> None:
    three = Gaps(496, (GapPanel("Russia", BARS),) * 3)
    assert pictures.size(three.reference) == (496, 2 * (pictures.size(GAPS.reference) or (0, 0))[1])
