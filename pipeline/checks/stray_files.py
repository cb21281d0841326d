"""The files of a project that are there and do not count: those that nothing reads, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pipeline.base import files
from pipeline.base.problems import Problem, problem
from pipeline.checks.file_names import printable


def is_yaml(path: Path) -> bool:
    """Whether a file is one of YAML by its ending, also by one that nothing reads."""
    return path.suffix.lower() in (".yaml", ".yml")


def unread(root: Path, content: Iterable[Path], asked: Collection[str]) -> Iterator[Problem]:
    """A problem for each YAML file of the content that nothing reads: its author thinks that it counts.

    `asked` are the names of the files that were asked for, whether they are there or not.
    """
    for path in content:
        name = path.relative_to(root).as_posix()
        if is_yaml(path) and name not in asked and "/." not in name:
            hint = "content files go directly in their folder and end in .yaml"
            yield problem(printable(name), "nothing reads this file", hint=hint)


def links(root: Path, paths: Iterable[Path], told: Iterable[Problem]) -> Iterator[Problem]:
    """A problem for each link by which a folder would hold itself, or whose file would count as missing.

    What is `told` of a file already is not said again.
    """
    named = {item.path for item in told}
    for path in (path for path in paths if path.is_symlink()):
        name = path.relative_to(root).as_posix()
        if files.leads_nowhere(path):
            # An editor's lock on a file that is being edited is a hidden one.
            if name not in named and "/." not in name:
                hint = "delete it, or point it to a file"
                yield problem(printable(name), "a broken link", hint=hint)
        elif path.is_dir() and files.real(path.parent).is_relative_to(files.real(path)):
            yield problem(printable(name), "a link to a folder that contains it", hint="delete it")
