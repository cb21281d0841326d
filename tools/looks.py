"""How some pages of the sample look, as the ink of their parts: `make looks` writes it anew."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pypdfium2

from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests/looks.json"
PAGES = {
    "spring-glow.brief.anna-ivanova.ru": 1,
    "spring-glow.brief.maya-brooks.en": 2,
    "spring-glow.kpi.all.ru": 1,
    "spring-glow.master.en": 3,
    "partnership.sop.ru": 2,
    "summer-shade.brief.dana-whitaker.en": 1,
}
"""Pages that between them hold every kind of table, a chart, a panel, a watermark, both papers and languages."""

CELL = 6
"""The side of a cell in millimeters."""

_DOTS = 4
"""Dots to a millimeter."""


def profile(content: bytes, page: int) -> list[str]:
    """The mean ink of each cell of a page, a line for each row of cells, two hexadecimal digits a cell: 00 is white."""
    with pypdfium2.PdfDocument(content) as opened:
        shown = opened[page - 1]
        image = shown.render(scale=_DOTS * 25.4 / 72, grayscale=True).to_numpy()
        shown.close()
    ink = 255.0 - np.squeeze(image)
    side = CELL * _DOTS
    height, width = (size // side for size in ink.shape)
    cells = ink[: height * side, : width * side].reshape(height, side, width, side).mean(axis=(1, 3))
    return ["".join(f"{round(value):02x}" for value in row) for row in cells]


def profiles(project: Project) -> dict[str, list[str]]:
    """The profile of each of the pages, by document and page."""
    pdf, composer = Writers(project.theme, project.assets).writer("pdf"), Composer(project)
    found = {}
    for name, page in PAGES.items():
        [target] = targets.targets(project, f"{name}.pdf")
        found[f"{name}, page {page}"] = profile(pdf.write(composer.compose(target)).content, page)
    return found


def differences(before: list[str], after: list[str]) -> list[str]:
    """The cells that differ by more than another rasterizer would make, by their place in millimeters."""
    old, new = (np.array([bytearray.fromhex(row) for row in rows], dtype=int) for rows in (before, after))
    if old.shape != new.shape:
        return ["the page is of another size"]
    return [
        f"{CELL * column} mm from the left, {CELL * row} mm from the top"
        for row, column in np.argwhere(abs(old - new) > 1)
    ]


if __name__ == "__main__":
    RECORD.write_text(json.dumps(profiles(load.load(ROOT)), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {RECORD.relative_to(ROOT)}; look at the pages before you commit it\n")
