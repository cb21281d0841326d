"""Words that stay on one line, and words that are parted into what is said large and what is said small."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.language import day_lists
from pipeline.language.localization import Localization
from pipeline.model.localized import Localized
from pipeline.rendering import inlines, sentences

_SPACE = re.compile(r" (?![^<>]*>)")
"""A space that is in no tag."""
_LETTERS = re.compile(r"[ \u00a0]\(\w+\)$")
_QUOTED = re.compile(r"(?:“[^“”<>]{1,32}”|«[^«»<>]{1,32}»|„[^„“<>]{1,32}“)")
"""A short phrase in quotation marks."""
_ROOM = 24
"""How many letters a line of a card has room for where three stand beside each other."""
_SMALL = 3
"""How many letters a word has at most that belongs to the one behind it."""
_PAUSES = tuple(".!?…,;:—–")
"""What a phrase may end with."""
_NBSP = "\u00a0"

_SHORT = 21
"""How many letters a part of a formula has at most that stands on a line of a narrow column."""

_FEW = 3
"""How many days of a month a column of a quarter has room for on a line."""


def filters(words: Callable[[Localized], Markup], localization: Localization) -> Mapping[str, Callable[..., Any]]:
    """The filters `whole`, of what ends no line, and `headed`, of a text; `words` says one in a language."""

    @jinja2.pass_context
    def day_list(context: jinja2.runtime.Context, days: Sequence[datetime.date]) -> Markup:
        """Days of one month, of which a short list stays on one line, with their year as a date has it."""
        other = context.get("first_year", 0) not in (0, days[0].year)
        said = day_lists.listed(days, localization, year=other, mark=_dated)
        # A list of many days has no room on one line.
        return whole(said) if len(days) <= _FEW else Markup(said)  # noqa: S704 - what Babel gives, marked up

    def headed(text: Localized) -> tuple[Markup, ...]:
        """What stands before the first colon of a text and what behind it; nothing where there is none."""
        head, colon, rest = words(text).partition(": ")
        return (head, rest) if colon else ()

    def unlettered(name: Localized) -> Markup:
        """A name without the letters in brackets behind it, which only those know who use it every day."""
        return Markup(_LETTERS.sub("", str(words(name))))  # noqa: S704 - a part of what is markup

    def divided(formula: Localized) -> Markup:
        """A short formula, which goes on behind its division sign where it has no room on one line."""
        parts = words(formula).split(" ÷ ")
        if len(parts) != len(("above", "below")) or max(map(len, parts)) > _SHORT:
            return words(formula)
        return Markup("\u00a0÷ ").join(map(whole, parts))

    def told(text: Localized | Markup) -> Markup:
        return text if isinstance(text, Markup) else words(text)

    def opened(text: Localized | Markup) -> Markup:
        """A text that begins in bold, as far as to its first pause: before the first colon of it, else comma."""
        said = told(text)
        return next(filter(None, (_in_bold(said, pause) for pause in (":", ",", ";"))), said)

    def closed(text: Localized | Markup) -> Markup:
        """A phrase with the point of a sentence, and its letters as they are: it stands behind a label."""
        said = told(text)
        return said if not said or inlines.bare(said).rstrip('”“»"').endswith(sentences.ENDS) else said + "."

    def clauses(text: Localized | Markup) -> tuple[Markup, Markup]:
        """What stands before the first semicolon of a text and what behind it: what is said large, and what small."""
        head, _, rest = told(text).partition("; ")
        return head, rest

    return {
        "opened": opened,
        "clauses": clauses,
        "closed": closed,
        "by_sense": by_sense,
        "quotes_whole": quotes_whole,
        "whole": whole,
        "day_list": day_list,
        "divided": divided,
        "headed": headed,
        "day_whole": day_whole,
        "unlettered": unlettered,
    }


def _dated(day: datetime.date, said: str) -> str:
    return str(inlines.time(day.isoformat(), said))


def _in_bold(said: Markup, pause: str) -> Markup:
    """Words in bold as far as to a pause, with it; none where there is no such pause outside of markup."""
    head, found, rest = said.partition(f"{pause} ")
    return Markup("<strong>{}{}</strong> {}").format(head, pause, rest) if found and "<" not in head else Markup()


def whole(said: Markup | str) -> Markup:
    """Words of which a line does not end inside."""
    return Markup(_SPACE.sub(_NBSP, str(said)))  # noqa: S704 - no sign is added but a space


def quotes_whole(said: Markup) -> Markup:
    """Words in which a line does not part a quoted phrase of a few words, as far as a line has room for it."""
    return Markup(_QUOTED.sub(lambda found: whole(found[0]), str(said)))  # noqa: S704 - no sign is added but a space


def by_sense(said: Markup, beside: int = 3) -> Markup:
    """First words on a card in two lines: parted behind a phrase where they have a pause, else into like halves.

    As they are where one line has room for them, or two have not; `beside` says how many cards share a row.
    """
    room = _ROOM * 3 // max(beside, 1)
    words = said.split(" ")
    if len(said) <= room or "<" in said:
        return said
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    fit = [(head, rest) for head, rest in halves if max(len(head), len(rest)) <= room]
    paused = [pair for pair in fit if pair[0].endswith(_PAUSES)]
    kept = [pair for pair in fit if len(pair[0].rpartition(" ")[2]) > _SMALL]
    if not (paused or kept):
        return said
    head, rest = min(paused or kept, key=lambda pair: max(map(len, pair)))
    return Markup("{}<br/>{}").format(Markup(head), Markup(rest))  # noqa: S704 - parts of what is markup


def day_whole(said: Markup) -> Markup:
    """Words that end with a day and an hour, which a line does not part."""
    before, tag, rest = said.partition("<time")
    return Markup(before) + whole(f"{tag}{rest}")  # noqa: S704 - the words are markup already
