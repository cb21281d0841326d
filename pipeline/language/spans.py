"""Spans of other things than amounts, sizes and groups of digits, by the habits that a language's file lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from pipeline.model.language import Typography

NBSP, RANGE, TIMES = "\u00a0", "\u2013", "\u00d7"
_SPACE = f"[ {NBSP}]"
_ROMAN = "[IVXLCDM]+"
_DAY_AND_MONTH = r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])"
_SIDE = r"\d+(?:[.,]\d+)?"
_LONG = 5
"""From how many digits on a number is printed in groups."""

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def rules(typography: Typography, months: Sequence[str], across: str, money: Collection[str]) -> list[Rule]:
    """What is looked for and how it is printed. `across` stands between two days of different months.

    `money` is how the words for currencies begin.
    """
    return [
        *_days(months, across),
        *_ordinals(typography),
        *_centuries(typography),
        *_named(typography),
        (re.compile(rf"(?<![\w.,/-]){_SIDE}(?:[xх]{_SIDE})+(?!\w)"), _size),
        *_grouped(typography, money),
    ]


def alternatives(words: Collection[str]) -> str:
    """A pattern of any of some words, and of nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _days(months: Sequence[str], across: str) -> list[Rule]:
    """A hyphen or dash between two days: of different months, of one month, or written in digits alone.

    Two pairs of digits may as well be a code: a zero in front tells that they are none.
    """
    found: list[Rule] = [(re.compile(rf"(?<![\w.])({_DAY_AND_MONTH})-({_DAY_AND_MONTH})(?![\w—–-]|\.\d)"), _dotted)]
    if not months:
        return found
    any_month = alternatives(months)
    day = rf"(?:\d{{1,2}}\.?{_SPACE}(?:{any_month})|(?:{any_month}){_SPACE}\d{{1,2}})(?!\w)"
    joined = rf"({_SPACE}?[-–]{_SPACE}?|{_SPACE}—{_SPACE})"
    return [
        *found,
        (re.compile(rf"(?<![\w.])({day}){joined}(?={day})"), lambda match: match[1] + across),
        (re.compile(rf"(?<![\w.,–-])(\d{{1,2}}){_SPACE}-{_SPACE}(\d{{1,2}})(?={_SPACE}(?:{any_month})\b)"), _rising),
    ]


def _dotted(match: re.Match[str]) -> str:
    return f"{match[1]}{RANGE}{match[2]}" if "0" in (match[1][0], match[2][0]) else match[0]


def _rising(match: re.Match[str]) -> str:
    return f"{match[1]}{RANGE}{match[2]}" if int(match[1]) < int(match[2]) else match[0]


def _ordinals(typography: Typography) -> list[Rule]:
    """A span of numbers with an ending: the hyphen of the ending stays one."""
    if not typography.ordinal_endings:
        return []
    ending = rf"-(?:{alternatives(typography.ordinal_endings)})(?!\w)"
    return [(re.compile(rf"(?<![\w.,–-])(\d{{1,2}})-(\d{{1,2}})(?={ending})"), _rising)]


def _centuries(typography: Typography) -> list[Rule]:
    """Roman numerals and the word for centuries behind them."""
    if not typography.centuries:
        return []
    behind = rf"{_SPACE}?(?=(?:{alternatives(typography.centuries)})(?!\w))"
    return [
        (re.compile(rf"(?<!\w)({_ROMAN})-({_ROMAN}){behind}"), rf"\1{RANGE}\2{NBSP}"),
        (re.compile(rf"(?<!\w)({_ROMAN}){behind}"), rf"\1{NBSP}"),
    ]


def _named(typography: Typography) -> list[Rule]:
    """A hyphen between two days of the week, quarters or other things that are counted in an order."""
    if not typography.spans:
        return []
    named = alternatives(typography.spans)
    dotted = alternatives([word for word in typography.spans if word.endswith(".")])
    number = rf"|(?<!\w)({dotted})-(?=\d)" if dotted else ""
    return [(re.compile(rf"(?<!\w)({named})-(?=(?:{named})(?!\w)){number}"), lambda match: match[0][:-1] + RANGE)]


def _size(match: re.Match[str]) -> str:
    """A letter between two numbers as the sign of multiplication, but for numbers of programmers."""
    return match[0] if match[0].startswith("0") else re.sub("[xх]", TIMES, match[0])


def _grouped(typography: Typography, money: Collection[str]) -> list[Rule]:
    """A long number in groups of digits where money stands behind it: any other may be a code."""
    signs = [sign for sign in typography.after_number if not sign[0].isalpha() and sign not in "%°"]
    if not typography.spaced_digit_groups or not (signs or money):
        return []
    behind = [rf"{_SPACE}?(?:{alternatives(signs)})"] if signs else []
    behind += [rf"{_SPACE}(?:{alternatives(money)})"] if money else []
    return [(re.compile(rf"(?<![\w.,:/№#–-])(\d{{{_LONG},}})(?={'|'.join(behind)})"), _in_groups)]


def _in_groups(match: re.Match[str]) -> str:
    return f"{int(match[1]):,}".replace(",", NBSP) if match[1][0] != "0" else match[1]
