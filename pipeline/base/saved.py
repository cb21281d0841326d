"""JSON that this program saves for itself: whoever wrote it, it has the shape it was saved in, or it is refused."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain, repeat
from pathlib import Path, PureWindowsPath
from typing import Any, NoReturn

MAX_BYTES = 50_000_000
"""No file that the program saves for itself is larger."""


class NotAsSaved(ValueError):
    """What was read has not the shape it was saved in; `line` and `column` say where it is no JSON."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def content(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises OSError, and ValueError for what is no file or larger than `most`."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > most:
        # A pipe or a device could be read for ever.
        raise ValueError("no file, or too large")
    return path.read_bytes()


def pieces(value: Any, *, levels: int = 0) -> Iterator[bytes]:
    """The JSON of a value, in its first `levels` piece by piece: `json` keeps each word of a value until the last."""
    if levels and isinstance(value, dict):
        for start, (name, each) in zip(chain((b"{",), repeat(b", ")), value.items(), strict=False):
            yield start + dumped(name) + b": "
            yield from pieces(each, levels=levels - 1)
        yield b"}" if value else b"{}"
    elif levels and isinstance(value, list):
        for start, each in zip(chain((b"[",), repeat(b", ")), value, strict=False):
            yield start
            yield from pieces(each, levels=levels - 1)
        yield b"]" if value else b"[]"
    else:
        yield dumped(value)


def dumped(value: Any, *, indent: int | None = None) -> bytes:
    """The JSON of a value, which may hold data classes."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=asdict).encode()


def parsed(raw: bytes) -> Any:
    """The value of some JSON. Raises NotAsSaved."""
    try:
        return json.loads(raw.decode(), parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise NotAsSaved("not JSON", error.lineno, error.colno) from None
    except NotAsSaved:
        raise
    except (ValueError, RecursionError):
        raise NotAsSaved("not JSON") from None


def mapping(value: Any, *names: str) -> Mapping[str, Any]:
    """A value that maps, and has these names. Raises NotAsSaved for any other."""
    if not isinstance(value, dict) or not value.keys() >= set(names):
        raise NotAsSaved("not a mapping" if not isinstance(value, dict) else "a name is missing")
    return value


def listed(value: Any) -> list[Any]:
    """A value that is a list. Raises NotAsSaved for any other."""
    if not isinstance(value, list):
        raise NotAsSaved("not a list")
    return value


def text(value: Any, pattern: re.Pattern[str] | None = None) -> str:
    """A value that is a text, of a form if one is given. Raises NotAsSaved for any other."""
    if not isinstance(value, str):
        raise NotAsSaved("not a text")
    if pattern is not None and not pattern.fullmatch(value):
        raise NotAsSaved(f"not of the form {pattern.pattern}")
    # Half of a surrogate pair can be written in JSON and nowhere else.
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise NotAsSaved("half a character") from None
    return value


def texts(value: Any) -> dict[str, str]:
    """A value that maps texts to texts. Raises NotAsSaved for any other."""
    return {text(name): text(said) for name, said in mapping(value).items()}


def whole(value: Any) -> int:
    """A value that is a whole number, none below zero. Raises NotAsSaved for any other."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise NotAsSaved("not a whole number")
    return value


def below(value: Any) -> str:
    """A value that is the path of something below a folder, whichever that is. Raises NotAsSaved for any other.

    What it leads to may still be a link that leads elsewhere.
    """
    path = text(value)
    if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or "\0" in path:
        raise NotAsSaved("not a path below its folder")
    if PureWindowsPath(path).drive:
        raise NotAsSaved("a path on a drive")
    return path


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAsSaved("a name twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise NotAsSaved(f"{name} is no number of JSON")
