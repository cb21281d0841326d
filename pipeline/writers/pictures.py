"""A figure's picture → bytes: a file below content/, or a chart drawn from the numbers it carries.

A chart's reference is all of its data, so that a document's text is all that its fingerprint needs.
matplotlib draws it and is loaded for nothing else. A QR code carries its link.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.base import files
from pipeline.base.problems import Problems, problem
from pipeline.document.boards import Board
from pipeline.document.bullets import Bullet
from pipeline.document.charts import Chart
from pipeline.document.date_ribbons import DateRibbon
from pipeline.document.dots import Dots
from pipeline.document.drawings import READERS, Drawing
from pipeline.document.gaps import Gaps
from pipeline.document.qr_codes import QR_CODE, qr_code
from pipeline.document.ribbons import Ribbon
from pipeline.document.strips import Strips
from pipeline.document.timelines import Timeline
from pipeline.model.theme import Theme
from pipeline.writers import (
    boards,
    bullets,
    date_ribbons,
    dots,
    gaps,
    interval_plots,
    qr_codes,
    ribbons,
    strips,
    timelines,
)
from pipeline.writers.pen import Pen

_DPI = 300

HEAVIER = 0.2
"""How much wider the strokes of letters are drawn for a word processor, in points: scaling pixels thins them."""

_DRAWN: Mapping[type, tuple[Callable[[Any], float], Callable[[Pen, Any], None]]] = {
    Board: (boards.height, boards.draw),
    Bullet: (bullets.height, bullets.draw),
    Chart: (interval_plots.height, interval_plots.draw),
    DateRibbon: (date_ribbons.height, date_ribbons.draw),
    Dots: (dots.height, dots.draw),
    Gaps: (gaps.height, gaps.draw),
    Ribbon: (ribbons.height, ribbons.draw),
    Strips: (strips.height, strips.draw),
    Timeline: (timelines.height, timelines.draw),
}
"""How high a drawing is, and what draws it."""


@dataclass(frozen=True)
class Raster:
    """A picture as PNG, with the size in points at which it is meant to be seen."""

    content: bytes
    width: float
    height: float


def svg(reference: str, theme: Theme, accent: str, folder: Path | None = None) -> bytes:
    """A picture as SVG, its letters as outlines: what is read is the figure's alternative text. Raises Problems."""
    if reference.startswith(QR_CODE):
        return qr_codes.svg(qr_code(reference))
    if data := _data(reference):
        return _drawn(data, theme, accent, "svg")
    return _file(reference, folder, ".svg")


def png(
    reference: str, theme: Theme, accent: str, folder: Path | None = None, dpi: int = _DPI, heavier: float = 0.0
) -> Raster:
    """A picture as PNG, the strokes of its letters so many points `heavier`. Raises Problems."""
    if reference.startswith(QR_CODE):
        return Raster(qr_codes.png(qr_code(reference)), qr_codes.SIDE, qr_codes.SIDE)
    if data := _data(reference):
        return Raster(_drawn(data, theme, accent, "png", dpi, heavier), data.width, _height(data))
    content = _file(reference, folder, ".png")
    width, height = pixels(content)
    return Raster(content, width * 72 / dpi, height * 72 / dpi)


def size(reference: str) -> tuple[float, float] | None:
    """How wide and how high a picture is that is drawn from its data, in points; None for one that is a file."""
    if reference.startswith(QR_CODE):
        return qr_code(reference).width, qr_codes.SIDE
    data = _data(reference)
    return (data.width, _height(data)) if data else None


def _data(reference: str) -> Drawing | None:
    """What a reference that carries its own data describes; None where it names a file."""
    return next((read(reference) for prefix, read in READERS.items() if reference.startswith(prefix)), None)


def pixels(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG, as its header says."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _file(reference: str, folder: Path | None, ending: str) -> bytes:
    """The bytes of a file below content/, of the one kind that is wanted."""
    if folder is None or not reference.endswith(ending):
        raise Problems([problem(reference, "not a {ending} picture", ending=ending)])
    root = files.real(folder / "content")
    path = files.real(folder / reference)
    if not path.is_relative_to(root) or not path.is_file():
        raise Problems([problem(reference, "no such picture")])
    return path.read_bytes()


# --- drawing ----------------------------------------------------------------


def _height(data: Drawing) -> float:
    return _DRAWN[type(data)][0](data)


def _drawn(data: Drawing, theme: Theme, accent: str, form: str, dpi: int = _DPI, heavier: float = 0.0) -> bytes:
    """The chart; several views of one campaign print the same."""
    faces = tuple((name, str(path)) for name, path in theme.fonts["text"].files().items())
    return _kept(data, faces, tuple(theme.drawn(accent).items()), form, dpi, heavier)


@lru_cache(maxsize=64)
def _kept(
    data: Drawing,
    faces: tuple[tuple[str, str], ...],
    colours: tuple[tuple[str, str], ...],
    form: str,
    dpi: int,
    heavier: float,
) -> bytes:
    import io

    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    height = _height(data)
    stream = io.BytesIO()
    with mpl.rc_context():
        # Neither the machine's settings nor a random salt may show in the bytes.
        mpl.rcdefaults()
        mpl.rcParams.update({"svg.hashsalt": "ranges", "svg.fonttype": "path", "axes.unicode_minus": False})
        figure = Figure(figsize=(data.width / 72, height / 72))
        # A ground of its own would hide the watermark of a draft, and show its edge on paper that is not as white.
        figure.patch.set_visible(False)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, data.width)
        axes.set_ylim(0, height)
        axes.axis("off")
        pen = Pen(axes, _loaded(faces), dict(colours), heavier)
        _DRAWN[type(data)][1](pen, data)
        if form == "svg":
            canvas: Any = FigureCanvasSVG(figure)
            canvas.print_svg(stream, metadata={"Date": None, "Creator": None})
        else:
            figure.set_dpi(dpi)
            canvas = FigureCanvasAgg(figure)
            canvas.print_png(stream, metadata={"Software": None})
    return stream.getvalue()


@cache
def _loaded(files: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    from matplotlib.font_manager import FontProperties

    return {name: FontProperties(fname=path) for name, path in files}
