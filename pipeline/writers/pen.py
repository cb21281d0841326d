"""An empty picture whose unit is the point, and what draws on it. matplotlib is loaded where something is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SMALL = 9.0
"""The size of letters in pictures, in points."""

_EDGE = 1.2
"""How wide the edge of a sign is, in points."""


@dataclass(frozen=True)
class Pen:
    """What draws lines, signs and words, in points from the lower left corner, in the colors of the theme."""

    axes: Any
    faces: Mapping[str, Any]
    colours: Mapping[str, str]
    heavier: float = 0.0
    """How much wider the strokes of letters are than their face draws them, in points."""

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
        """Words at a place on their baseline."""
        face = self.faces["bold" if bold else "regular"]
        said = {"ha": side, "va": "baseline", "fontproperties": face, "fontsize": SMALL, "zorder": 5}
        letters = self.axes.text(*at, text, color=self.colours[colour], parse_math=False, **said)
        strokes = [(self.heavier, colour)] if self.heavier else []
        # A line that runs behind figures makes them hard to read.
        strokes = [(2.5, ground), *strokes] if ground else strokes
        if strokes:
            from matplotlib.patheffects import Normal, Stroke

            edges = [Stroke(linewidth=width, foreground=self.colours[edge]) for width, edge in strokes]
            letters.set_path_effects([*edges, Normal()])

    def width(self, text: str, *, bold: bool = False) -> float:
        """How wide words are."""
        from matplotlib.textpath import text_to_path

        face = self.faces["bold" if bold else "regular"].copy()
        face.set_size(SMALL)
        width, _, _ = text_to_path.get_text_width_height_descent(text, face, ismath=False)
        return float(width)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float, *, dotted: bool = False
    ) -> None:
        """A straight line."""
        style = (0, (0.1, 2.4)) if dotted else "solid"
        caps = {"solid_capstyle": "butt", "dash_capstyle": "round"}
        self.axes.plot(xs, ys, color=self.colours[colour], linewidth=width, linestyle=style, zorder=2, **caps)

    def sign(
        self,
        at: tuple[float, float],
        marker: str,
        colour: str,
        size: float,
        *,
        hollow: bool = False,
        apart: float = 0.0,
    ) -> None:
        """A sign with its middle at a place: a circle, a diamond, a triangle; so far `apart` from lines behind it."""
        ink, white = self.colours[colour], self.colours["white"]
        looks = [(_EDGE, white if hollow else ink, ink, 4)]
        if apart:
            looks.insert(0, (_EDGE + 2 * apart, white, white, 3))
        for edge, face, line, order in looks:
            look = {"markerfacecolor": face, "markeredgecolor": line, "markeredgewidth": edge, "zorder": order}
            self.axes.plot([at[0]], [at[1]], marker=marker, markersize=size, linestyle="none", **look)

    def squares(self, places: Sequence[tuple[float, float]], colour: str, size: float, *, edge: float = 0.0) -> None:
        """Many squares of one look at once; hollow where they have an edge."""
        ink = self.colours[colour]
        look = {"markerfacecolor": self.colours["white"] if edge else ink, "markeredgecolor": ink}
        xs, ys = zip(*places, strict=True)
        self.axes.plot(xs, ys, marker="s", markersize=size, markeredgewidth=edge, linestyle="none", zorder=4, **look)

    def area(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        """A filled rectangle."""
        self.axes.fill_between(xs, ys[0], ys[1], color=self.colours[colour], linewidth=0, zorder=1)

    def box(self, xs: tuple[float, float], ys: tuple[float, float], colour: str, *, hollow: bool = False) -> None:
        """A rectangle with an edge: full, or hollow."""
        from matplotlib.patches import Rectangle

        ink = self.colours[colour]
        face = self.colours["white"] if hollow else ink
        size = (xs[1] - xs[0], ys[1] - ys[0])
        self.axes.add_patch(Rectangle((xs[0], ys[0]), *size, facecolor=face, edgecolor=ink, linewidth=0.9, zorder=2))

    def hatched(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        """A rectangle of slanted lines: what is not known yet."""
        from matplotlib.patches import Rectangle

        size, ink = (xs[1] - xs[0], ys[1] - ys[0]), self.colours[colour]
        look: dict[str, Any] = {"facecolor": "none", "edgecolor": ink, "linewidth": 0.6, "hatch": "////"}
        self.axes.add_patch(Rectangle((xs[0], ys[0]), *size, zorder=2, **look))
