"""Addresses as files carry them: in ASCII, whatever letters they are typed with."""

from __future__ import annotations

import re
from urllib.parse import quote

_HOST = re.compile(r"(https?://|mailto:[^@]*@)([^/?#:]*)")
_OTHER = re.compile(r"[^\x00-\x7f]+")


def in_ascii(address: str) -> str:
    """An address with its host by IDNA and the rest in percent signs; any other text unchanged.

    Raises ValueError for a host that no name can have.
    """
    found = _HOST.match(address)
    if found is None or address.isascii():
        return address
    rest = _OTHER.sub(lambda match: quote(match[0]), address[found.end() :])
    return found[1] + host_in_ascii(found[2]) + rest


def host_in_ascii(host: str) -> str:
    """The name of a host as IDNA writes it. Raises ValueError for one that no host can have."""
    import idna

    return ".".join(part if part.isascii() else idna.encode(part, uts46=True).decode() for part in host.split("."))


def host_as_shown(host: str) -> str:
    """The name of a host as browsers show it. Raises ValueError for one that stands for no letters."""
    import idna

    return ".".join(idna.decode(part) if part.startswith("xn--") else part for part in host.split("."))
