"""A link → its QR code, in the width of the paper's text: what templates ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.base.addresses import in_ascii
from pipeline.document.qr_codes import QrCode
from pipeline.model.theme import Theme


def filters(theme: Theme) -> Mapping[str, Callable[..., str]]:
    """The filter `qr_code`, which takes a link and a paper."""

    def drawn(link: str, paper: str) -> str:
        return QrCode(in_ascii(link), round(theme.sheet(paper).text_width, 2)).reference

    return {"qr_code": drawn}
