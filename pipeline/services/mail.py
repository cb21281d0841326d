"""A letter with files → a draft that any mail program opens; nothing here sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_SOFT = str.maketrans({"\u2060": None, "\u00ad": None})
"""Signs that only tell where a line may end."""


@dataclass(frozen=True)
class Correspondent:
    """Somebody with their address."""

    name: str
    email: str

    @property
    def address(self) -> Address:
        """The address as a header has it. Raises ValueError where mail has no way to write it."""
        local, _, host = self.email.rpartition("@")
        return Address(self.name, username=local, domain=host_in_ascii(host))


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
        # Mail programs open it to be sent, and not as one that came.
        message["X-Unsent"] = "1"
        message["From"] = self.sender.address
        for field, people in (("To", self.to), ("Cc", self.copy)):
            if people:
                message[field] = tuple(each.address for each in people)
        message["Subject"] = self.subject
        message.set_content(self.text, cte="base64")
        for name, content in self.files.items():
            maintype, subtype = _TYPES[name.rpartition(".")[2]]
            message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
        if message.is_multipart():
            message.set_boundary(f"briefs-{of_bytes(self.text.encode() + b''.join(self.files.values()))[:40]}")
        return message.as_bytes()


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
