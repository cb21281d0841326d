"""Where a scheduler is: an address as it is typed."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.base.problems import N_, Refusal

_FORM = re.compile(r"(?:(?P<protocol>tcp|tls)://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(?P<port>[0-9]{1,5})")
_LAST_PORT = 65_535


class Address(NamedTuple):
    """A scheduler's place in the network."""

    protocol: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.protocol}://{host}:{self.port}"


def parse(typed: str) -> Address:
    """The address that was typed; a protocol may be left out. Raises Refusal."""
    found = _FORM.fullmatch(typed.strip())
    if found is None or not 0 < int(found["port"]) <= _LAST_PORT:
        raise Refusal(N_('"{value}" is no address of a scheduler (write it as tcp://host:8786)'), value=typed)
    return Address(found["protocol"] or "tcp", found["host"].strip("[]"), int(found["port"]))
