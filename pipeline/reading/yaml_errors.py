"""What libyaml says of a text, in the words of someone who types YAML."""

from __future__ import annotations

import re

import yaml

from pipeline.base.problems import N_, Problem, problem
from pipeline.reading import lookalikes

SWALLOWED = N_('everything after "#" is a comment, not part of the value')
KEEP = N_('put the whole text in quotes; before a comment, type two spaces and "# "')

# libyaml's complaints in the words of someone who types YAML: what it says → message, hint.
# {opened} is the line on which what is not closed began.
_QUOTE = N_("put the value in quotes")
_ALIGN = N_("this line does not line up with those above"), N_("indent it like them")
_SAID = (
    ("mapping values are not allowed", N_("a second colon on this line"), N_("put text that holds a colon in quotes")),
    ("could not find expected ':'", N_("expected a colon after the key"), N_("write key: value, with a space between")),
    ("did not find expected key", *_ALIGN),
    ("block collection", *_ALIGN),
    ("mapping keys are not allowed", N_("a value cannot start with a question mark"), _QUOTE),
    (
        "did not find expected '-' indicator",
        N_("this line does not line up with the list above"),
        N_('start it with "- "'),
    ),
    ("did not find expected ',' or ']'", N_("the list opened on line {opened} is not closed"), N_('write "]"')),
    ("did not find expected ',' or '}'", N_("the braces opened on line {opened} are not closed"), N_('write "}}"')),
    ("found unexpected ':'", N_("a colon with no space after it"), N_("write key: value, or put the value in quotes")),
    ("did not find expected node content", N_("a value is missing"), N_("add it, or remove what needs it")),
    (
        "found unexpected end of stream",
        N_("the quotation mark opened on line {opened} is not closed"),
        N_("close it where the text ends"),
    ),
    (
        "found unexpected document indicator",
        N_("the quotation mark opened on line {opened} is not closed"),
        N_("close it where the text ends"),
    ),
    ("escape character", N_("an unknown escape after a backslash"), N_("use single quotes, or write \\\\")),
    ("hexdecimal number", N_("an unknown escape after a backslash"), N_("use single quotes, or write \\\\")),
    ("Unicode character escape", N_("not a character of any script"), N_("delete the escape")),
    ("cannot start any token", N_("a value cannot start with this character"), _QUOTE),
    ("alphabetic or numeric", N_("a value cannot start with this character"), _QUOTE),
    ("block sequence entries are not allowed", N_("a list cannot start on this line"), N_("begin it on the next line")),
    ("expected comment or line break", N_("nothing may follow the character that opens a text block"), _QUOTE),
    ("indentation indicator", N_("nothing may follow the character that opens a text block"), _QUOTE),
    ("incompatible YAML document", N_("this version of YAML is not supported"), N_("remove the line %YAML")),
    ("directive", N_("a line cannot start with a percent sign"), _QUOTE),
    ("version number", N_("a line cannot start with a percent sign"), _QUOTE),
    ("non-alphabetical character", N_("a line cannot start with a percent sign"), _QUOTE),
    (
        "<document start>",
        N_("this line does not belong to anything above it"),
        N_("indent it like a field"),
    ),
    ("whitespace or line break", N_("a value cannot start with this character"), _QUOTE),
    ("tag", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("'!'", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("the expected '>'", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("URI", N_("a value cannot start with an exclamation mark"), _QUOTE),
)

_AT_THE_START = (
    "could not find expected ':'",
    "did not find expected alphabetic or numeric",
    "found unexpected end of stream",
    "found unexpected document indicator",
)
"""The complaints that are best told where the text began that they are about."""


def yaml_problem(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """What libyaml says of a text, as the problem that a person made."""
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    rows = text.rstrip("\n").split("\n")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > len(rows):
        # What is missing at the end of the file is told where the last line ends.
        line, column = len(rows), len(rows[-1]) + 1
    row = rows[line - 1]
    indentation = re.match(r" *\t", row)
    if indentation:
        column = indentation.end()
        return problem(name, "a tab in the indentation", hint="indent with spaces", line=line, column=column)
    mistaken = _mistaken(name, rows, sorted({opened.line + 1 if opened else line, line - 1, line}))
    if mistaken:
        return mistaken
    said = (error.problem or "not valid YAML").strip()
    if "mapping values" in said and ":" not in row[: column - 1]:
        # The key of this line was read as more words of the value above it.
        hint = "write a colon after the word above, or indent this line like it"
        return problem(name, "this line continues the one above", hint=hint, line=line, column=column)
    before = row[: column - 1].rstrip()
    if row.lstrip().startswith(":"):
        return problem(name, "a key is missing", hint="write a word before the colon", line=line, column=column)
    if said == "did not find expected key" and before.endswith(("]", "}", '"', "'")):
        quote = _unclosed(rows, line) if before.count('"') % 2 else None
        if quote:
            line, column = quote
            hint = "close it where the text ends"
            message = "the quotation mark opened on line {opened} is not closed"
            return problem(name, message, hint=hint, line=line, column=column, opened=line)
        hint = "put the whole text in quotes"
        return problem(
            name, "nothing may follow {closing} here", hint=hint, line=line, column=column, closing=before[-1]
        )
    if said.endswith(("',' or ']'", "',' or '}'")) and said[-2] in row[column - 1 :]:
        # It is closed on this very line: what stands between is not one text.
        hint = "put text that holds quotation marks, commas or colons in quotes"
        return problem(name, "expected a comma or {closing}", hint=hint, line=line, column=column, closing=said[-2])
    if opened and said.startswith(_AT_THE_START):
        line, column = opened.line + 1, opened.column + 1
    for part, message, hint in _SAID:
        if part in said:
            first = opened.line + 1 if opened else line
            return problem(name, message, hint=hint, line=line, column=column, opened=first)
    return problem(name, "{said}", line=line, column=column, said=said)


_GLUED = re.compile(r"""(?:(?<=[^\s"'] )|(?<=[\[{,]))#(?=[^\s#])""")


def _mistaken(name: str, rows: list[str], lines: list[int]) -> Problem | None:
    """What a person took for a sign of YAML, or for words, in the lines that an error is about."""
    for line in lines:
        row = rows[line - 1] if 0 < line <= len(rows) else ""
        found, swallowed = lookalikes.in_row(row), _GLUED.search(row)
        if found:
            column = found.offset + 1
            return problem(name, found.message, hint=found.hint, line=line, column=column, **found.values)
        if swallowed and row.count('"', 0, swallowed.start()) % 2 == 0:
            return problem(name, SWALLOWED, hint=KEEP, line=line, column=swallowed.start() + 1)
    return None


def _unclosed(rows: list[str], line: int) -> tuple[int, int] | None:
    """Where the quotation mark stands that was closed only by the first one of a line below it."""
    for number in range(line - 1, 0, -1):
        if rows[number - 1].count('"') % 2:
            return number, rows[number - 1].rindex('"') + 1
    return None
