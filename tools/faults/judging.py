"""The ground that every case starts from, and the rule by which each is judged.

A project of two partnerships was built; then its sources were edited, so that each of its outputs
has to be made anew. A build of it is disturbed. It passes if it ends with a status that is
documented and without a traceback; if each published file is entirely the former or entirely the
new one; if none of its processes is left; and if the next build, undisturbed, leaves byte for byte
what one leaves that was never disturbed, and nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.build.seen import SEEN
from pipeline.services.answers import ANSWERS

ROOT = Path(__file__).resolve().parent.parent.parent
MINIMAL = ROOT / "tests/minimal"
CAMPAIGN = "content/campaigns/dawn.yaml"
DONE, PROBLEMS, BUG, INTERRUPTED = 0, 1, 3, 130
IDS = [
    f"dawn.brief.{name}.{language}.{form}"
    for name in ("ivan", "olga")
    for language in ("en", "ru")
    for form in ("docx", "pdf")
]
SECONDS = 60
_MARK = "BRIEFS_FAULT"

Files = dict[str, bytes]


@dataclass
class Ended:
    """How a build ended."""

    status: int
    said: str


@dataclass
class Ground:
    """A project in two versions, and what an undisturbed build leaves of each."""

    folder: Path
    old: Files = field(default_factory=dict)
    new: Files = field(default_factory=dict)
    seconds: float = 0

    @property
    def program(self) -> Path:
        """Where the program is that every case runs."""
        return self.folder.parent / "program"

    def project(self, place: Path) -> Path:
        """A copy with the outputs of the old version and the sources of the new one."""
        shutil.copytree(self.folder, place)
        shutil.copy(place / "new.yaml", place / CAMPAIGN)
        (place / ".program").symlink_to(self.program)
        return place


def prepared(place: Path) -> Ground:
    """The ground, built below a folder. Both versions are built as every case builds."""
    ground = Ground(place / "ground")
    # The program as it is now: whoever edits it while cases run edits another.
    shutil.copytree(ROOT / "pipeline", ground.program / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tools/faults/losing.py", ground.program)
    shutil.copytree(MINIMAL, ground.folder)
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, ground.folder / name)
    for kind in (ground.folder / "templates/kinds").iterdir():
        if kind.name != "brief.html":
            kind.unlink()
    one = (MINIMAL / CAMPAIGN).read_text(encoding="utf-8")
    two = one[one.index("  ivan:\n") :].replace("  ivan:\n", "  olga:\n").replace('"001"', '"002"')
    text = one + two.replace("2Vtzq", "3Vtzq").replace("Two posts", "Two more posts")
    text = text[: len(one)] + text[len(one) :].replace("IVAN10", "OLGA10").replace(".example/ivan", ".example/olga")
    (ground.folder / CAMPAIGN).write_text(text, encoding="utf-8")
    # Every document names its version.
    (ground.folder / "new.yaml").write_text(text.replace('version: "1.0"', 'version: "1.1"'), encoding="utf-8")
    first = Path(shutil.copytree(ground.folder, place / "first"))
    (first / ".program").symlink_to(ground.program)
    assert run(first).status == DONE
    shutil.copytree(first / "build", ground.folder / "build")
    ground.old = left(ground.folder)
    undisturbed = ground.project(place / "undisturbed")
    before = time.monotonic()
    assert run(undisturbed).status == DONE
    ground.seconds = time.monotonic() - before
    ground.new = left(undisturbed)
    same = [name for name in ground.new if ground.new[name] == ground.old[name]]
    assert same == [], f"the edit changes nothing in {same}"
    return ground


def command(*arguments: str) -> list[str]:
    """A build as a person types it."""
    return [sys.executable, "-m", "pipeline", "build", *arguments]


def environment(project: Path) -> dict[str, str]:
    """What a build of a case runs in; its processes can be told by it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    own = {
        "PYTHONPATH": str(project / ".program"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANGUAGE": "en",
        _MARK: str(project),
    }
    return {**kept, **own}


def start(
    project: Path, *arguments: str, before: Sequence[str] = (), program: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """A build of a project, begun; `before` stands before its command, `program` in its place."""
    return subprocess.Popen(
        [*before, *(program or command(*arguments))],
        cwd=project,
        env=environment(project),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> Ended:
    """How a build ends, if it does in time."""
    try:
        said = process.communicate(timeout=SECONDS)[1]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Ended(-1, f"not done after {SECONDS} s")
    return Ended(process.returncode, said)


def run(project: Path, *arguments: str, before: Sequence[str] = (), program: Sequence[str] = ()) -> Ended:
    """A build of a project."""
    return ended(start(project, *arguments, before=before, program=program))


def left(project: Path) -> Files:
    """Every file in the output folder but the lock and what is kept only where changes are long over, by its path."""
    others = (".lock", SEEN, ANSWERS)
    paths = [path for path in (project / "build").rglob("*") if path.is_file() and path.name not in others]
    return {path.relative_to(project / "build").as_posix(): path.read_bytes() for path in sorted(paths)}


def processes(project: Path) -> list[int]:
    """The processes of a case that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={project}\0".encode() in (path / "environ").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


def verdict(
    ground: Ground,
    project: Path,
    how: Sequence[Ended],
    allowed: Sequence[int] = (DONE, PROBLEMS),
    damaged: Collection[str] = ("state.json", "manifest.json"),
) -> Iterator[str]:
    """What is wrong after a build was disturbed, by the rule. Makes the next build.

    `damaged` are files that need be neither former nor new ones before it.
    """
    for one in how:
        if one.status not in allowed:
            yield f"status {one.status}: {one.said.strip()[-300:]}"
        if "Traceback" in one.said:
            yield f"a traceback: {one.said.strip()[-300:]}"
        if one.status == PROBLEMS and not one.said.strip():
            yield "status 1 without a word"
    yield from _orphans(project)
    for name, content in left(project).items():
        if name.endswith(".part") or name == "crash.log":
            continue
        if content not in (ground.old.get(name), ground.new.get(name)) and name not in damaged:
            yield f"{name} is neither the former file nor the new one"
    (project / "build/crash.log").unlink(missing_ok=True)
    after = run(project)
    if after.status != DONE:
        yield f"the next build ends with {after.status}: {after.said.strip()[-300:]}"
    now = left(project)
    for name in sorted({*now, *ground.new}):
        if now.get(name) != ground.new.get(name):
            what = "is missing" if name not in now else "is left over" if name not in ground.new else "differs"
            yield f"after the next build {name} {what}"


def _orphans(project: Path) -> Iterator[str]:
    """Whether a process outlives its build. Ends it."""
    deadline = time.monotonic() + 10
    while processes(project) and time.monotonic() < deadline:
        time.sleep(0.05)
    if alive := processes(project):
        yield f"{len(alive)} processes are left"
        for process in alive:
            os.kill(process, signal.SIGKILL)


Case = Callable[[Ground, Path], Iterator[str]]


def judged(ground: Ground, case: Case, name: str) -> list[str]:
    """What is wrong with one case, each with its name; its folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="briefs-fault-") as place:
        project = ground.project(Path(place) / "project")
        return [f"{name}: {said}" for said in case(ground, project)]
