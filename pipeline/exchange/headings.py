"""The first row of a table, as people write it in any language → the column that each cell heads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import N_, Problem, Problems, nearest
from pipeline.exchange.columns import Column, columns
from pipeline.exchange.sheet import Sheet, Value
from pipeline.language import catalogs
from pipeline.reading.project import Project

_ROWS_ABOVE = 20
"""How far down a heading row is looked for: a title may stand above it."""
_FEWEST = 3
"""Headings that a row needs to be taken for one of headings."""
_SHOWN = 6
"""How many headings are named to somebody who has none."""
_LANGUAGE = re.compile(r"\s*[(\[]\s*([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[)\]]\s*$")


@dataclass(frozen=True)
class Ignored:
    """A heading that names no column: its column is not read. `nearest` is the heading that it may have meant."""

    column: int
    text: str
    nearest: str


@dataclass(frozen=True)
class Headed:
    """A sheet whose heading row is known: `columns` are those that are read, by their number from 1."""

    sheet: Sheet
    row: int
    columns: Mapping[int, Column]
    ignored: tuple[Ignored, ...]

    def number(self, key: str) -> int:
        """The number of a column; 0 where the table has none such."""
        return next((number for number, column in self.columns.items() if column.key == key), 0)


class Headings:
    """The names that columns have in every language of a project."""

    def __init__(self, project: Project) -> None:
        self._columns = list(columns(project))
        # Ids are English: whoever has no translation of their own types those.
        languages = dict.fromkeys(["", *project.languages])
        self._translators = {name: MessageTranslator(catalogs.readable(project.assets, name)) for name in languages}
        self._known: dict[str, tuple[str, Column]] = {}
        for words, column in self._names():
            self._known.setdefault(_bare(words), (words, column))

    def written(self, column: Column, language: str) -> str:
        """The heading of a column in one language."""
        first = self._synonyms(column, language if language in self._translators else "")[0]
        return f"{first} ({column.language})" if column.language else first

    def score(self, sheet: Sheet) -> int:
        """How many headings the best row of a sheet has."""
        return max((len(set(self._found(row))) for row in sheet.rows[:_ROWS_ABOVE]), default=0)

    def headed(self, sheets: list[Sheet], name: str, wanted: str = "") -> Headed:
        """The one table among some sheets. Raises Problems where there is none, or more than one."""
        tables = [sheet for sheet in sheets if self.score(sheet) >= _FEWEST]
        if wanted:
            tables = [sheet for sheet in tables if sheet.name == wanted]
        if not tables:
            raise Problems([self._no_table(sheets, name)])
        if len(tables) > 1:
            hint = N_("name one with --sheet")
            names = ", ".join(f'"{sheet.name}"' for sheet in tables)
            message = N_("has a table on each of these sheets: {sheets}")
            raise Problems([Problem(name, message, hint=hint, values=(("sheets", names),))])
        [sheet] = tables
        rows = range(min(len(sheet.rows), _ROWS_ABOVE))
        row = max(rows, key=lambda index: (len(set(self._found(sheet.rows[index]))), -index))
        found = list(self._problems(sheet, row))
        if found:
            raise Problems(found)
        cells = {number: self.column(value) for number, value in enumerate(sheet.rows[row], 1)}
        known = {number: column for number, column in cells.items() if column}
        return Headed(sheet, row + 1, known, tuple(self._ignored(sheet, row)))

    def column(self, value: Value) -> Column | None:
        """The column that a cell heads."""
        if not isinstance(value, str):
            return None
        known = self._known.get(_bare(value))
        return known[1] if known else None

    def _no_table(self, sheets: list[Sheet], name: str) -> Problem:
        wanted = ", ".join(self.written(column, "") for column in self._columns[:_SHOWN])
        hint = N_("its first row names the columns, such as {headings}; briefs export partnerships gives them all")
        message = N_("has no sheet with a table") if sheets else N_("the file is empty")
        return Problem(name, message, hint=hint if sheets else "", values=(("headings", wanted),))

    def _problems(self, sheet: Sheet, row: int) -> Iterator[Problem]:
        """What is wrong with the row of headings, and where a second table begins."""
        seen: dict[str, int] = {}
        for number, value in enumerate(sheet.rows[row], 1):
            column = self.column(value)
            if column is None:
                continue
            if column.key in seen:
                hint = N_("one table to a sheet, and one column for each heading")
                yield sheet.problem(row + 1, number, "this column is here a second time", hint=hint)
            elif number in sheet.hidden_columns:
                yield sheet.problem(row + 1, number, "this column is hidden", hint="show it, or delete it")
            seen[column.key] = number
        for below in range(row + 1, len(sheet.rows)):
            if len(set(self._found(sheet.rows[below]))) >= _FEWEST:
                hint = N_("one table to a sheet: move it to a sheet or a file of its own")
                yield sheet.problem(below + 1, 1, "a second table begins here", hint=hint)
                return

    def _ignored(self, sheet: Sheet, row: int) -> Iterator[Ignored]:
        known = [words for words, _ in self._known.values()]
        for number, value in enumerate(sheet.rows[row], 1):
            if isinstance(value, str) and self.column(value) is None:
                yield Ignored(number, value.strip(), nearest(value.strip(), known))

    def _found(self, row: tuple[Value, ...]) -> Iterator[str]:
        for value in row:
            column = self.column(value)
            if column:
                yield column.key

    def _names(self) -> Iterator[tuple[str, Column]]:
        """Every name of each column. A text's column has its language behind it, or else is of the heading's own."""
        for language in self._translators:
            for column in self._columns:
                for words in self._synonyms(column, language):
                    if column.language:
                        yield f"{words} ({column.language})", column
                    if column.language in ("", language):
                        yield words, column

    def _synonyms(self, column: Column, language: str) -> list[str]:
        return [word.strip() for word in self._translators[language](column.headings).split("|")]


def _bare(text: str) -> str:
    """A heading without case, accents, blanks and punctuation; a language behind it stands apart."""
    match = _LANGUAGE.search(text)
    words, tail = (text[: match.start()], f" {match[1].lower()}") if match else (text, "")
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(letter for letter in plain if letter.isalnum()) + tail
