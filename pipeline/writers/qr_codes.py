"""A QR code as SVG or PNG. The library segno is loaded where one is drawn, and for nothing else."""

from __future__ import annotations

import io

from pipeline.document.qr_codes import QrCode

SIDE = 72.0
"""Points: an inch, which cameras read from a page in the hand."""
_QUIET = 4
"""Modules of white around it, as the standard asks."""


def svg(code: QrCode) -> bytes:
    """The code at the left of a picture as wide as the text."""
    rows = _rows(code.link)
    module = SIDE / len(rows)
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{code.width:g}" height="{SIDE:g}" '
        f'viewBox="0 0 {code.width:g} {SIDE:g}"><path transform="scale({module:.6f})" d="{squares}"/></svg>'
    ).encode()


def png(code: QrCode) -> bytes:
    """The code alone."""
    import segno

    stream = io.BytesIO()
    segno.make(code.link, error="m", micro=False).save(stream, kind="png", scale=8, border=_QUIET)
    return stream.getvalue()


def _rows(link: str) -> list[tuple[int, ...]]:
    import segno

    return [tuple(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=_QUIET)]
