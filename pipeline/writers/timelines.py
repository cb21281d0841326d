"""A timeline → what draws it: days across, a row for each step, read back from the day that cannot move."""

from __future__ import annotations

from typing import Any

from pipeline.document.timelines import Band, Bar, Lane, Timeline
from pipeline.writers.pen import Pen

_GUTTER, _DAY_MOST = 150.0, 18.0
_HEAD, _BAND, _LANE, _ROW, _FOOT = 27.0, 13.0, 14.0, 15.0, 14.0
_BAR = 8.0
_LETTER = 4.8
"""How wide a letter of the small print is, at most on average."""
_MONDAY = 0


def height(data: Timeline) -> float:
    """How high a timeline is, in points."""
    rows = sum(len(lane.bars) for lane in data.lanes)
    return _HEAD + _BAND * len(data.bands) + _LANE * len(data.lanes) + _ROW * rows + _FOOT


def draw(pen: Pen, data: Timeline) -> None:
    """Draws a timeline."""
    _Drawing(pen, data).all()


class _Drawing:
    """One timeline on one canvas; `y` is the top of what is drawn next."""

    def __init__(self, pen: Pen, data: Timeline) -> None:
        self.pen, self.data = pen, data
        self.day = min((data.width - _GUTTER) / data.days, _DAY_MOST)
        self.y = height(data)

    def x(self, day: float) -> float:
        return _GUTTER + day * self.day

    def all(self) -> None:
        self.head()
        for band in self.data.bands:
            self.band(band)
        top = self.y
        for lane in self.data.lanes:
            self.lane(lane)
        for seam in self.data.seams:
            for x in (self.x(seam.day) - 1, self.x(seam.day) + 1):
                self.line((x, x), (self.y, top), "muted", 0.6)
            at, side = (
                (self.x(seam.day) + 3, "left") if self.behind(seam.day, seam.label) else (self.data.width, "right")
            )
            self.pen.words((at, 2), seam.label, "muted", side=side)
        self.fixed()

    def behind(self, day: int, words: str) -> bool:
        """Whether there is room for words behind a day."""
        return self.x(day) + 3 + _LETTER * len(words) < self.data.width

    def head(self) -> None:
        """The months and, as far as there is room, the days."""
        for index, (day, name) in enumerate(self.data.months):
            after = self.data.months[index + 1][0] if index + 1 < len(self.data.months) else self.data.days
            # A month of which too few days are shown has no room for its name.
            if (after - day) * self.day >= 6.0 * len(name) or len(self.data.months) == 1:
                self.pen.words((self.x(day) + 1, self.y - 10), name, "muted", side="left")
        for day in range(self.data.days):
            date = self.data.date(day)
            if self.day >= 11.5 or date.weekday() == _MONDAY:
                self.pen.words((self.x(day + 0.5), self.y - 22), str(date.day), "muted")
        self.y -= _HEAD

    def band(self, band: Band) -> None:
        """One calendar: days off hatched, quiet days dotted, worked days of a weekend ticked."""
        bottom = self.y - _BAND + 3
        look = {"facecolor": self.pen.colours["white"], "edgecolor": self.pen.colours["muted"]}
        self.pen.words((0, bottom + 1.5), band.name, "ink", side="left")
        for days, hatch in ((band.off, "////"), (band.quiet, "....")):
            for day in days:
                self.box(day, day + 1, bottom, _BAND - 4, hatch=hatch, **look)
        for day in band.worked:
            self.pen.words((self.x(day + 0.5), bottom + 1), "+", "accent", bold=True)
        self.y -= _BAND

    def lane(self, lane: Lane) -> None:
        """The steps of one party under its name."""
        self.y -= _LANE
        self.pen.words((0, self.y + 3), lane.name, "ink", bold=True, side="left")
        self.line((0, self.x(self.data.days)), (self.y + _LANE, self.y + _LANE), "hairline", 0.5)
        for bar in lane.bars:
            self.y -= _ROW
            self.bar(bar)

    def bar(self, bar: Bar) -> None:
        """Work as a solid bar, days to spare as a hollow tail, and the number of these behind it."""
        colours, bottom = self.pen.colours, self.y + (_ROW - _BAR) / 2
        self.pen.words((9, self.y + 4), bar.label, "ink", bold=bar.critical, side="left")
        edge = {"edgecolor": colours["accent"], "linewidth": 0.8}
        if bar.last > bar.end:
            self.box(bar.end + 1, bar.last + 1, bottom, _BAR, facecolor=colours["white"], **edge)
        self.box(bar.begin, bar.end + 1, bottom, _BAR, facecolor=colours["accent"], **edge)
        if bar.critical:
            ink = {"edgecolor": colours["ink"], "linewidth": 1.6}
            self.box(bar.begin, bar.last + 1, bottom, _BAR, facecolor="none", **ink)
        if bar.spare:
            self.spare(bar)

    def spare(self, bar: Bar) -> None:
        """The words for the days to spare: behind the bar or, where the fixed day is too near, before it."""
        room = self.x(self.data.fixed) - self.x(bar.last + 1)
        behind = room > _LETTER * len(bar.spare) + 6
        x = self.x(bar.last + 1) + 3 if behind else self.x(bar.begin) - 3
        self.pen.words((x, self.y + 4), bar.spare, "muted", side="left" if behind else "right", ground="white")

    def fixed(self) -> None:
        """The day that cannot move: a line over the full height, named at its foot."""
        x = self.x(self.data.fixed + 0.5)
        top = height(self.data) - _HEAD
        self.line((x, x), (_FOOT - 2, top), "accent", 2.25)
        side = "right" if x > self.data.width - 40 else "center"
        self.pen.words((x, 2), self.data.fixed_label, "accent", bold=True, side=side)

    def line(self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float) -> None:
        """A straight line."""
        self.pen.axes.plot(xs, ys, color=self.pen.colours[colour], linewidth=width, zorder=1)

    def box(self, begin: float, end: float, bottom: float, tall: float, **look: Any) -> None:
        """A rectangle over some days."""
        from matplotlib.patches import Rectangle

        self.pen.axes.add_patch(
            Rectangle(
                (self.x(begin) + 0.6, bottom),
                (end - begin) * self.day - 1.2,
                tall,
                zorder=2,
                **{"linewidth": 0.4, **look},
            )
        )
