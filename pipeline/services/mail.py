"""A letter with files → a draft that any mail program opens; nothing here sends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from pipeline.base.addresses import host_in_ascii
from pipeline.base.digests import of_bytes
from pipeline.document.tree import Block, List, Paragraph, plain

_TYPES: Mapping[str, tuple[str, str]] = {
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "ics": ("text", "calendar"),
}
"""What mail programs call each format."""
_MOST = 66
"""So many characters of a header stand on one line beside its name."""
_FOLD = "\r\n "
_SOFT = str.maketrans({"\u2060": None, "\u00ad": None})
"""Signs that only tell where a line may end."""


@dataclass(frozen=True)
class Correspondent:
    """Somebody with their address."""

    name: str
    email: str

    @property
    def address(self) -> str:
        """The address as a header has it, on lines of its own. Raises ValueError where mail has no way to write it."""
        local, _, host = self.email.rpartition("@")
        spec = Address(username=local, domain=host_in_ascii(host)).addr_spec
        spec.encode("ascii")
        # A name of letters and spaces may stand there as it is; others would have to be quoted.
        plain_name = re.fullmatch("[A-Za-z]+( [A-Za-z]+)*", self.name) and len(self.name) <= _MOST
        name = self.name if plain_name else _in_ascii(self.name, "Cc")
        together = f"{name} <{spec}>"
        return together if len(together) <= _MOST else f"{name}{_FOLD}<{spec}>"


@dataclass(frozen=True)
class Draft:
    """A mail that nobody has sent."""

    sender: Correspondent
    to: Sequence[Correspondent]
    copy: Sequence[Correspondent]
    subject: str
    text: str
    files: Mapping[str, bytes]

    def encoded(self) -> bytes:
        """The mail as a file, the same bytes for the same mail. Raises ValueError."""
        message = EmailMessage(policy=SMTP)
        message.set_content(self.text, cte="base64")
        for name, content in self.files.items():
            maintype, subtype = _TYPES[name.rpartition(".")[2]]
            letters = {"charset": "utf-8"} if maintype == "text" else {}
            message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name, params=letters)
        if message.is_multipart():
            message.set_boundary(f"briefs-{of_bytes(self.text.encode() + b''.join(self.files.values()))[:40]}")
        return "".join(f"{line}\r\n" for line in self._head()).encode("ascii") + message.as_bytes()

    def _head(self) -> Iterator[str]:
        # Mail programs open it to be sent, and not as one that came.
        yield "X-Unsent: 1"
        for field, people in (("From", [self.sender]), ("To", self.to), ("Cc", self.copy)):
            if people:
                yield f"{field}: " + f",{_FOLD}".join(each.address for each in people)
        yield f"Subject: {_in_ascii(self.subject, 'Subject')}"


def _in_ascii(words: str, field: str) -> str:
    """Words as a header has them. Python's own way, as of 3.11, loses spaces of long ones. Raises ValueError."""
    if "\r" in words or "\n" in words:
        raise ValueError("a header with a linefeed in it")
    if field == "Subject" and words.isascii() and words.isprintable() and len(words) <= _MOST and "=?" not in words:
        return words
    return Header(words, "utf-8", header_name=field, maxlinelen=_MOST).encode(linesep="\r\n")


def text(blocks: Sequence[Block]) -> str:
    """The paragraphs and lists of a letter as plain text."""
    return "\n\n".join(_paragraphs(blocks)).translate(_SOFT) + "\n"


def _paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(_, children):
                yield "\n".join(line.strip() for line in plain(children).splitlines())
            case List(ordered, _, items):
                told = (" ".join(_paragraphs(item)) for item in items)
                yield "\n".join(f"{number}. {line}" if ordered else f"- {line}" for number, line in enumerate(told, 1))
