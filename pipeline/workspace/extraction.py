"""Templates and the program's own source → the messages that catalogs must hold."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from pipeline.base import characters, files, message_language, program
from pipeline.base.problems import Problems, problem
from pipeline.reading import sources

_FUNCTIONS = ["_", "gettext", "ngettext", "pgettext", "npgettext", "you"]
_COMMENT = "Translators:"
_MARKS = frozenset({"N_"})
_MAKERS = frozenset({"mistake", "problem", "_problem", "refuse", "refused", "misused", "say", "said"})
_MAKERS |= {"CannotFill", "CannotStart", "NoRitual", "NoSuchLanguage", "NothingDated", "Requirement"}
_HELP = frozenset({"help", "short_help"})
_COMMANDS = frozenset({"command", "group"})


@dataclass(frozen=True)
class Message:
    """One message: its id, its plural where it has one, its context, and whether it addresses the reader.

    `comments` are what a template tells translators in `{# Translators: … #}` above it.
    """

    id: str
    plural: str = ""
    context: str = ""
    addressed: bool = False
    comments: tuple[str, ...] = field(default=(), compare=False)


def messages(folder: Path) -> list[Message]:
    """Every message of the templates in a project folder and of the program's problems, each once.

    Raises Problems for a template that cannot be read.
    """
    found = dict.fromkeys([*_template_messages(folder / "templates"), *_problem_messages()])
    return list(found)


def _template_messages(folder: Path) -> Iterator[Message]:
    for path in [path for path in files.below(folder) if path.suffix == ".html"]:
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        body = sources.split_front_matter(characters.composed(sources.text(path, name)))[1]
        for _, function, said, comments in _extracted(body, name):
            texts = [text for text in (said if isinstance(said, tuple) else (said,)) if text]
            context = texts.pop(0) if function in ("pgettext", "npgettext") else ""
            yield Message(texts[0], texts[1] if len(texts) > 1 else "", context, function == "you", _told(comments))


def _extracted(body: str, name: str) -> list[tuple[int, str, Any, list[str]]]:
    """What Jinja finds in a template named `name`. Raises Problems."""
    # Of a template that cannot be read, none of the words would be known, and their translations lost.
    options = {"extensions": "jinja2.ext.i18n", "silent": "false"}
    try:
        return list(babel_extract(io.BytesIO(body.encode()), _FUNCTIONS, [_COMMENT], options))
    except TemplateSyntaxError as error:
        reason = str(error.message).removesuffix(".")
        raise Problems([problem(name, "cannot be read: {reason}", line=error.lineno, reason=reason)]) from None
    except RecursionError:
        raise Problems([problem(name, "brackets nested too deeply")]) from None


def _told(comments: Iterable[str]) -> tuple[str, ...]:
    return tuple(comment.removeprefix(_COMMENT).strip() for comment in comments)


def _problem_messages() -> Iterator[Message]:
    """The texts of problems: what the calls that make one are given, what is marked with `N_`, what is assigned to a
    variable named message or hint; and what commands say of themselves."""
    texts: list[str] = []
    for path, _ in program.sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                texts += _call_texts(node)
            elif isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
                texts.append(ast.get_docstring(node) or "")
            elif isinstance(node, ast.Assign) and any(_assigned(target) for target in node.targets):
                texts += _constants(node.value)
    numbered = [text for text in texts if "{n} " in text]
    for text in texts:
        if text not in numbered:
            yield Message(text, context=message_language.CONTEXT)
    for singular, plural in zip(numbered[::2], numbered[1::2], strict=True):
        yield Message(singular, plural, message_language.CONTEXT)


def _call_texts(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _MARKS | _MAKERS:
        for argument in (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "hint")):
            yield from _constants(argument, marked=name in _MARKS)
    for keyword in call.keywords:
        if keyword.arg in _HELP:
            yield from _constants(keyword.value)


def _makes_command(decorator: ast.expr) -> bool:
    """Whether a function is a command of the program, whose first words are its help."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in _COMMANDS


def _assigned(target: ast.expr) -> bool:
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    return any(isinstance(name, ast.Name) and name.id in ("message", "hint") for name in names)


def _constants(node: ast.expr, *, marked: bool = False) -> Iterator[str]:
    """The sentences among the constants of an expression: a path or a name has no space. All of what is marked."""
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    for part in parts:
        if isinstance(part, ast.IfExp):
            yield from _constants(part.body, marked=marked)
            yield from _constants(part.orelse, marked=marked)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and (marked or " " in part.value):
            yield part.value
