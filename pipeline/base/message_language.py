"""The language in which the program itself speaks: that of the terminal, or the one asked for."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping

from pipeline.base.problems import N_, Problem

CONTEXT = "problem"
"""The message context of problems in the catalogs: a template's word may need another translation."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def wanted(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the terminal asks for, as its two or three letters; empty where it asks for none."""
    for variable in _VARIABLES:
        value = environment.get(variable, "").split(":")[0].split(".")[0].split("_")[0]
        if value:
            return "" if value in ("C", "POSIX") else value.lower()
    return ""


class MessageTranslator:
    """Says problems and their count in one language; what its catalog lacks is said in English."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        self._translations = translations

    def __call__(self, message: str) -> str:
        """A message in this language."""
        return self._translations.pgettext(CONTEXT, message)

    def problem(self, found: Problem) -> str:
        """A problem as one line."""
        return found.told(self)

    def count(self, problems: tuple[Problem, ...], outcome: str = "") -> str:
        """How many problems there are, in how many files, and what was not done for them."""
        files = len({found.path for found in problems})
        first = self.number(N_("{n} problem"), N_("{n} problems"), len(problems))
        second = self.number(N_("in {n} file"), N_("in {n} files"), files)
        return f"{first} {second}; {self(outcome or N_('nothing was built'))}"

    def number(self, singular: str, plural: str, count: int, **values: object) -> str:
        """A message about so many things, `{n}` of them."""
        return self._translations.npgettext(CONTEXT, singular, plural, count).format(n=count, **values)

    def said(self, message: str, **values: object) -> str:
        """A message with its values."""
        return self(message).format(**values)


ENGLISH = MessageTranslator(gettext.NullTranslations())


def problem_lines(problems: tuple[Problem, ...], translator: MessageTranslator, outcome: str = "") -> Iterator[str]:
    """Each problem as one line, then their count."""
    for found in problems:
        yield translator.problem(found)
    yield translator.count(problems, outcome)
