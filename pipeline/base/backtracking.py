"""How long an expression can take: the steps of Python's engine, which tries every way before it gives up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.base.expressions import Boundary, Branch, Character, Group, Part, Repeat

# A sign of each kind that a class may leave out or hold: two sets that share a sign share one of these or of their own.
_KINDS = "aZбЯ五07٣_-'«.,;:!?()/@#%&+*=~<>[]{}|^$\"\\ \t\n\u00a0\u202fé😀"


def steps(expression: str, branches: tuple[Branch, ...]) -> int:
    """The most steps that an expression can take from one place of the longest text, too many rather than too few."""
    return _Steps(frozenset(_KINDS + expression + expression.lower() + expression.upper())).of(branches)


@dataclass(frozen=True)
class _Rest:
    """What remains to be found: the steps it can take, and the signs it can begin with, None for any."""

    steps: int
    first: frozenset[str] | None


_END = _Rest(0, None)
"""Nothing: whatever comes before has matched."""


class _Steps:
    """Counts the steps of parts and of what follows them. A set is known by those of some `signs` that belong to it."""

    def __init__(self, signs: frozenset[str]) -> None:
        self._signs = signs
        self._sets: dict[str, frozenset[str]] = {}

    def of(self, branches: tuple[Branch, ...]) -> int:
        """The steps of alternatives, one tried after the other."""
        return sum(self._rest(branch, _END).steps for branch in branches)

    def _rest(self, branch: Branch, rest: _Rest) -> _Rest:
        for part in reversed(branch):
            rest = self._before(part, rest)
        return rest

    def _before(self, part: Part, rest: _Rest) -> _Rest:
        """What remains to be found from a part on."""
        if isinstance(part, Character):
            return _Rest(1 + rest.steps, self._set(part))
        if isinstance(part, Boundary):
            looked = self.of(part.inside) + sum(map(_scanned, part.inside))
            return _Rest(1 + looked + rest.steps, None)
        if isinstance(part, Group):
            return self._any_of([self._rest(branch, rest) for branch in part.branches])
        if isinstance(part.part, Group):
            without = [rest] if part.least == 0 else []
            return self._any_of([*(self._rest(branch, rest) for branch in part.part.branches), *without])
        return self._repeated(part, part.part, rest)

    def _repeated(self, part: Repeat, sign: Character, rest: _Rest) -> _Rest:
        own = self._set(sign)
        first = own if part.least else rest.first and rest.first | own
        if rest is _END:
            return _END if not part.least else _Rest(part.least, own)
        ways = part.most - part.least + 1
        apart = rest.first is not None and not own & rest.first
        return _Rest(part.most + (rest.steps if apart else ways * rest.steps), first)

    def _any_of(self, rests: list[_Rest]) -> _Rest:
        """One of several ways on, each tried where the one before it came to nothing."""
        firsts = [rest.first for rest in rests]
        known = [first for first in firsts if first is not None]
        together: frozenset[str] = frozenset().union(*known)
        apart = len(known) == len(rests) and len(together) == sum(map(len, known))
        steps = [rest.steps for rest in rests]
        total = len(rests) + max(steps) if apart else len(rests) + sum(steps)
        return _Rest(total, together if len(known) == len(rests) else None)

    def _set(self, sign: Character) -> frozenset[str]:
        if sign.source not in self._sets:
            matches = re.compile(sign.source, re.IGNORECASE).fullmatch
            self._sets[sign.source] = frozenset(other for other in self._signs if matches(other))
        return self._sets[sign.source]


def _scanned(branch: Branch) -> int:
    """The steps that repeats take once, where a place is only looked at."""
    return sum(part.most for part in branch if isinstance(part, Repeat))
