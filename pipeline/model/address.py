"""Where a document may lead its reader: web, email and telephone, written so that they do what they show."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.base.addresses import host_as_shown, host_in_ascii
from pipeline.base.problems import N_
from pipeline.model.base import Token, mistake
from pipeline.model.codes import is_placeholder, unpunctuated

_WEB = ("https://", "http://")
_ELSEWHERE = re.compile(r"(mailto:)[\w.+%-]+@[\w-]+(\.[\w-]+)+|(tel:)\+?[0-9][0-9().-]*", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*@(?P<host>([\w-]+\.)+[\w-]{2,})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*")
_UNSAFE = re.compile(r"""[\s<>"'`{}|\\^\x00-\x1f\x7f]""")
_MEANT = frozenset("LMNS")
"""Categories of Unicode of which characters are typed on purpose: letters, marks, numbers, pictures."""
_HIDDEN = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff]|5[Cc])")
"""Control characters and backslashes, written as codes."""
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LONGEST, _LONGEST_HOST = 500, 253
_HINT = N_("write it in full, starting with https://")

_TOGETHER = (frozenset({"Hani", "Hira", "Kana"}), frozenset({"Hani", "Hang"}), frozenset({"Hani", "Bopo"}))
"""Scripts that one word of a language is written in."""
_ALIKE = frozenset("аеорсухѕіјһԁԛԝӏѵοαν")
"""Letters that look like Latin ones."""


def check(address: str) -> None:
    """Raises a mistake for an address that no document may lead to.

    Allowed are web addresses, `mailto:` with one address and `tel:` with one number: nothing that runs, opens a
    file, carries a password or shows another host than it leads to.
    """
    shown = address[:80]
    if len(address) > _LONGEST:
        raise mistake("longer than {max_length} characters", max_length=_LONGEST)
    if _ELSEWHERE.fullmatch(address):
        return
    _check_scheme(address)
    _check_characters(address)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise mistake('"{value}" is not a link', hint=_HINT, value=shown) from None
    if "@" in parts.netloc:
        raise mistake('"{value}" contains a user name or password', hint="delete everything before @", value=shown)
    if port == 0 or not _is_host(host):
        raise mistake('"{value}" has no host', hint=_HINT, value=shown)
    _check_scripts(host)
    if re.search(r"%(?![0-9A-Fa-f]{2})", address):
        hint = "two digits must follow a percent sign; write {code} for the sign itself"
        raise mistake('"{value}" is not a link', hint=hint, value=shown, code="%25")
    if hidden := _HIDDEN.search(address):
        raise mistake('"{value}" is not a link', hint="delete {code}", value=shown, code=hidden[0])


def _check_scheme(address: str) -> None:
    """Raises a mistake for what does not lead to the web, with what it begins with instead."""
    if address.startswith(_WEB):
        return
    shown = address[:80]
    before, colon, behind = address.partition(":")
    strange = next((index for index, sign in enumerate(before, 1) if not sign.isascii()), 0)
    if behind.startswith("//") and strange:
        raise _wrong(address, strange)
    if address.lower().startswith(_WEB):
        hint = "write {scheme}:// in lowercase letters"
        raise mistake('"{value}" is not a link', hint=hint, value=shown, scheme=before.lower())
    if colon and _SCHEME.fullmatch(before) and before.lower() not in ("https", "http"):
        hint = "a link begins with https://, not with {scheme}:"
        raise mistake('"{value}" is not a link', hint=hint, value=shown, scheme=before)
    raise mistake('"{value}" is not a link', hint=_HINT, value=shown)


def _check_characters(address: str) -> None:
    """Raises a mistake for a character that no link holds, or that nobody types into one on purpose."""
    for index, sign in enumerate(address, 1):
        if _UNSAFE.match(sign) or (not sign.isascii() and unicodedata.category(sign)[0] not in _MEANT):
            raise _wrong(address, index)


def _wrong(address: str, index: int) -> PydanticCustomError:
    """The mistake that a character of an address is none of a link's."""
    sign, shown = address[index - 1], address[:80]
    code, called = quote(sign), unicodedata.name(sign, "")
    hint = "type it again" if sign.isalpha() else "delete it, or write {code}"
    if sign.isspace():
        message = '"{value}" contains a space, character {index}'
    else:
        message = '"{value}" contains "{sign}" ({called}), character {index}'
    return mistake(message, hint=hint, value=shown, sign=sign, index=index, code=code, called=called)


def _is_host(host: str) -> bool:
    try:
        written = host_in_ascii(host.removesuffix("."))
    except ValueError:
        return False
    labels = written.split(".")
    known = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return known and len(written) <= _LONGEST_HOST


def _check_scripts(host: str) -> None:
    """Raises a mistake for a host of which a part is in two scripts, or looks as if it were in another than it is."""
    if host.isascii() and "xn--" not in host:
        return
    try:
        shown = host_as_shown(host)
    except ValueError:
        raise mistake('"{value}" has no host', hint=_HINT, value=host) from None
    *parts, last = shown.removesuffix(".").split(".")
    for part in (*parts, last):
        scripts = _scripts(part)
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            message = '"{host}" mixes two alphabets and could be mistaken for another site'
            raise mistake(message, hint="type it again", host=shown)
        if last.isascii() and scripts != {"Latn"} and _ALIKE.issuperset(sign for sign in part if sign.isalpha()):
            message = '"{host}" looks like Latin letters but is not, and could be mistaken for another site'
            raise mistake(message, hint="type it again", host=shown)


def _scripts(part: str) -> frozenset[str]:
    """The scripts of the letters of a host's part."""
    from fontTools.unicodedata import script

    return frozenset(script(sign) for sign in part) - {"Zyyy", "Zinh"}


def _link(address: Token) -> Token:
    if address.startswith("http://"):
        hint = "a link begins with https://, not with {scheme}:"
        raise mistake('"{value}" is not a link', hint=hint, value=address[:80], scheme="http")
    if not address.startswith("https://"):
        _check_scheme(address)
    check(address)
    last = re.split("[/?=&#]", address.rstrip("/"))[-1]
    if re.search(r"\w", last) and is_placeholder(last):
        hint = N_("write the link as people are to open it")
        raise mistake('"{value}" ends with the placeholder {sign}', hint=hint, value=address[:80], sign=last)
    closes = address[-1] != ")" or address.count(")") > address.count("(")
    return unpunctuated(address) if closes and address[-1] not in "/&=?" else address


def _email(address: Token) -> Token:
    # A "?" or "&" would write the letter's subject or send it to others as well.
    found = _EMAIL.fullmatch(address)
    if found is None or ".." in address or not _is_host(found["host"]):
        raise mistake('"{value}" is not an email address', value=address)
    _check_scripts(found["host"])
    return address


Email = Annotated[Token, Field(max_length=100), AfterValidator(_email), Field(examples=["name@company.example"])]
WebLink = Annotated[Token, AfterValidator(_link), Field(max_length=_LONGEST, examples=["https://shop.example/spring"])]
