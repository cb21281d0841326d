"""A workspace from its first day to an update of the program, with nothing but wheels: python -m tools.fresh_workspace.

Two wheels are built, the second of a later version with other templates and catalogs. The first is installed into an
environment of its own and a workspace is made, built and archived with it; then the second takes its place. Pinned
libraries are installed as pip is set up to find them.

With a folder that holds a whole system, such as .ci/fresh-machine makes, all of it happens inside of that: chroot.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("pipeline", "tools", "templates", "locales", "content", "pyproject.toml", "README.md", "LICENSE")
LATER = "0.2.0"
"""The version of the later program."""
CAMPAIGN = "content/campaigns/first-light.yaml"
_CONTRACT = 'papers: {contract: {on: 2026-11-17, evidence: "signed copy"}}'
_CHANGES = {
    "locales/ru/LC_MESSAGES/messages.po": ('msgstr "Зачем мы это делаем"', 'msgstr "Зачем это нужно"'),
    "templates/kinds/master.html": ('{{ _("Master brief") }}', '{{ _("Creator brief") }}'),
    "templates/theme/theme.yaml": ("\nfonts:", "\n# Another look.\nfonts:"),
}


@dataclass(frozen=True)
class Place:
    """Where the walk is taken: a folder, what commands call it, and the system they run in, if not this one."""

    folder: Path
    called: Path
    python: str = sys.executable
    system: Path | None = None

    def run(self, *command: str, within: str = ".") -> str:
        """What a command prints that runs in a folder of this place. Raises CalledProcessError."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        moved = ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(self.called / within), *command]
        whole = [*(["chroot", str(self.system)] if self.system else []), *moved]
        return subprocess.run(whole, env=clean | {"LANGUAGE": "en"}, capture_output=True, text=True, check=True).stdout


def place(folder: Path, system: Path | None) -> Place:
    """A folder of this system, or one inside of another."""
    if system is None:
        return Place(folder, folder)
    (system / "walk").mkdir()
    return Place(system / "walk", Path("/walk"), "python3", system)


Briefs = Callable[..., str]
"""Runs `briefs` with some arguments in the workspace; what it prints. Raises CalledProcessError."""


def copy(folder: Path) -> Path:
    """What a wheel is built from, copied to a folder."""
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def change(assets: Path, package: Path) -> None:
    """Makes a later version of a program: another number, other words, another look."""
    for name, (old, new) in _CHANGES.items():
        text = (assets / name).read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"{name} does not say {old!r}: the walk has to change something else")
        (assets / name).write_text(text.replace(old, new), encoding="utf-8")
    place = package / "__init__.py"
    place.write_text(re.sub('(?<=__version__ = ").*(?=")', LATER, place.read_text(encoding="utf-8")), encoding="utf-8")


def wheel(folder: Path) -> Path:
    """The wheel of a copy of this repository."""
    code = "from setuptools.build_meta import build_wheel; build_wheel('dist')"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True)
    [found] = (folder / "dist").glob("*.whl")
    return found


def begin(briefs: Briefs, folder: Path) -> None:
    """Starts a campaign in a workspace that was just made, builds it, and archives it in force."""
    briefs("new", "creator", "anna")
    briefs("new", "campaign", "first-light")
    _replace(folder / CAMPAIGN, "status: draft", "status: in-force")
    for name in ("content/markets/ru.yaml", "content/creators/anna.yaml", CAMPAIGN):
        _rewrite(folder / name)
    briefs("check")
    briefs("build", "first-light")
    said = briefs("archive", "first-light")
    _demand("first-light 0.1 archived" in said, said)


def go_on(briefs: Briefs, folder: Path) -> None:
    """Builds and archives again with a later program, and sees what it refuses."""
    _demand(LATER in briefs("--version"), "the later program was not installed")
    briefs("check")
    said = briefs("build", "first-light")
    _demand(" built" in said, said)
    _demand("first-light 0.1 is archived already" in briefs("archive", "first-light"), "a new version was wanted")
    said = briefs("diff", "--program", "--language", "ru")
    _demand(said.count("+ Зачем это нужно") == 1 and "another look: first-light" in said, said)
    _demand("unchanged" in briefs("verify"), "the archive is damaged")
    _replace(folder / CAMPAIGN, "500 first-time buyers. too", "700 first-time buyers. too")
    try:
        briefs("check")
    except subprocess.CalledProcessError as refused:
        _demand("changed since version 0.1 was archived" in refused.stderr, refused.stderr)
    else:
        raise SystemExit("a fact that changed in a version that was sent is not refused")


def _rewrite(path: Path) -> None:
    """Rewrites every example of a starting file, and fills in the numbers that a campaign in force needs."""
    text, rules, rest = path.read_text(encoding="utf-8").partition("\nrules:")
    for language, word in (("en", "too"), ("ru", "тоже")):
        text = re.sub(rf'(\b{language}: "(?:[^"\\]|\\.)*)"', rf'\1 {word}"', text)
    text = text.replace('  # inn: "…"', '  inn: "7799012346"')
    text = text.replace('time: "12:00"}', 'time: "12:00", erid: "2VtzqwKb7Nq"}')
    text = text.replace("https://shop.example/", "https://store.example/")
    text = text.replace("    deliverables:\n", f"    {_CONTRACT}\n    deliverables:\n")
    path.write_text(text + rules + rest, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    _demand(old in text, f"{path.name} does not say {old!r}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def _demand(right: bool, said: str) -> None:
    if not right:
        raise SystemExit(said)


def main(system: Path | None = None) -> None:
    """Walks through it in a temporary folder or in another system, and says how far it has come."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _say("== Two wheels")
        first, later = copy(work / "first"), copy(work / "later")
        change(later, later / "pipeline")
        wheels = [wheel(first), wheel(later)]
        try:
            walk(place(work, system), wheels)
        except subprocess.CalledProcessError as error:
            raise SystemExit(f"{error}\n{error.stdout}{error.stderr}") from None


def walk(place: Place, wheels: Sequence[Path]) -> None:
    """Installs a program, begins a workspace with it, updates it and goes on. Raises CalledProcessError."""

    def briefs(*arguments: str) -> str:
        return place.run(str(place.called / "environment/bin/briefs"), *arguments, within="workspace")

    _say("== Installed, with nothing of this repository")
    folder = place.folder / "workspace"
    folder.mkdir()
    place.run(place.python, "-m", "venv", str(place.called / "environment"))
    _install(place, wheels[0])
    briefs("init", ".", "--languages", "ru,en", "--markets", "ru,us")
    _say("== Built and archived")
    begin(briefs, folder)
    _say(f"== Updated to {LATER}")
    _install(place, wheels[1])
    go_on(briefs, folder)
    _say("== Done: what was in force goes on")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _install(place: Place, found: Path) -> None:
    for path in (found, ROOT / "constraints.txt"):
        if not (place.folder / path.name).exists():
            shutil.copyfile(path, place.folder / path.name)
    pip = (str(place.called / "environment/bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check")
    place.run(*pip, "-c", "constraints.txt", found.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
