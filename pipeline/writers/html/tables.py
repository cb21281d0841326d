"""Tables for narrow screens: what is read by rows becomes a card a row, what is read by columns a list of terms."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.document.traversal import parts
from pipeline.document.tree import Cell, Heading, Inline, Paragraph, Row, Table, plain
from pipeline.model.theme import Theme
from pipeline.writers.fields import is_to_be_filled
from pipeline.writers.html.inlines import tag
from pipeline.writers.html.style import class_of

_BESIDE = "minor"
"""The role of cells that say what follows."""

_LONGEST_WHOLE = 24
"""Letters of a word for which a column is as wide as it is."""


class TableMarkup:
    """Makes the markup of tables, as `heading`, `words` and `only_said` make that of what stands in them.

    `begin_row` is told of rows.

    Roles are written out because browsers forget those of a table whose rows are shown as blocks.
    """

    def __init__(
        self,
        theme: Theme,
        heading: Callable[[Heading], str],
        words: Callable[[tuple[Inline, ...]], str],
        begin_row: Callable[[], None],
        only_said: Callable[[tuple[Inline, ...]], str],
    ) -> None:
        self._theme = theme
        self._heading = heading
        self._words = words
        self._begin_row = begin_row
        self._only_said = only_said

    def table(self, table: Table) -> str:
        """A table in the form that it is read in."""
        return self._by_columns(table) if self.is_read_by_columns(table) else self._by_rows(table)

    def is_read_by_columns(self, table: Table) -> bool:
        """Whether each column of a table speaks of one thing: its rows have neither heads nor lines between them."""
        style = self._theme.tables.get(table.role)
        ruled = style is None or style.rules
        return bool(table.head) and not ruled and not any(cell.scope for row in table.rows for cell in row.cells)

    def _by_columns(self, table: Table) -> str:
        groups = "".join(self._column(table, index) for index in range(table.columns))
        above, label = self._named(table)
        listed = f'<dl class="columns">{groups}</dl>'
        return f"{above}{tag('div', class_=table.role, role='group', aria_label=label)}{listed}</div>"

    def _column(self, table: Table, index: int) -> str:
        terms = (self._term(row.cells[index]) for row in table.head)
        # What nothing stands in, and nobody writes in, takes no line.
        cells = (row.cells[index] for row in table.rows)
        details = (self._detail(cell) for cell in cells if cell.children or is_to_be_filled(cell))
        return f"<div>{''.join((*terms, *details))}</div>"

    def _term(self, cell: Cell) -> str:
        return f"{tag('dt', class_=class_of(self._theme, cell))}{self._words(cell.children)}</dt>"

    def _detail(self, cell: Cell) -> str:
        # What follows from what a column is about is said, and offers nothing of its own.
        words = self._only_said(cell.children) if cell.role == _BESIDE else self._parts(cell)
        return f"{tag('dd', class_=class_of(self._theme, cell))}{words}</dd>"

    def _by_rows(self, table: Table) -> str:
        labels = [plain(cell.children) for cell in table.head[-1].cells] if table.head else []
        heads = "".join(self._row(row, []) for row in table.head)
        head = f'<thead role="rowgroup">{heads}</thead>' if heads else ""
        rows = "".join(self._row(row, labels) for row in table.rows)
        above, label = self._named(table)
        opened = tag("table", class_=f"cards {table.role}".strip(), role="table", aria_label=label)
        return f'{above}{opened}{head}<tbody role="rowgroup">{rows}</tbody></table>'

    def _named(self, table: Table) -> tuple[str, str]:
        """What stands above a table, and its name: a heading inside one is none to those who listen."""
        match table.caption:
            case Heading() as heading:
                return self._heading(heading), plain(heading.children)
            case Paragraph(_, children):
                return f'<p class="caption">{self._words(children)}</p>', plain(children)
        return "", table.label

    def _row(self, row: Row, labels: list[str]) -> str:
        self._begin_row()
        said = labels or [""] * len(row.cells)
        cells = (self._cell(cell, label) for cell, label in zip(row.cells, said, strict=True))
        return f"{tag('tr', class_=row.role, role='row')}{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, label: str) -> str:
        words, look = self._parts(cell), self._look(cell)
        if cell.scope:
            role = "columnheader" if cell.scope == "col" else "rowheader"
            return f"{tag('th', class_=look, scope=cell.scope, role=role)}{words}</th>"
        said = f"<div>{words}</div>" if label else words
        return f"{tag('td', class_=look, role='cell', data_label=label)}{said}</td>"

    def _parts(self, cell: Cell) -> str:
        """The words of a cell, and below them those that have a style of their own."""
        key = self._theme.cell_key(cell.scope, cell.role)
        (_, first), *rest = parts(key, cell.children, self._theme.then_key(key))
        below = (f'<div class="{own.replace(".", "-")}">{self._words(words)}</div>' for own, words in rest)
        return f"{self._words(first)}{''.join(below)}"

    def _look(self, cell: Cell) -> str:
        """The classes of a cell. A column is as wide as its longest word: one that has no end may be divided."""
        long = any(len(word) > _LONGEST_WHOLE for word in re.split(r"[\s-]", plain(cell.children)))
        return f"{class_of(self._theme, cell)} long".strip() if long else class_of(self._theme, cell)
