"""Codes that people copy letter for letter: what no code holds, begins with, ends with or is."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.base.problems import N_
from pipeline.model.base import Token, mistake

_QUOTES = re.compile("[\"'`´«»‘-‟‹›′-‷❛-❞〝-〟＂＇]")
_AT_ENDS = frozenset("_%*#")
_AT_STARTS = frozenset("_%*#@")
_NAMED = re.compile(r"([A-Za-z_]\w*)([=:])")
_WRONG_SIGNS = re.compile(r"[\u2010-\u2015\u2212\u2026\\]")
"""What an editor makes of a hyphen and of three points, and what no code is issued with."""
# What people write for a code that they do not have yet, in lower case and without signs.
_UNKNOWN = frozenset({
    "tba", "tbc", "tbd", "todo", "fixme", "na", "nil", "none", "null", "unknown", "pending", "placeholder",
    "dummy", "folgt", "offen", "уточняется", "уточнить", "ожидается", "позже", "нет", "неизвестно", "будет",
    "заглушка",
})  # fmt: skip
_FIELDS = frozenset({
    "code", "promo", "promocode", "coupon", "couponcode", "token", "link", "url", "number", "код", "промокод",
    "ссылка", "номер", "токен",
})  # fmt: skip
_ACCOUNTS = frozenset(["handle", "username", "nickname", "name", "account", "ник", "никнейм", "аккаунт", "имя"])
_FILLED_IN = re.compile("[xх]{4,}")
"""Letters in whose place others are to come. Three in a row are in names; four in a row are in no code by chance."""
NOT_ISSUED = N_('"{value}" is a placeholder for a code that has not been issued yet')
ISSUED = N_("write the code as it was issued, or leave the field out until it is")
_HANDLE = re.compile(r"@?\w+(?:[.·-]\w+)*")


def whole(text: Token) -> Token:
    """A code as it was issued: in one alphabet, with no blank, quotation mark or punctuation around it."""
    blank = next((index for index, sign in enumerate(text, 1) if sign.isspace()), 0)
    if blank:
        raise mistake('"{value}" contains a space, character {index}', hint="delete it", value=text, index=blank)
    quote = _QUOTES.search(text)
    if quote:
        hint = "put straight quotation marks around it, and none inside"
        raise mistake("{value} contains a quotation mark, {sign}", hint=hint, value=text, sign=quote[0])
    _one_alphabet(text)
    _given(text)
    _without_punctuation(text)
    wrong = _WRONG_SIGNS.search(text)
    if wrong:
        hint = 'type it again; a hyphen is "-"'
        raise mistake('"{value}" contains "{sign}"', hint=hint, value=text, sign=wrong[0])
    return text


def unpunctuated(text: Token) -> Token:
    """A code that does not end with what belongs to the sentence or the list it was copied from."""
    if _is_punctuation(text[-1]):
        raise mistake('"{value}" ends with "{sign}"', hint="delete it", value=text, sign=text[-1])
    return text


def _one_alphabet(text: str) -> None:
    latin, other = re.findall("[A-Za-z]", text), re.findall("[\u0370-\u052f]", text)
    if latin and other:
        letters = ", ".join(dict.fromkeys(other))
        hint = "these are not Latin: {letters}; type them again"
        raise mistake('"{value}" mixes two alphabets', hint=hint, value=text, letters=letters)


def _given(text: str) -> None:
    """Raises a mistake for what stands in a code's place until somebody knows it."""
    # An account may be called as a field is.
    if is_placeholder(text, _ACCOUNTS if text.startswith("@") else _ACCOUNTS | _FIELDS):
        raise mistake(NOT_ISSUED, hint=ISSUED, value=text)
    if "://" in text:
        raise mistake('"{value}" is a link, not a code', value=text)
    named = _NAMED.match(text)
    if named:
        hint = 'write what follows "{sign}"'
        raise mistake('"{value}" is more than a code', hint=hint, value=text, sign=named[2])


def is_placeholder(text: str, fields: frozenset[str] = frozenset()) -> bool:
    """Whether a text stands for one that is not known yet; `fields` are names of what belongs there."""
    bare = re.sub(r"[\W_]", "", text).casefold()
    named = bare.removeprefix("your").removesuffix("here")
    filled = (len(bare) > 1 and not bare.strip("xх")) or _FILLED_IN.search(text.casefold()) is not None
    return not bare or filled or bare in _UNKNOWN or named in fields


def _without_punctuation(text: Token) -> None:
    if _is_punctuation(text[0], _AT_STARTS):
        raise mistake('"{value}" begins with "{sign}"', hint="delete it", value=text, sign=text[0])
    unpunctuated(text)


def _is_punctuation(sign: str, but: frozenset[str] = _AT_ENDS) -> bool:
    return sign not in but and (unicodedata.category(sign)[0] == "P" or sign in "=<>|~^")


def _handle(text: Token) -> Token:
    if "/" in text:
        hint = N_("write only the account name, such as @name")
        raise mistake('"{value}" is a link, not a handle', hint=hint, value=text)
    whole(text)
    letters = "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")
    if not _HANDLE.fullmatch(letters):
        hint = N_("write the account name: letters and digits, with . _ or - between them")
        raise mistake('"{value}" is not a handle', hint=hint, value=text)
    return text


Code = Annotated[Token, Field(max_length=100), AfterValidator(whole), Field(examples=["SPRING15"])]
Handle = Annotated[Token, Field(max_length=40), AfterValidator(_handle), Field(examples=["@name"])]
