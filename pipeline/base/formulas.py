"""Formulas over named inputs: read once, evaluated in Decimals, units carried through every step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([a-z][a-z0-9]*(?:-[a-z0-9]+)*)|([-+*/()]))")
_DEEPEST = 20
_DIGITS = 28


class NotAFormula(ValueError):
    """Text that is no formula; its own text is the part that cannot be read."""


class UnitMismatch(ValueError):
    """Values of two units that are added or subtracted; `first` and `second` name the units."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first}, {second}")
        self.first, self.second = first, second


class DivisionByZero(ValueError):
    """A division by an input that is zero."""


@dataclass(frozen=True)
class Quantity:
    """An amount with its unit: the powers of each currency (or other unit) it was multiplied or divided by.

    A pure number has none: so have people, orders and views, because what is counted is said by the metric.
    """

    amount: Decimal
    units: tuple[tuple[str, int], ...] = ()

    @property
    def unit(self) -> str:
        """The unit in words: "USD", "1/USD", or empty for a pure number."""
        return " ".join(name if power == 1 else f"{name}^{power}" for name, power in self.units)

    def plus(self, other: Quantity, sign: int) -> Quantity:
        """The sum or difference. Raises Unlike where the units are not the same."""
        if self.units != other.units:
            raise UnitMismatch(self.unit or "1", other.unit or "1")
        return Quantity(self.amount + sign * other.amount, self.units)

    def times(self, other: Quantity) -> Quantity:
        """The product."""
        return Quantity(self.amount * other.amount, _powers(self, other, 1))

    def over(self, other: Quantity) -> Quantity:
        """The quotient. Raises Undivided."""
        if not other.amount:
            raise DivisionByZero
        return Quantity(self.amount / other.amount, _powers(self, other, -1))


def _powers(first: Quantity, second: Quantity, sign: int) -> tuple[tuple[str, int], ...]:
    powers = dict(first.units)
    for name, power in second.units:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


@dataclass(frozen=True)
class Formula:
    """A formula that has been read: its inputs in order, its numbers, and the input that the whole is divided by."""

    inputs: tuple[str, ...]
    constants: tuple[Decimal, ...]
    divisor: str
    _steps: tuple[Callable[[list[Quantity], Mapping[str, Quantity]], None], ...]

    def value(self, inputs: Mapping[str, Quantity]) -> Quantity:
        """The formula's value. Raises KeyError for an input that is not given, Unlike and Undivided."""
        stack: list[Quantity] = []
        with localcontext() as context:
            context.prec = _DIGITS
            for step in self._steps:
                step(stack, inputs)
        return stack.pop()


@lru_cache(maxsize=1000)
def formula(text: str) -> Formula:
    """A formula from its text: names, numbers, + - * / and parentheses. Raises NotAFormula."""
    reader = _FormulaReader(list(_tokens(text)))
    divisor = reader.sum(0)
    if reader.rest:
        raise NotAFormula(reader.rest[0])
    return Formula(tuple(dict.fromkeys(reader.names)), tuple(reader.numbers), divisor, tuple(reader.steps))


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotAFormula(text[at:].strip())
        at = found.end()
        yield found[0].strip()


class _FormulaReader:
    """Reads tokens by precedence into steps for a stack. Each part returns the name it was last divided by."""

    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens
        self.names: list[str] = []
        self.numbers: list[Decimal] = []
        self.steps: list[Callable[[list[Quantity], Mapping[str, Quantity]], None]] = []

    def sum(self, depth: int) -> str:
        divisor = self.product(depth)
        while self.rest and self.rest[0] in "+-":
            sign = 1 if self.rest.pop(0) == "+" else -1
            self.product(depth)
            self.steps.append(_two(lambda first, second, sign=sign: first.plus(second, sign)))  # type: ignore[misc]
            divisor = ""
        return divisor

    def product(self, depth: int) -> str:
        divisor = ""
        self.factor(depth)
        while self.rest and self.rest[0] in "*/":
            divides = self.rest.pop(0) == "/"
            divisor = self.rest[0] if divides and self.rest and self.rest[0][0].isalpha() else ""
            self.factor(depth)
            self.steps.append(_two(Quantity.over if divides else Quantity.times))
        return divisor

    def factor(self, depth: int) -> None:
        if not self.rest or depth > _DEEPEST:
            raise NotAFormula(self.rest[0] if self.rest else "")
        token = self.rest.pop(0)
        if token == "(":  # noqa: S105 - a parenthesis
            self.sum(depth + 1)
            if not self.rest or self.rest.pop(0) != ")":
                raise NotAFormula("(")
        elif token[0].isdigit():
            number = Decimal(token)
            self.numbers.append(number)
            self.steps.append(lambda stack, inputs: stack.append(Quantity(number)))
        elif token[0].isalpha():
            self.names.append(token)
            self.steps.append(lambda stack, inputs: stack.append(inputs[token]))
        else:
            raise NotAFormula(token)


def _two(
    operation: Callable[[Quantity, Quantity], Quantity],
) -> Callable[[list[Quantity], Mapping[str, Quantity]], None]:
    def step(stack: list[Quantity], inputs: Mapping[str, Quantity]) -> None:
        second, first = stack.pop(), stack.pop()
        stack.append(operation(first, second))

    return step
