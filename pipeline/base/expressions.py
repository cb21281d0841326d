"""A regular expression that somebody wrote → its parts, of which it may hold few: what is refused is told why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.base.problems import N_

LONGEST_TEXT = 2000
"""Characters of the longest text that is searched."""
_DEEPEST = 8

_CLASS = re.compile(r"\[\^?\]?(?:[^\\\]\[]|\\.)*\]", re.DOTALL)
_REPEAT = re.compile(r"(?:[?*+]|\{(\d{1,3})\}|\{(\d{0,3}),(\d{0,3})\})\??")
_GROUP = re.compile(r"\((\?:|\?<?[=!])?")
_SETS, _EDGES, _BLANKS = frozenset("wWdDsS"), frozenset("bB"), {"n": "\n", "t": "\t"}
_SPECIAL = frozenset("*+?{}[]()|^$.\\")


class NotAPattern(ValueError):
    """An expression that is none, or that could take too long; `message`, `hint` and `values` say why."""

    def __init__(self, message: str, hint: str = "", **values: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.values = message, hint, values


@dataclass(frozen=True)
class Character:
    """One character: of a set, or the very one that `literal` is."""

    source: str
    literal: str = ""


@dataclass(frozen=True)
class Boundary:
    """A place between two characters; `inside` is what is looked at there, if anything."""

    inside: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Group:
    """One of several branches."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Repeat:
    """A part that stands there from `least` to `most` times."""

    part: Character | Group
    least: int
    most: int


Part = Character | Boundary | Group | Repeat
Branch = tuple[Part, ...]


def parts(expression: str) -> tuple[Branch, ...]:
    """The alternatives of an expression. Raises NotAPattern."""
    reader = _ExpressionReader(expression)
    branches = reader.branches(0)
    if reader.at < len(expression):
        raise NotAPattern(N_("a closing parenthesis without an opening one"))
    return branches


class _ExpressionReader:
    """Reads an expression from left to right. Raises NotAPattern for what none may hold here."""

    def __init__(self, expression: str) -> None:
        self.text = expression
        self.at = 0

    def branches(self, depth: int) -> tuple[Branch, ...]:
        if depth > _DEEPEST:
            raise NotAPattern(N_("nested deeper than {limit} levels"), limit=str(_DEEPEST))
        found = [self.branch(depth)]
        while self.next() == "|":
            self.at += 1
            found.append(self.branch(depth))
        return tuple(found)

    def branch(self, depth: int) -> Branch:
        parts = []
        while self.next() not in ("", "|", ")"):
            parts.append(self.repeated(self.part(depth)))
        return tuple(parts)

    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def part(self, depth: int) -> Part:
        sign = self.next()
        if sign == "(":
            return self.group(depth)
        if sign == "[":
            return self.set()
        if sign == "\\":
            return self.escaped()
        if sign in ("^", "$"):
            self.at += 1
            return Boundary()
        if sign != "." and sign in _SPECIAL:
            raise self.refused(sign)
        self.at += 1
        return Character(".") if sign == "." else Character(re.escape(sign), sign)

    def group(self, depth: int) -> Part:
        opened = _GROUP.match(self.text, self.at)
        kind = opened[1] if opened else ""
        self.at += 1 + len(kind or "")
        if self.next() == "?":
            raise self.refused(self.text[self.at - 1 : self.at + 2])
        inside = self.branches(depth + 1)
        if self.next() != ")":
            raise NotAPattern(N_("an opening parenthesis without a closing one"))
        self.at += 1
        return Group(inside) if kind in ("", None, "?:") else Boundary(inside)

    def set(self) -> Character:
        found = _CLASS.match(self.text, self.at)
        if found is None or set(re.findall(r"\\(\w)", found[0])) - _SETS - _BLANKS.keys():
            raise self.refused(found[0] if found else self.text[self.at : self.at + 10])
        self.at = found.end()
        return Character(found[0])

    def escaped(self) -> Part:
        sign = self.text[self.at + 1 : self.at + 2]
        self.at += 2
        if sign in _EDGES and sign:
            return Boundary()
        if sign in _SETS and sign:
            return Character(f"\\{sign}")
        literal = _BLANKS.get(sign, sign)
        if not sign or (literal == sign and sign.isalnum()):
            raise self.refused(f"\\{sign}")
        return Character(re.escape(literal), literal)

    def repeated(self, part: Part) -> Part:
        found = _REPEAT.match(self.text, self.at)
        if found is None:
            return part
        self.at = found.end()
        least, most = _times(found)
        if isinstance(part, Group) and most == 1:
            return Repeat(part, least, most)
        if not isinstance(part, Character) or self.next() in ("*", "+", "?", "{") or most < least:
            hint = N_("only a single character or a set may be repeated")
            raise NotAPattern(N_('"{part}" is not allowed here in a regular expression'), hint, part=found[0])
        return Repeat(part, least, most)

    def refused(self, part: str) -> NotAPattern:
        hint = N_(
            "write letters, sets such as [ab] and \\w, groups, alternatives; put a backslash before other characters"
        )
        return NotAPattern(N_('"{part}" is not allowed here in a regular expression'), hint, part=part)


def _times(found: re.Match[str]) -> tuple[int, int]:
    """How often a repeat lets its part stand there, at least and at most."""
    if found[1] is not None:
        return int(found[1]), int(found[1])
    if found[2] is not None:
        return int(found[2] or 0), int(found[3]) if found[3] else LONGEST_TEXT
    return {"?": (0, 1), "*": (0, LONGEST_TEXT), "+": (1, LONGEST_TEXT)}[found[0][0]]


def can_be_empty(branch: Branch) -> bool:
    """Whether a branch matches where nothing is."""
    for part in branch:
        inside = part.part if isinstance(part, Repeat) else part
        if isinstance(part, Repeat) and part.least == 0:
            continue
        if isinstance(inside, Character) or (isinstance(inside, Group) and not any(map(can_be_empty, inside.branches))):
            return False
    return True


def runs(branch: Branch) -> Iterator[str]:
    """The runs of characters that every match of a branch holds."""
    run = ""
    for part in branch:
        if isinstance(part, Character) and part.literal:
            run += part.literal
            continue
        yield run
        run = ""
        if isinstance(part, Repeat) and part.least and isinstance(part.part, Character):
            yield part.part.literal
    yield run
