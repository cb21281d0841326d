"""Signs that no content file may hold, because a person does not see them or a reader would be misled."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.errors import Problem, Problems, problem

# Controls but tab and line ends; soft hyphen; zero-width and bidirectional signs; line separators;
# byte order marks; surrogates; private use; non-characters and tags.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decoded(raw: bytes, name: str) -> str:
    """The text of a file in UTF-8. Raises Problems for any other encoding and for a byte order mark."""
    hint = "save the file as UTF-8 without a byte order mark"
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            raise Problems([problem(name, "{encoding} text", hint=hint, line=1, column=1, encoding=encoding)])
    if raw.startswith(codecs.BOM_UTF8):
        raise Problems([problem(name, "a byte order mark at the start of the file", hint=hint, line=1, column=1)])
    try:
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        raise Problems(
            [problem(name, "not UTF-8 text", hint="save the file as UTF-8", line=line, column=column)]
        ) from None


def unwanted(text: str, name: str, at: tuple[int, int] | None = None) -> list[Problem]:
    """A problem for each sign in a text that must not be there, at its own place or at `at`."""
    found = []
    for match in _UNWANTED.finditer(text):
        if at is None:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
        else:
            line, column = at
        found.append(_problem(match[0], name, line, column))
    return found


def _problem(sign: str, name: str, line: int, column: int) -> Problem:
    code = f"U+{ord(sign):04X}"
    called = unicodedata.name(sign, "")
    category = unicodedata.category(sign)
    if _BIDIRECTIONAL.match(sign):
        message = "a sign that turns the direction of text, {code} {called}"
    elif category == "Cc":
        message, called = "a control character, {code}", ""
    elif category in ("Cs", "Co", "Cn"):
        message, called = "not a character of any script, {code}", ""
    else:
        message = "an invisible character, {code} {called}"
    return problem(name, message, hint="delete it", line=line, column=column, code=code, called=called)
