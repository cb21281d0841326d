"""The folders below locales/ → the languages there are; one that inherits is read over the other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.core import parse_locale

from pipeline.base import characters
from pipeline.base.problems import Problem, Problems, problem, suggestion
from pipeline.checks.file_records import FileRecords
from pipeline.model.language import Language
from pipeline.reading.inheritance import InheritingSource
from pipeline.reading.sources import MAX_BYTES, Source

_OWN = frozenset({"name"})
"""What no language has from another."""


@dataclass
class Languages:
    """The languages by their tags, the sources they were read from by path, and what is wrong with any."""

    records: dict[str, Language] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def languages_of(folders: Iterable[Path], read: Callable[[str], Source], records: FileRecords) -> Languages:
    """The languages of the folders below locales/; `read` gives the source of a path, or raises Problems."""
    found = Languages()
    names = list(_names(folders, found.problems))
    for name in names:
        path = _path(name)
        try:
            found.sources[path] = _over_its_base(read(path), name, names, read)
            found.records[name] = records.record(Language, found.sources[path], (), ())
        except Problems as wrong:
            found.problems += wrong.problems
    return found


def in_use(
    inherits: Mapping[str, str], printed: Iterable[str], unsaved: Iterable[str], content: Iterable[Path]
) -> dict[str, str]:
    """The languages that inherit and that are printed, or that any text or file of the content names."""
    found = {name: base for name, base in inherits.items() if name in printed}
    others = {name: name.encode() for name in inherits if name not in found}
    if others:
        for text in itertools.chain((text.encode() for text in unsaved), map(_content, content)):
            found |= {name: inherits[name] for name, tag in others.items() if tag in text}
    return found


def _content(path: Path) -> bytes:
    """What a YAML file holds; nothing where whoever reads it will tell what is wrong."""
    try:
        readable = path.suffix == ".yaml" and path.is_file() and path.stat().st_size <= MAX_BYTES
        return path.read_bytes() if readable else b""
    except OSError:
        return b""


def _path(name: str) -> str:
    return f"locales/{name}/language.yaml"


def _names(folders: Iterable[Path], problems: list[Problem]) -> Iterable[str]:
    for path in folders:
        if path.name[0] == "." or not path.is_dir():
            continue
        if _is_language(path.name):
            yield path.name
        else:
            hint = "name the folder after a language tag such as ru or pt-BR"
            problems.append(problem(f"locales/{characters.shown(path.name)}", "not a language", hint=hint))


def _over_its_base(own: Source, name: str, names: list[str], read: Callable[[str], Source]) -> Source:
    """A language's file, over that of the language that it inherits from. Raises Problems."""
    base = _inherited(own)
    if not isinstance(base, str):
        return own
    if base not in names or base == name:
        close: dict[str, Any] = {**suggestion(base, [other for other in names if other != name])}
        raise Problems([own.problem(("inherits",), 'there is no language "{value}"', value=base, **close)])
    source = read(_path(base))
    if _inherited(source) is not None:
        hint = "name the language that has everything"
        raise Problems([own.problem(("inherits",), '"{value}" inherits from another language', hint=hint, value=base)])
    return InheritingSource(own.path, own.raw, source, _OWN) if isinstance(source.data, dict) else own


def _inherited(source: Source) -> Any:
    return source.data.get("inherits") if isinstance(source.data, dict) else None


def _is_language(name: str) -> bool:
    """Whether a name is a language tag of BCP 47 as it is usually written: pt-BR, and not pt-br or pt_BR."""
    try:
        parse_locale(name, sep="-")
    except ValueError:
        return False
    first, *others = name.split("-")
    cased = {2: str.upper, 4: str.title}
    return len(first) in (2, 3) and name == "-".join(
        [first.lower(), *(cased.get(len(part), str.lower)(part) for part in others)]
    )
