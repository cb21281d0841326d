"""What a terminal can show: letters that its encoding lacks are written as near as they come."""

from __future__ import annotations

import codecs
import io
import json
import sys

import click

_NEAREST = "nearest"


def write_nearest() -> None:
    """Has standard output and standard error write what they cannot encode by its nearest letters.

    Consoles and pipes of Windows have an encoding of their own, which holds no dash or no Cyrillic.
    """
    codecs.register_error(_NEAREST, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_NEAREST)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # Only a terminal that lacks a letter needs it.
    from anyascii import anyascii

    found = [anyascii(letter) or f"\\u{ord(letter):04x}" for letter in error.object[error.start : error.end]]
    return "".join(found), error.end


def say_json(value: object) -> None:
    """Says a value as JSON."""
    click.echo(json_of(value))


def json_of(value: object) -> str:
    """A value as JSON; where not every letter can be written, all are escaped, so that none is another one."""
    return json.dumps(value, ensure_ascii=not writes_every_letter(), indent=1)


def writes_every_letter() -> bool:
    """Whether standard output has an encoding of all letters."""
    return codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name.startswith("utf")
