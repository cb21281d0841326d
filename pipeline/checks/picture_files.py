"""A picture's bytes → what they begin as, and what keeps any picture from being looked at further."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.base.problems import N_, Problem, problem

SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"%PDF": "PDF",
}


def kind(content: bytes, signatures: Mapping[bytes, str] = SIGNATURES) -> str:
    """What a file begins as; empty where nobody knows it."""
    return next((name for start, name in signatures.items() if content.startswith(start)), "")


def too_large(content: bytes, path: str, most: int, hint: str = "") -> list[Problem]:
    """A problem if a file is larger than it may be, or empty."""
    if len(content) > most:
        message = N_("{size} bytes; a picture has at most {most}")
        return [problem(path, message, hint=hint, size=len(content), most=most)]
    return [] if content.strip() else [problem(path, "the file is empty")]


def another(path: str, wanted: str, found: str) -> Problem:
    """What is wrong with a file of another type than its ending says."""
    message = N_("contains {found}, not {wanted}") if found else N_("does not contain {wanted}")
    hint = N_("save it again as {wanted}; renaming a file does not convert it")
    return problem(path, message, hint=hint, wanted=wanted, found=found)


def damaged(path: str, error: Exception) -> Problem:
    """What is wrong with a file that Pillow cannot read, which raises errors of many kinds for damaged ones."""
    return problem(path, "the file is damaged: {said}", said=" ".join(str(error).split())[:120])
