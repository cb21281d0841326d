"""How long documents take beside what people use today, as ratios in one run: python -m tools.bench [--long].

Ours makes more of each document than any peer: it checks the content, holds page budgets on two papers,
writes PDF/A-3a and PDF/UA-1, and reads each finished file again. All use as many processes as there are CPUs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools.generate import generate

ROOT = Path(__file__).resolve().parents[2]
PEERS = (
    ("Typst + docxtpl", "script"),
    ("Typst + docxtpl", ""),
    ("docxtpl + LibreOffice", ""),
    ("WeasyPrint + html4docx", ""),
)
"""What people use, and how: as the script that its documentation shows, or in as many processes as ours."""
_THEIR_FORMATS = ("*.pdf", "*.docx")
_LATER = 3.0
"""Seconds after which all that a build wrote is surely as it was written."""

THEIRS = ROOT / ".tools/bench/bin/python"
OURS = [sys.executable, "-m", "pipeline"]
ONE_OF_EACH = """
import sys, json
sys.path.insert(0, sys.argv[1])
import peers
from pathlib import Path
document = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))[0]
peers.make("WeasyPrint + html4docx", document, Path(sys.argv[3]))
"""


def took(command: list[str], folder: Path) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of CPU, and the largest process in megabytes; the command must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # Compiled modules are kept, as they are wherever somebody uses them.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}: status {process.returncode}\n{said.read().decode()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def ratios(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> list[float]:
    """How much more ours takes than theirs, in rounds that run one after the other."""
    return [ours() / theirs() for _ in range(rounds)]


class Row(NamedTuple):
    """One line of the table: the ratio of each round."""

    what: str
    beside: str
    ratios: list[float]


class Bench:
    """One run: a project of 25 partnerships, and what it costs."""

    def __init__(self, place: Path, rounds: int) -> None:
        self.place, self.rounds = place, rounds
        self.project = generate(place / "project", 25)
        self.words = place / "words.json"
        took([sys.executable, "-m", "tools.bench.words", str(self.project), str(self.words)], ROOT)
        self.rows: list[Row] = []

    def cold(self) -> None:
        """Everything made once, ours and theirs in turn: the PDF and DOCX files that they make too, and all of ours."""
        ours: list[float] = []
        whole: list[float] = []
        theirs: dict[tuple[str, str], list[float]] = {peer: [] for peer in PEERS}
        for _ in range(self.rounds):
            for taken, patterns in ((ours, _THEIR_FORMATS), (whole, ())):
                shutil.rmtree(self.project / "build", ignore_errors=True)
                taken.append(took([*OURS, "build", *patterns], self.project)[0])
            for (name, how), taken in theirs.items():
                if "LibreOffice" in name and not shutil.which("soffice"):
                    continue
                with tempfile.TemporaryDirectory(dir=self.place) as folder:
                    command = [str(THEIRS), str(ROOT / "tools/bench/peers.py"), name, str(self.words), folder]
                    taken.append(took([*command, *([how] if how else [])], ROOT)[0])
        for (name, how), taken in theirs.items():
            if taken:
                found = [mine / other for mine, other in zip(ours, taken, strict=True)]
                beside = f"{name}, {'a plain script' if how else f'{os.cpu_count()} processes'}"
                self.rows.append(Row("cold, 25 partnerships, 100 files", beside, found))
        found = [mine / other for mine, other in zip(whole, theirs[PEERS[0]], strict=True)]
        self.rows.append(Row("the same with our 50 phone editions", f"{PEERS[0][0]}, a plain script, with none", found))

    def unchanged(self) -> None:
        """A second build, and what tells how things stand."""
        took([*OURS, "build"], self.project)
        # What was written a moment ago is read again; whoever builds a second time mostly does so later.
        time.sleep(_LATER)
        took([*OURS, "build"], self.project)
        for name, command in (("nothing changed", "build"), ("list", "list"), ("status", "status")):
            found = ratios(
                3 * self.rounds,
                lambda command=command: took([*OURS, command], self.project)[1],  # type: ignore[misc]
                lambda: took([sys.executable, "-c", "import click"], ROOT)[1],
            )
            self.rows.append(Row(name, "import click", found))

    def edited(self) -> None:
        """One creator's line among 100 outputs."""
        path, turn = self.project / "content/campaigns/wave-001.yaml", iter(range(1000))
        text = path.read_text(encoding="utf-8")
        took([*OURS, "build"], self.project)

        def edit() -> float:
            path.write_text(
                re.sub(r"Let us into your morning", f"Let us into your {next(turn)}th morning", text, count=1),
                encoding="utf-8",
            )
            return took([*OURS, "build"], self.project)[1]

        def theirs() -> float:
            with tempfile.TemporaryDirectory(dir=self.place) as folder:
                command = [str(THEIRS), "-c", ONE_OF_EACH, str(ROOT / "tools/bench"), str(self.words), folder]
                return took(command, ROOT)[1]

        found = ratios(self.rounds, edit, theirs)
        self.rows.append(Row("one line of 100 outputs edited", "import WeasyPrint, one PDF, one DOCX", found))
        path.write_text(text, encoding="utf-8")

    def warm(self) -> None:
        """CPU time of one document where everything is loaded."""
        command = [sys.executable, "-m", "tools.bench.warm", str(self.project)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
        ours = dict(zip(said[::2], map(float, said[1::2]), strict=True))
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            command = [
                str(THEIRS),
                str(ROOT / "tools/bench/peers.py"),
                "WeasyPrint + html4docx",
                str(self.words),
                folder,
                "warm",
            ]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        theirs = dict(zip(said[::2], map(float, said[1::2]), strict=True))
        self.rows.append(Row("one PDF, warm, CPU", "plain WeasyPrint", [ours["pdf"] / theirs["weasyprint_pdf"]]))
        self.rows.append(Row("one DOCX, warm, CPU", "plain html4docx", [ours["docx"] / theirs["html4docx_docx"]]))

    def edits(self) -> None:
        """Milliseconds, not a ratio: from an edited text to its page, as the board makes it."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tools.bench.edits", str(self.project)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        for line in said.splitlines():
            form, *taken = line.split()
            self.rows.append(
                Row(f"one text edited, warm, to its page ({form})", "milliseconds", list(map(float, taken)))
            )

    def growth(self, sizes: tuple[int, ...]) -> None:
        """Time of a document, and the largest process, as the number of partnerships grows."""
        found = {}
        for size in sizes:
            project = generate(self.place / f"project-{size}", size)
            runs = []
            # The smallest is what all are measured by.
            for _ in range(self.rounds if size == sizes[0] else 1):
                shutil.rmtree(project / "build", ignore_errors=True)
                runs.append(took([*OURS, "build"], project))
            found[size] = statistics.median(run[0] for run in runs) / (4 * size), max(run[2] for run in runs)
            shutil.rmtree(project)
        for size in sizes[1:]:
            for what, place in (("time a file", 0), ("largest process", 1)):
                found_ratio = found[size][place] / found[sizes[0]][place]
                self.rows.append(Row(f"{size} partnerships, {what}", f"{sizes[0]} partnerships", [found_ratio]))


def table(rows: list[Row]) -> str:
    """The rows as a table: the median of their ratios, and from the least to the most."""
    lines = ["| what | beside | ratio | spread |", "|---|---|---|---|"]
    for row in rows:
        spread = f"{min(row.ratios):.2f}–{max(row.ratios):.2f}" if len(row.ratios) > 1 else ""
        lines.append(f"| {row.what} | {row.beside} | {statistics.median(row.ratios):.2f} | {spread} |")
    return "\n".join(lines) + "\n"


def processor() -> str:
    """The processor's name, as the system has it."""
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    found = re.search(r"^model name\s*:\s*(.+)$", said, re.MULTILINE)
    return found[1] if found else platform.processor()


def main() -> int:
    """0 where everything could be run."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--long", action="store_true", help="more runs, and 2,500 partnerships")
    asked.add_argument("--only", nargs="*", choices=["cold", "unchanged", "edited", "edits", "warm", "growth"])
    options = asked.parse_args()
    if not THEIRS.exists():
        raise SystemExit("what people use today is not here: type .ci/bench-tools")
    parts = options.only or ["cold", "unchanged", "edited", "edits", "warm", "growth"]
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), 5 if options.long else 3)
        for part in parts:
            if part == "growth":
                bench.growth((25, 250, 2500) if options.long else (25, 250))
            else:
                getattr(bench, part)()
    absent = [name for name in ("soffice", "pandoc") if not shutil.which(name)]
    missing = f"; not here: {', '.join(absent)}" if absent else ""
    machine = f"{os.cpu_count()} CPUs ({processor()}), {platform.system()}, Python {platform.python_version()}"
    said = f"{table(bench.rows)}\n{machine}; medians of {bench.rounds} rounds and more, in turn{missing}.\n"
    sys.stdout.write(said)
    output = ROOT / "build/bench"
    output.mkdir(parents=True, exist_ok=True)
    (output / "bench.md").write_text(said, encoding="utf-8")
    (output / "bench.json").write_text(json.dumps(bench.rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
