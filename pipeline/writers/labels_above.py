"""Labels above signs that stand on a line: on one line of words where they have room, else on two.

A label may stand a little aside of its sign, and if it must, across a line between months; never nearer to the sign
of another than that is to its own label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

_ASIDE = 7.0
"""How far a label may end before its sign, or begin behind it, in points."""

_CLEAR, _PAD = 3.0, 3.0
"""What is free between a label and a sign that is not its own, and between it and a line that it does not cross."""

_CROSSED, _OUTSIDE = 1e6, 1e5
"""How much worse a place across a line is, and one before the ribbon: more than any that is aside, in its square."""

_LATER, _CLOSER = 12.0, 40.0
"""How much worse a point behind the place of a label alone is than one before it, and one that lacks between two."""

_LEAST_GAP, _STEPS = 2 / 3, 60
"""What part of a gap is left at least, and how many places are tried on each side."""

_LITTLE = 0.01
"""What sums of places may be wrong by."""


@dataclass(frozen=True)
class Label:
    """A label: where its sign is, and how wide its words are."""

    sign: float
    width: float

    def aside(self, begin: float, sign: float) -> float:
        """How far a sign is from the label where that begins at a place; 0 below it."""
        return max(begin - sign, 0, sign - begin - self.width)


@dataclass(frozen=True)
class Room:
    """A line of words: where its ribbon begins and ends, and the place from which on words may stand before it."""

    begin: float
    end: float
    least: float
    gap: float
    lines: Sequence[float]
    """What no words cross that have room beside it."""
    taken: Sequence[tuple[float, float]] = ()


def alone(label: Label, room: Room) -> float:
    """Where a label begins that no other meets: above its sign, in its month if that is as wide, on the ribbon."""
    after = max([room.begin, *(line + _PAD for line in room.lines if line <= label.sign)])
    before = min([room.end, *(line - _PAD for line in room.lines if line > label.sign)])
    if label.width > before - after:
        after, before = room.begin, room.end
    return max(after, min(label.sign - label.width / 2, before - label.width))


def places(labels: Sequence[Label], room: Room) -> Mapping[int, tuple[int, float]]:
    """On which line each label stands, 0 or 1, and where it begins: as many as can be, as few of them on the second.

    No label stands where the way from the line up to the second has to be free. What has no place is not in it.
    """
    order = sorted(range(len(labels)), key=lambda index: labels[index].sign)
    counts = [(kept, raised) for kept in reversed(range(len(labels) + 1)) for raised in range(kept + 1)]
    for count, above in counts:
        ways = [(kept, raised) for kept in combinations(order, count) for raised in combinations(kept, above)]
        found = [each for kept, raised in ways if (each := _placed(labels, kept, raised, room))]
        if found:
            return min(found, key=lambda each: each[0])[1]
    return {}


def _placed(
    labels: Sequence[Label], kept: Sequence[int], raised: Collection[int], room: Room
) -> tuple[float, dict[int, tuple[int, float]]] | None:
    """How far labels are from their signs where some are raised to the second line, and the place of each."""
    ways = [(labels[index].sign - _CLEAR, labels[index].sign + _CLEAR) for index in raised]
    whole, found = 0.0, dict[int, tuple[int, float]]()
    for level in (0, 1):
        line = [index for index in kept if (index in raised) == bool(level)]
        best = _best([labels[index] for index in line], room if level else replace(room, taken=ways))
        if best is None:
            return None
        whole += best[0]
        found |= {index: (level, begin) for index, begin in zip(line, best[1], strict=True)}
    return whole, found


def _best(labels: Sequence[Label], room: Room) -> tuple[float, tuple[float, ...]] | None:
    """Where labels begin on one line so that they stand nearest to their signs, and how far from them that is."""
    best: list[tuple[float, tuple[float, ...]]] = [(0.0, ())]
    for index, label in enumerate(labels):
        found = []
        for begin in _begins(label, room):
            fits = [
                (cost + close, before)
                for cost, before in best
                if (close := _close(labels[index - 1], before[-1], label, begin, room.gap) if before else 0) is not None
            ]
            if fits:
                cost, before = min(fits)
                found.append((cost + _cost(label, begin, room), (*before, begin)))
        best = found
    return min(best, default=None)


def _begins(label: Label, room: Room) -> Iterator[float]:
    """Where a label may begin: where it would if it were alone, and from there on to both sides."""
    lonely, reach = alone(label, room), label.width + 2 * _ASIDE
    for step in range(-_STEPS, _STEPS + 1):
        begin = lonely + step * max(1, reach / _STEPS)
        free = all(begin >= end or begin + label.width <= start for start, end in room.taken)
        if free and room.least <= begin <= room.end - label.width and label.aside(begin, label.sign) <= _ASIDE:
            yield begin


def _close(one: Label, begin: float, other: Label, after: float, gap: float) -> float | None:
    """How much worse it is that two labels stand so close; None where they touch, or a sign seems to be the other's."""
    between = after - begin - one.width
    if between < gap * _LEAST_GAP:
        return None
    if not one.aside(begin, one.sign) < other.aside(after, one.sign) >= _CLEAR:
        return None
    if not other.aside(after, other.sign) < one.aside(begin, other.sign) >= _CLEAR:
        return None
    return _CLOSER * max(0, gap - between) ** 2


def _cost(label: Label, begin: float, room: Room) -> float:
    """How much worse a place is than where the label would stand alone."""
    left, right = min(begin - _PAD, label.sign), max(begin + label.width + _PAD, label.sign)
    crossed = sum(left + _LITTLE < line < right - _LITTLE for line in room.lines)
    moved = begin - alone(label, replace(room, lines=()) if crossed else room)
    # The earlier gives way to the later, so that steps of one day stand alike in all rows.
    weight = _LATER if moved > 0 and not crossed else 1
    return weight * moved**2 + crossed * _CROSSED + (begin < room.begin) * _OUTSIDE
