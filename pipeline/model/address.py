"""Where a document may lead its reader: web, email and telephone, written so that they do what they show."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field

from pipeline.model.base import Token, mistake
from pipeline.model.codes import Code, unpunctuated

_WEB = ("https://", "http://")
_ELSEWHERE = re.compile(r"(mailto:)[\w.+%-]+@[\w-]+(\.[\w-]+)+|(tel:)\+?[0-9][0-9().-]*", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}", re.ASCII)
_UNSAFE = re.compile(r"""[\s<>"'`{}|\\^\x00-\x1f\x7f]""")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LONGEST = 500
_HINT = "write it in full, starting with https://"


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
    if not address.startswith(_WEB) or _UNSAFE.search(address):
        raise mistake('"{value}" is not a link', hint=_HINT, value=shown)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise mistake('"{value}" is not a link', hint=_HINT, value=shown) from None
    if "@" in parts.netloc:
        raise mistake('"{value}" holds a name or a password', hint="delete what stands before @", value=shown)
    if port == 0 or not _is_host(host):
        raise mistake('"{value}" leads to no host', hint=_HINT, value=shown)
    if any(re.search("[A-Za-z]", label) and re.search("[^\x00-\x7f]", label) for label in map(_shown, host.split("."))):
        message = '"{host}" mixes letters of two alphabets, and may be taken for another host'
        raise mistake(message, hint="type it again", host=host)
    if re.search(r"%(?![0-9A-Fa-f]{2})", address) or re.search(r"[\x00-\x1f\x7f\\]", unquote(address)):
        raise mistake('"{value}" is not a link', hint=_HINT, value=shown)


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def _shown(label: str) -> str:
    """A part of a host's name as browsers show it."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _link(address: Token) -> Token:
    if not address.startswith("https://"):
        raise mistake('"{value}" is not a link', hint=_HINT, value=address[:80])
    check(address)
    return unpunctuated(address) if address[-1] not in "/)&=?" else address


def _email(address: Token) -> Token:
    # A "?" or "&" would write the letter's subject or send it to others as well.
    if not _EMAIL.fullmatch(address) or ".." in address:
        raise mistake('"{value}" is not an email address', value=address)
    return address


Email = Annotated[Code, AfterValidator(_email), Field(examples=["name@company.example"])]
WebLink = Annotated[Token, AfterValidator(_link), Field(max_length=_LONGEST, examples=["https://shop.example/spring"])]
