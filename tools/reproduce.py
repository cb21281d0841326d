"""One project built again and again under all that must not matter: the same bytes each time.

`make reproduce` builds four times, `python -m tools.reproduce --builds 48` does it at length. Every
build varies the folder, the hash seed, the time zone, the locale, the number of processes, the fonts
that the machine offers, the times and order of the files, and the Python. Other Pythons are used
where this machine has them; they need the project's libraries, which `--install` puts beside .venv.
Says what was varied, and one digest a document; exits 1 where a document had more than one.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("content", "locales", "templates")
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")

FOLDERS = ("p", "a folder with spaces", "Аврора «Сияние»", "deep/" * 12 + "project")
SEEDS = ("0", "1", "4294967295", "random")
ZONES = ("UTC", "Asia/Kamchatka", "America/St_Johns", "Pacific/Apia")
LOCALES = ("C", "C.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8")
JOBS = ("1", "2", "3", "")
FONTS = ("as they are", "none", "others of the same names")
CLOCKS = ("as they are", "1980", "2037")


@dataclass(frozen=True)
class Variation:
    """One way to build."""

    folder: str
    seed: str
    zone: str
    locale: str
    jobs: str
    fonts: str
    times: str
    python: str

    def __str__(self) -> str:
        jobs = self.jobs or "as many as CPUs"
        folder = self.folder if len(self.folder) < 30 else f"{self.folder[:12]}…"
        return (
            f"Python {version(self.python)}, folder {folder!r}, hash seed {self.seed}, {self.zone}, {self.locale},"
            f" jobs {jobs}, fonts {self.fonts}, times {self.times}"
        )


def variations(number: int, pythons: list[str]) -> list[Variation]:
    """So many ways to build: every value of every axis in turn, each axis in an order of its own."""
    axes = [FOLDERS, SEEDS, ZONES, LOCALES, JOBS, FONTS, CLOCKS, tuple(pythons)]
    dice = random.Random(2027)
    columns = []
    for axis in axes:
        rows: list[str] = []
        while len(rows) < number:
            rows += dice.sample(axis, len(axis))
        columns.append(rows[:number])
    return [Variation(*row) for row in zip(*columns, strict=True)]


def version(python: str) -> str:
    """The version of an interpreter; empty where it does not run."""
    done = subprocess.run(
        [python, "-c", "import platform; print(platform.python_version())"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def pythons(*, install: bool) -> tuple[list[str], list[str]]:
    """The interpreters that have the project's libraries, and what is to be said of the others."""
    found, said = [sys.executable], []
    own = ".".join(map(str, sys.version_info[:2]))
    for wanted in SUPPORTED:
        if wanted == own:
            continue
        folder = ROOT / f".venv-{wanted}"
        python = folder / "bin/python"
        if not python.exists() and install and (base := _interpreter(wanted)):
            subprocess.run([base, "-m", "venv", folder], check=True)
            command = [str(python), "-m", "pip", "install", "-q", "-c", f"{ROOT}/constraints.txt", "-e", f"{ROOT}"]
            if subprocess.run(command, check=False).returncode:
                shutil.rmtree(folder)
        if python.exists():
            found.append(str(python))
        elif _interpreter(wanted):
            said.append(f"Python {wanted} is here without the libraries (--install puts them into {folder.name})")
        else:
            said.append(f"Python {wanted} is not on this machine")
    return found, said


def _interpreter(wanted: str) -> str:
    """An interpreter of a version, on the path or where pyenv keeps them; empty where there is none."""
    kept = sorted((Path.home() / ".pyenv/versions").glob(f"{wanted}.*/bin/python"))
    for candidate in (shutil.which(f"python{wanted}"), *map(str, kept)):
        if candidate and version(candidate).startswith(wanted):
            return candidate
    return ""


def built(project: Path, variation: Variation, place: Path) -> dict[str, str]:
    """The digest of each output, by its path, of a project built in one way below a folder."""
    folder = place / variation.folder
    for part in PARTS:
        _copy(project / part, folder / part, variation)
    command = [variation.python, "-m", "pipeline", "build", "--project", str(folder)]
    if variation.jobs:
        command += ["--jobs", variation.jobs]
    done = subprocess.run(
        command, cwd=place, env=_environment(variation, place), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{variation}\nended with status {done.returncode}:\n{done.stderr[-2000:]}")
    files = [path for path in (folder / "build").rglob("*") if path.is_file()]
    # The state names files of this machine and knows this Python: it is for the next build here alone.
    own = [path for path in files if path.name not in (".lock", "state.json")]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(own)}


def _copy(source: Path, target: Path, variation: Variation) -> None:
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    random.Random(variation.seed).shuffle(paths)
    for path in paths:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        if variation.times != "as they are":
            seconds = (int(variation.times) - 1970) * 31_557_600
            os.utime(place, (seconds, seconds))


def _environment(variation: Variation, place: Path) -> dict[str, str]:
    home = place / "home"
    home.mkdir(parents=True)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": variation.seed,
        "TZ": variation.zone,
        "LC_ALL": variation.locale,
        "LANGUAGE": variation.locale.partition("_")[0],
        "HOME": str(home),
    }
    if variation.fonts != "as they are":
        # Whoever asked fontconfig would find nothing, or a face that is called as one of ours and is another.
        offered = home / ".fonts"
        offered.mkdir()
        if variation.fonts != "none":
            _disguise(offered)
        configuration = home / "fonts.conf"
        configuration.write_text(f'<?xml version="1.0"?><fontconfig><dir>{offered}</dir></fontconfig>', "utf-8")
        environment["FONTCONFIG_FILE"] = str(configuration)
    return environment


def _disguise(folder: Path) -> None:
    """Puts the serif faces of the theme into a folder under the names of the sans-serif ones."""
    from fontTools.ttLib import TTFont

    from pipeline.checks import load

    text, other = itertools.islice(load.load(ROOT).theme.fonts.values(), 2)
    for face, path in other.files().items():
        with TTFont(path) as font:
            for entry in font["name"].names:
                if entry.nameID in (1, 16):
                    entry.string = text.family
            font.save(folder / f"{face}.ttf")


def main() -> int:
    """0 where every document has one digest."""
    asked = argparse.ArgumentParser(description="builds one project in many ways and compares the bytes")
    asked.add_argument("--builds", type=int, default=4)
    asked.add_argument("--project", type=Path, default=ROOT)
    asked.add_argument("--install", action="store_true", help="put the libraries beside .venv for other Pythons")
    options = asked.parse_args()
    found, absent = pythons(install=options.install)
    digests: dict[str, dict[str, list[str]]] = {}
    for number, variation in enumerate(variations(options.builds, found), 1):
        sys.stdout.write(f"{number:2} {variation}\n")
        sys.stdout.flush()
        with tempfile.TemporaryDirectory() as place:
            for name, digest in built(options.project, variation, Path(place)).items():
                digests.setdefault(name, {}).setdefault(digest, []).append(f"{number}")
    sys.stdout.writelines(f"{line}\n" for line in absent)
    wrong = 0
    for name, its in sorted(digests.items()):
        if len(its) == 1 and len(next(iter(its.values()))) == options.builds:
            sys.stdout.write(f"{next(iter(its))}  {name}\n")
        else:
            wrong += 1
            told = "; ".join(f"{digest[:16]} in {', '.join(builds)}" for digest, builds in its.items())
            sys.stdout.write(f"DIFFERS  {name}: {told}\n")
    sys.stdout.write(f"{options.builds} builds, {len(digests)} files, {wrong} of them differ\n")
    return 1 if wrong or not digests else 0


if __name__ == "__main__":
    sys.exit(main())
