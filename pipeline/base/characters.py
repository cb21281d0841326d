"""Signs that no content file may hold, because a person does not see them or a reader would be misled."""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata

from pipeline.base import emoji
from pipeline.base.problems import N_, Problem, Problems, problem

# Controls but tab and line ends; soft hyphen; zero-width and bidirectional signs; line separators;
# fillers and blanks that are letters; byte order marks; surrogates; private use; non-characters and tags.
_UNWANTED = re.compile(
    "([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff])\\1*"
)
# Of these, some shape an emoji; there they are wanted.
_SHAPING = re.compile("[\u200d\U000e0020-\U000e007f]")
_LOST = "\ufffc\ufffd"
_BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_MANY = 20
"""How many signs of one text are named one by one."""
_LONG = 60
"""How many characters of a value a problem quotes."""

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
    if b"\0" in raw[:2]:
        raise Problems([problem(name, "{encoding} text", hint=hint, line=1, column=1, encoding="UTF-16")])
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


def composed(text: str) -> str:
    """The text with each letter and its accents as one character, as documents print it."""
    return unicodedata.normalize("NFC", text)


def unwanted(text: str, name: str, at: tuple[int, int] | None = None) -> list[Problem]:
    """A problem for each sign, or run of one sign, that must not be in a text, at its own place or at `at`.

    After the first few of them there is one problem for all the rest.
    """
    if _SHAPING.search(text):
        text = emoji.masked(text)
    matches = list(itertools.islice(_UNWANTED.finditer(text), _MANY + 1))
    found = []
    for match in matches[:_MANY]:
        line, column = at or _position(text, match.start())
        found.append(_problem(match[1], name, line, column))
    if len(matches) > _MANY:
        line, column = at or _position(text, matches[_MANY].start())
        more = sum(1 for _ in _UNWANTED.finditer(text, matches[_MANY].start()))
        message = "here and below: {more} more invisible characters"
        found.append(problem(name, message, hint="delete them", line=line, column=column, more=more))
    return found


def shown(text: object) -> str:
    """A text as a problem quotes it: on one line, and cut where it is long."""
    line = " ".join(str(text)[: 2 * _LONG].split())
    return f"{line[:_LONG]}…" if len(line) > _LONG or len(str(text)) > 2 * _LONG else line


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _problem(sign: str, name: str, line: int, column: int) -> Problem:
    code = f"U+{ord(sign):04X}"
    called = unicodedata.name(sign, "")
    category = unicodedata.category(sign)
    if _BIDIRECTIONAL.match(sign):
        message = N_("a character that changes the direction of text, {code} {called}")
    elif sign in _LOST:
        message = N_("a replacement for a lost character, {code} {called}")
    elif category == "Cc":
        message, called = N_("a control character, {code}"), ""
    elif category in ("Cs", "Co", "Cn"):
        message, called = N_("not a character of any script, {code}"), ""
    else:
        message = N_("an invisible character, {code} {called}")
    hint = N_("type the character that was lost") if sign in _LOST else N_("delete it")
    return problem(name, message, hint=hint, line=line, column=column, code=code, called=called)
