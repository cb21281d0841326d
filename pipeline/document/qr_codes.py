"""A link as a QR code: the link and the width of the page's text, so that a document's text is all it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

QR_CODE = "qr:"
"""How a reference to a QR code begins."""


@dataclass(frozen=True)
class QrCode:
    """A link to be read by a camera; `width` is that of the page's text, in points."""

    link: Annotated[str, Field(min_length=1, max_length=2000)]
    width: Width

    @property
    def reference(self) -> str:
        """How a document refers to the picture."""
        return reference_of(self, QR_CODE)


def qr_code(reference: str) -> QrCode:
    """What a reference describes. Raises ValueError where it describes none."""
    return described(QrCode, reference, QR_CODE)
