"""Every drawing that a reference carries the data of: how its references begin, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.document.boards import BOARD, Board, board
from pipeline.document.bullets import BULLET, Bullet, bullet
from pipeline.document.charts import CHART, Chart, chart
from pipeline.document.date_ribbons import DATE_RIBBON, DateRibbon, date_ribbon
from pipeline.document.dots import DOTS, Dots, dots
from pipeline.document.gaps import GAPS, Gaps, gaps
from pipeline.document.ribbons import RIBBON, Ribbon, ribbon
from pipeline.document.strips import STRIPS, Strips, strips
from pipeline.document.timelines import TIMELINE, Timeline, timeline

Drawing = Board | Bullet | Chart | DateRibbon | Dots | Gaps | Ribbon | Strips | Timeline

READERS: Mapping[str, Callable[[str], Drawing]] = {
    BOARD: board,
    BULLET: bullet,
    CHART: chart,
    DATE_RIBBON: date_ribbon,
    DOTS: dots,
    GAPS: gaps,
    RIBBON: ribbon,
    STRIPS: strips,
    TIMELINE: timeline,
}
"""What reads a reference, by how it begins. Raises ValueError where it describes nothing."""
