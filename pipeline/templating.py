"""Jinja environments: where templates come from, what they may do, and how their lines are remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.ext
from jinja2.lexer import Token as LexerToken
from jinja2.lexer import TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline import sources
from pipeline.elements import AT


class _Loader(jinja2.BaseLoader):
    """Templates of a folder, without their front matter but with their line numbers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        path = self.folder / template
        if ".." in Path(template).parts or not path.is_file():
            raise jinja2.TemplateNotFound(template)
        return sources.split_front_matter(path.read_text(encoding="utf-8"))[1], str(path), None


class _Places(jinja2.ext.Extension):
    """Marks every element that a template writes with the template and line it stands in."""

    _TAG = re.compile(r"<[a-z][a-z0-9]*(?=[\s>/])")

    def filter_stream(self, stream: TokenStream) -> Iterator[LexerToken]:
        for token in stream:
            if token.type == "data":
                yield LexerToken(token.lineno, "data", self._marked(token.value, token.lineno, stream.name or ""))
            else:
                yield token

    def _marked(self, text: str, first: int, name: str) -> str:
        def mark(match: re.Match[str]) -> str:
            line = first + text.count("\n", 0, match.start())
            return f'{match[0]} {AT}="templates/{name}:{line}"'

        return self._TAG.sub(mark, text)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, shared by the languages and by later runs, in the user's own temporary folder.

    Jinja tells a changed template by its digest; a change in how this module compiles is told here.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name, f"{filename} {_own_digest()}")


@cache
def _own_digest() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def compiled() -> jinja2.BytecodeCache | None:
    """The cache of compiled templates, or None where there is no safe place for it."""
    try:
        return _Compiled()
    except (RuntimeError, OSError):
        return None


def environment(folder: Path, compiled: jinja2.BytecodeCache | None) -> ImmutableSandboxedEnvironment:
    """A sandboxed environment over a folder of templates, in which whatever is undefined is an error."""
    made = ImmutableSandboxedEnvironment(
        loader=_Loader(folder),
        extensions=["jinja2.ext.i18n", _Places],
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    # A range or a repeated text could fill the memory; templates need neither.
    for name in ("range", "lipsum"):
        made.globals.pop(name)
    return made
