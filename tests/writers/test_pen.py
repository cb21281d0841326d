from __future__ import annotations

import io

from PIL import Image

from pipeline.document.charts import Chart, Panel
from pipeline.reading.project import Project
from pipeline.writers import pictures


def test_what_is_drawn_takes_its_colors_from_the_theme(project: Project) -> None:
    chart = Chart(496.0, 70, 140, (Panel("8", "12", "", "", "", ()),))
    content = pictures.png(chart.reference, project.theme, "#0B5D51").content
    band = project.theme.palette("#0B5D51")["band"]
    expected = tuple(int(band[at : at + 2], 16) for at in (1, 3, 5))
    assert expected in {color for _, color in Image.open(io.BytesIO(content)).convert("RGB").getcolors(1 << 20) or ()}
