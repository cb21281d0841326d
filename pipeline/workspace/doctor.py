"""What this machine has of what the documents need, and what to type for the rest."""

from __future__ import annotations

import importlib.metadata
import re
import shlex
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.base import program
from pipeline.base.assets import THEME, Assets
from pipeline.base.problems import N_
from pipeline.workspace.own_files import OwnFile, own_files

ROOT = program.PACKAGE.parent
OLDEST_PYTHON = (3, 11)
_INSTALLERS = frozenset({"pip", "setuptools", "wheel"})
"""What an environment is made with and brings along: no document depends on its version."""


@dataclass(frozen=True)
class Requirement:
    """One thing that is needed: whether it is there, in which form, and what to type if not."""

    name: str
    present: bool
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The form in which it is there, in English."""
        return self.message.format(**self.values)


def examine(root: Path = ROOT) -> list[Requirement]:
    """Everything the documents need, in the order in which it has to be there."""
    return [
        python(sys.version_info[:3]),
        *versions(pins(root / "constraints.txt"), installed(), required("universal-brief")),
        *fonts(*Assets.of(root).every(THEME)),
        weasyprint(),
        *overridden(Assets.of(root)),
    ]


def weasyprint() -> Requirement:
    """Whether this machine has what WeasyPrint needs beside its package; without it, only that engine cannot work."""
    from pipeline.writers.pdf import system_libraries

    lacking = " ".join(system_libraries.missing())
    if lacking:
        message = N_("lacks {libraries}, which pdf_engine: weasyprint alone needs")
        return Requirement("WeasyPrint", True, message, values={"libraries": lacking})
    return Requirement("WeasyPrint", True, "all that it needs is there")


def overridden(assets: Assets) -> list[Requirement]:
    """Each of the project's own files that is used in place of the program's, and what the program changed since."""
    return [
        Requirement(own.name, True, _fate(own), values={"version": own.version, "merge": own.merge})
        for own in own_files(assets)
    ]


_FATES = {
    (True, False): N_("copied from {version}, changed by you"),
    (True, True): N_("copied from {version}, changed by you; the program's is another now: {merge}"),
    (False, False): N_("copied from {version}, not changed by you, so that it can be deleted"),
    (False, True): N_("copied from {version}, not changed by you; the program's is another now: {merge}"),
}
"""What became of a copied file, by whether it was changed here and whether the program's was."""


def _fate(own: OwnFile) -> str:
    return _FATES[own.changed, own.moved] if own.version else N_("your own, in place of the program's")


def python(version: tuple[int, ...]) -> Requirement:
    """Whether a version of Python is new enough."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    number = ".".join(map(str, version))
    remedy = f"make PYTHON=python{oldest}"
    return Requirement("Python", version >= OLDEST_PYTHON, "{version}", remedy, {"version": number})


def pins(path: Path) -> dict[str, str]:
    """The version of each library that a constraints file asks for; none where there is no file."""
    if not path.is_file():
        return {}
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("==") for line in lines if "==" in line)
    return {_canonical(name): version for name, _, version in pairs}


def installed() -> dict[str, str]:
    """The version of each library that this Python can import."""
    found: dict[str, str] = {}
    for distribution in importlib.metadata.distributions():
        found.setdefault(_canonical(distribution.name), distribution.version)
    return found


def required(distribution: str) -> frozenset[str]:
    """The libraries that an installed distribution names itself, without those of its extras."""
    try:
        lines = importlib.metadata.requires(distribution) or []
    except importlib.metadata.PackageNotFoundError:
        return frozenset()
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if "extra ==" not in line)
    return frozenset(_canonical(name[0]) for name in names if name)


def versions(pinned: Mapping[str, str], present: Mapping[str, str], needed: Collection[str]) -> list[Requirement]:
    """The libraries that are missing or not of the version they are pinned to, or that all are.

    What is pinned, absent and not needed is a tool for tests, and no finding.
    """
    findings = []
    for name in sorted(({*pinned} - _INSTALLERS) | {*needed}):
        have, want = present.get(name), pinned.get(name)
        if have is None and name in needed:
            findings.append(Requirement(name, False, "not installed", _reinstall(name)))
        elif have and want and have != want:
            message, numbers = N_("{have} is installed, {want} is pinned"), {"have": have, "want": want}
            findings.append(Requirement(name, False, message, _reinstall(name), numbers))
    number = len(pinned.keys() & present.keys())
    return findings or [Requirement(N_("libraries"), True, "as pinned: {number}", values={"number": number})]


def fonts(*themes: Path) -> list[Requirement]:
    """Whether the files of each font are there that a theme names, or one that it goes before."""
    theme, entries = Path(THEME), dict[str, object]()
    try:
        import yaml

        from pipeline.model.font import Font

        for theme in reversed(themes):
            entries |= yaml.safe_load(theme.read_text(encoding="utf-8")).get("fonts", {})
        found = [(font, font.files()) for font in map(Font.model_validate, entries.values())]
    except ModuleNotFoundError as error:
        remedy = _reinstall(_library(error.name or ""))
        return [Requirement(N_("fonts"), False, "{reason}", remedy, {"reason": error})]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        values = {"theme": theme.name, "reason": error}
        return [
            Requirement(N_("fonts"), False, "{theme} cannot be read: {reason}", remedy="briefs check", values=values)
        ]
    return [_font(font.family, _library(font.package), files) for font, files in found]


def _font(family: str, package: str, files: Mapping[str, Path]) -> Requirement:
    absent = [path.name for path in files.values() if not path.is_file()]
    if absent:
        return Requirement(family, False, "without {files}", _reinstall(package), {"files": ", ".join(absent)})
    return Requirement(family, True, "{files}", values={"files": ", ".join(files)})


def _reinstall(name: str) -> str:
    """What to type to have a library again: from a checkout all that it needs, for an installed program that one."""
    install = f"{shlex.quote(sys.executable)} -m pip install"
    if (ROOT / "pyproject.toml").is_file():
        return f"{install} -c constraints.txt -e ."
    return f"{install} --force-reinstall {name}"


def _library(module: str) -> str:
    """The library that a module is installed with."""
    name = module.partition(".")[0]
    return {"yaml": "pyyaml"}.get(name, _canonical(name))


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
