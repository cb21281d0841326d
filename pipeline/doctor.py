"""What this machine has of what the documents need, and what to type for the rest."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import native

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

# The package manager by what os-release says in ID and ID_LIKE.
_MANAGERS = {
    "debian": "apt-get",
    "ubuntu": "apt-get",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
}
_INSTALL = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "brew": "brew install",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is needed: whether it is there, in which form, and what to type if not."""

    name: str
    present: bool
    detail: str
    remedy: str = ""


@dataclass(frozen=True)
class Installation:
    """What became of the missing system libraries: their packages, and what remains to be typed.

    `line` is empty when nothing remains; `error` is the last that the package manager said
    where it was tried and failed.
    """

    packages: tuple[str, ...] = ()
    line: str = ""
    error: str = ""


def examine(root: Path = ROOT) -> list[Finding]:
    """Everything the documents need, in the order in which it has to be there."""
    native.reach_homebrew()
    return [
        python(sys.version_info[:3]),
        *libraries(native.LIBRARIES, package_manager(), administrator=_is_administrator()),
        *versions(pins(root / "constraints.txt"), installed(), required("universal-brief")),
        *fonts(root / "templates" / "theme" / "theme.yaml"),
    ]


def install() -> Installation:
    """The missing system libraries installed by apt-get where this user may, else what to type."""
    native.reach_homebrew()
    chosen = package_manager()
    packages = missing_packages(native.LIBRARIES, chosen)
    if not packages:
        return Installation()
    line = line_to_type(packages, chosen, administrator=_is_administrator())
    prefix = _administrator_prefix()
    if chosen != "apt-get" or prefix is None:
        return Installation(packages, line)
    error = _apt_get(prefix, packages)
    if error or missing_packages(native.LIBRARIES, chosen):
        return Installation(packages, line, error)
    return Installation(packages)


def python(version: tuple[int, ...]) -> Finding:
    """Whether a version of Python is new enough."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Finding("Python", version >= OLDEST_PYTHON, ".".join(map(str, version)), f"make PYTHON=python{oldest}")


def libraries(table: Iterable[native.Library], manager: str, *, administrator: bool) -> list[Finding]:
    """Whether each native library of a table loads in this process."""
    findings = []
    for library in table:
        name = native.loaded(library)
        remedy = "" if name else line_to_type([library.package(manager)], manager, administrator=administrator)
        findings.append(Finding(library.name, bool(name), name or "does not load", remedy))
    return findings


def missing_packages(table: Iterable[native.Library], manager: str) -> tuple[str, ...]:
    """The packages that bring the libraries which do not load, each once, in the table's order."""
    return tuple(dict.fromkeys(library.package(manager) for library in table if not native.loaded(library)))


def package_manager() -> str:
    """The package manager of this machine, or the empty string where it is none that we know."""
    try:
        os_release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        os_release = ""
    return manager_of(platform.system(), os_release)


def manager_of(system: str, os_release: str) -> str:
    """The package manager of a system, by its kernel's name and the text of its os-release file."""
    if system == "Darwin":
        return "brew"
    fields = dict(re.findall(r'^(ID|ID_LIKE)="?([^"\n]*)"?$', os_release, re.MULTILINE))
    names = [*fields.get("ID", "").split(), *fields.get("ID_LIKE", "").split()]
    return next((_MANAGERS[name] for name in names if name in _MANAGERS), "")


def line_to_type(packages: Sequence[str], manager: str, *, administrator: bool) -> str:
    """The one command that installs packages, with sudo for a user who needs it."""
    if manager not in _INSTALL:
        return f"install {', '.join(packages)} with the package manager of this system"
    sudo = "" if administrator or manager == "brew" else "sudo "
    return f"{sudo}{_INSTALL[manager]} {' '.join(packages)}"


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


def versions(pinned: Mapping[str, str], present: Mapping[str, str], needed: Collection[str]) -> list[Finding]:
    """The libraries that are missing or not of the version they are pinned to, or that all are.

    What is pinned, absent and not needed is a tool for tests, and no finding.
    """
    findings = []
    for name in sorted({*pinned, *needed}):
        have, want = present.get(name), pinned.get(name)
        if have is None and name in needed:
            findings.append(Finding(name, False, "not installed", _reinstall()))
        elif have and want and have != want:
            findings.append(Finding(name, False, f"{have} is installed, {want} is pinned", _reinstall()))
    return findings or [Finding("libraries", True, f"{len(pinned.keys() & present.keys())} as pinned")]


def fonts(theme: Path) -> list[Finding]:
    """Whether the files of each font that a theme names are there."""
    try:
        import yaml

        from pipeline.theme import Font

        entries = yaml.safe_load(theme.read_text(encoding="utf-8"))["fonts"].values()
        families = {font.family: font.files() for font in map(Font.model_validate, entries)}
    except ModuleNotFoundError as error:
        return [Finding("fonts", False, str(error), _reinstall())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        return [Finding("fonts", False, f"{theme.name} cannot be read: {error}", "briefs check")]
    return [_font(family, files) for family, files in families.items()]


def _font(family: str, files: Mapping[str, Path]) -> Finding:
    absent = [path.name for path in files.values() if not path.is_file()]
    if absent:
        return Finding(family, False, f"without {', '.join(absent)}", _reinstall())
    return Finding(family, True, ", ".join(files))


def _reinstall() -> str:
    return f"{shlex.quote(sys.executable)} -m pip install -c constraints.txt -e ."


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def _is_administrator() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _administrator_prefix() -> list[str] | None:
    """What makes a command run as the administrator, or None where that needs a password."""
    if _is_administrator():
        return []
    sudo = shutil.which("sudo")
    if sudo and _run([sudo, "-n", "true"]).returncode == 0:
        return [sudo, "-n"]
    return None


def _apt_get(prefix: Sequence[str], packages: Sequence[str]) -> str:
    """The last thing apt-get said if it failed, else the empty string."""
    program = shutil.which("apt-get") or "/usr/bin/apt-get"
    apt_get = [*prefix, "/usr/bin/env", "DEBIAN_FRONTEND=noninteractive", program, "-qq"]
    command = [*apt_get, "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends", *packages]
    if _run(command).returncode == 0:
        return ""
    # The lists of packages are absent on a new machine, and name files that are gone on an old one.
    _run([*apt_get, "update"])
    again = _run(command)
    said = again.stderr.strip().splitlines() or ["apt-get failed"]
    return "" if again.returncode == 0 else said[-1]


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
