"""A figure's picture → bytes: a file below content/, or a chart drawn from the numbers it carries.

A chart's reference is all of its data, so that a document's text is all that its fingerprint needs.
matplotlib draws it and is loaded for nothing else. A QR code carries its link.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.base import files
from pipeline.base.problems import Problems, problem
from pipeline.document.charts import CHART, Chart, Panel, Point, chart
from pipeline.document.qr_codes import QR_CODE, qr_code
from pipeline.document.timelines import TIMELINE, Timeline, timeline
from pipeline.model.theme import Theme
from pipeline.writers import qr_codes, timelines

_DPI = 300


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


def png(reference: str, theme: Theme, accent: str, folder: Path | None = None, dpi: int = _DPI) -> Raster:
    """A picture as PNG. Raises Problems."""
    if reference.startswith(QR_CODE):
        return Raster(qr_codes.png(qr_code(reference)), qr_codes.SIDE, qr_codes.SIDE)
    if data := _data(reference):
        return Raster(_drawn(data, theme, accent, "png", dpi), data.width, _height(data))
    content = _file(reference, folder, ".png")
    width, height = pixels(content)
    return Raster(content, width * 72 / dpi, height * 72 / dpi)


def size(reference: str) -> tuple[float, float] | None:
    """How wide and how high a picture is that is drawn from its data, in points; None for one that is a file."""
    if reference.startswith(QR_CODE):
        return qr_code(reference).width, qr_codes.SIDE
    data = _data(reference)
    return (data.width, _height(data)) if data else None


def _data(reference: str) -> Chart | Timeline | None:
    """What a reference that carries its own data describes; None where it names a file."""
    if reference.startswith(TIMELINE):
        return timeline(reference)
    return chart(reference) if reference.startswith(CHART) else None


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

_ROW, _PER_ROW = 94.5, 2
_TOP, _FLOOR = 14.0, 35.0
"""Points above the highest value, and below the zero line for three lines of small print."""

_RIGHT, _GAP, _INSET = 42.0, 12.0, 17.0
_SMALL, _LINE, _DOT = 9.0, 11.25, 3.1


def _height(data: Chart | Timeline) -> float:
    if isinstance(data, Timeline):
        return timelines.height(data)
    return _ROW * -(-len(data.panels) // _PER_ROW)


@dataclass(frozen=True)
class _Pen:
    """An empty picture whose units are points, and what draws on it."""

    axes: Any
    faces: Mapping[str, Any]
    colours: Mapping[str, str]

    def words(
        self,
        at: tuple[float, float],
        text: str,
        colour: str,
        *,
        bold: bool = False,
        side: str = "center",
        ground: str = "",
    ) -> None:
        face = self.faces["bold" if bold else "regular"]
        said = {"ha": side, "va": "baseline", "fontproperties": face, "fontsize": _SMALL, "zorder": 5}
        letters = self.axes.text(*at, text, color=self.colours[colour], parse_math=False, **said)
        if ground:
            # A line that runs behind figures makes them hard to read.
            from matplotlib.patheffects import withStroke

            letters.set_path_effects([withStroke(linewidth=2.5, foreground=self.colours[ground])])

    def line(self, left: float, right: float, y: float, colour: str, width: float) -> None:
        self.axes.plot(
            [left, right], [y, y], color=self.colours[colour], linewidth=width, zorder=2, solid_capstyle="butt"
        )

    def dot(self, at: tuple[float, float], *, hollow: bool, square: bool) -> None:
        ink = self.colours["ink"]
        face = self.colours["white"] if hollow else ink
        size = 2 * _DOT * (1.15 if square else 1)
        look = {"markerfacecolor": face, "markeredgecolor": ink, "markeredgewidth": 1.2, "markersize": size}
        self.axes.plot([at[0]], [at[1]], marker="D" if square else "o", linestyle="none", zorder=4, **look)


def _drawn(data: Chart | Timeline, theme: Theme, accent: str, form: str, dpi: int = _DPI) -> bytes:
    """The chart; several views of one campaign print the same."""
    faces = tuple((name, str(path)) for name, path in theme.fonts["text"].files().items())
    return _kept(data, faces, tuple(theme.palette(accent).items()), form, dpi)


@lru_cache(maxsize=64)
def _kept(
    data: Chart | Timeline,
    faces: tuple[tuple[str, str], ...],
    colours: tuple[tuple[str, str], ...],
    form: str,
    dpi: int,
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
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, data.width)
        axes.set_ylim(0, height)
        axes.axis("off")
        pen = _Pen(axes, _loaded(faces), dict(colours))
        if isinstance(data, Timeline):
            timelines.draw(pen, data)
        else:
            _panels(pen, data, height)
        if form == "svg":
            canvas: Any = FigureCanvasSVG(figure)
            canvas.print_svg(stream, metadata={"Date": None, "Creator": None})
        else:
            figure.set_dpi(dpi)
            canvas = FigureCanvasAgg(figure)
            canvas.print_png(stream, metadata={"Software": None})
    return stream.getvalue()


def _panels(pen: _Pen, data: Chart, height: float) -> None:
    places = _places(len(data.panels), data.width, height)
    for panel, (left, right, bottom) in zip(data.panels, places, strict=True):
        _panel(pen, panel, left, right, bottom)


def _places(count: int, whole: float, height: float) -> Iterator[tuple[float, float, float]]:
    """Where each panel begins and ends, and its bottom: two beside each other, one alone over the whole width."""
    width = whole / min(count, _PER_ROW)
    for index in range(count):
        row, column = divmod(index, _PER_ROW)
        left = column * width
        yield left, left + width - (_GAP if column + 1 < min(count, _PER_ROW) else 0), height - (row + 1) * _ROW


def _panel(pen: _Pen, panel: Panel, left: float, right: float, bottom: float) -> None:
    """One market's scale from zero, the agreed range as a band, its results as dots, hollow outside the range."""
    end, floor = right - _RIGHT, bottom + _FLOOR
    low, high = Decimal(panel.low), Decimal(panel.high) if panel.high else None
    most = max([low, *([] if high is None else [high]), *(Decimal(point.value) for point in panel.points)]) or Decimal(
        1
    )
    room = _ROW - _FLOOR - _TOP

    def y(value: Decimal) -> float:
        return floor + room * float(value / most)

    top = y(high) if high is not None else floor + room
    pen.axes.fill_between([left, end], y(low), top, color=pen.colours["band"], linewidth=0, zorder=1)
    pen.line(left, end, y(low), "accent", 0.9)
    if high is not None:
        pen.line(left, end, top, "accent", 0.9)
    pen.line(left, end, floor, "hairline", 0.75)
    _scale(pen, panel, end + 4, floor, y(low), top)
    year = ""
    for point, x in zip(panel.points, _across(panel.points, left, end), strict=True):
        value = Decimal(point.value)
        outside = value < low or (high is not None and value > high)
        pen.dot((x, y(value)), hollow=outside, square=point.actual)
        label = y(value) + _DOT + 3
        if label - 2 < top < label + 8:
            # The range's upper line would strike the figure through.
            label = top + 3
        ground = "band" if y(low) < label + 3 < top else "white"
        pen.words((x, label), point.printed, "ink", bold=point.actual, ground=ground)
        pen.words((x, floor - _LINE), point.when, "muted", bold=point.actual)
        pen.words((x, floor - 2 * _LINE), point.year if point.year != year else "", "muted")
        pen.words((x, floor - 3 * _LINE), point.posts, "muted")
        year = point.year


def _across(points: Sequence[Point], left: float, end: float) -> Iterator[float]:
    """Where each point stands: in order and evenly, for what lies between two campaigns is no time of theirs."""
    step = (end - left - 2 * _INSET) / max(len(points) - 1, 1)
    for index in range(len(points)):
        yield left + _INSET + (index * step if len(points) > 1 else (end - left - 2 * _INSET) / 2)


def _scale(pen: _Pen, panel: Panel, x: float, floor: float, low: float, high: float) -> None:
    """The ends of the range and the zero that the scale starts at, kept from running into each other."""
    lows = max(low - 3, floor + _LINE - 3)
    highs = max(high - 3, lows + _LINE)
    pen.words((x, floor - 3), panel.zero, "muted", side="left")
    pen.words((x, lows), panel.low_printed, "accent", bold=True, side="left")
    if panel.high:
        pen.words((x, highs), panel.high_printed, "accent", bold=True, side="left")


@cache
def _loaded(files: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    from matplotlib.font_manager import FontProperties

    return {name: FontProperties(fname=path) for name, path in files}
