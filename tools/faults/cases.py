"""Ways to disturb a build: each group gives any number of cases, the same ones every time."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tools.faults import judging
from tools.faults.judging import BUG, CAMPAIGN, DONE, IDS, INTERRUPTED, PROBLEMS, Case, Ground

KILLED = -signal.SIGKILL


def dice(group: str, number: int) -> random.Random:
    """The chances of one case."""
    return random.Random(f"{group} {number}")


# --- ended at any moment ------------------------------------------------------


def kills(number: int) -> Iterator[tuple[str, Case]]:
    """The program is killed, or interrupted from the terminal, at a random moment."""
    for index in range(number):
        how = signal.SIGINT if index % 5 == 4 else signal.SIGKILL
        yield f"{how.name} {index}", partial(_killed, how=how, share=dice("kill", index).random())


def _killed(ground: Ground, project: Path, how: signal.Signals, share: float) -> Iterator[str]:
    process = judging.start(project, *(("-j", "1") if share > 0.8 else ()))
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=ground.seconds * 1.1 * share)
    # Before the program runs, an interruption is Python's own to answer.
    early = not _loaded(process)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(how)
    end = judging.ended(process)
    if how is signal.SIGINT and early:
        end = judging.Ended(end.status if end.status in (DONE, INTERRUPTED) else INTERRUPTED, "")
    yield from judging.verdict(ground, project, [end], (DONE, INTERRUPTED) if how is signal.SIGINT else (DONE, KILLED))


def _loaded(process: subprocess.Popen[str]) -> bool:
    """Whether the program is past its own start: it has read what it was asked."""
    try:
        return "pydantic_core" in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    except OSError:
        return True


# --- the system says no -------------------------------------------------------

ERRORS = {
    "openat": ("ENOSPC", "EROFS", "EIO", "EMFILE", "EACCES"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "fsync": ("EIO", "ENOSPC"),
    "rename": ("EIO", "ENOSPC", "EROFS", "EACCES"),
    "mkdir": ("ENOSPC", "EROFS", "EACCES"),
    "read": ("EIO",),
    "unlink": ("EIO", "EROFS"),
    "flock": ("EIO", "ENOLCK"),
    "getdents64": ("EIO",),
    "newfstatat": ("EIO", "EACCES"),
    "clone3": ("EAGAIN", "ENOMEM"),
    "vfork": ("EAGAIN", "ENOMEM"),
    "pipe2": ("EMFILE",),
}


def calls(number: int, ground: Ground, place: Path) -> Iterator[tuple[str, Case]]:
    """A system call fails at its N-th time, once or from then on: disk full, read-only, I/O error."""
    window = _window(ground, place)
    named = [name for name in ERRORS if name in window]
    for index in range(number):
        chance = dice("call", index)
        name = named[index % len(named)]
        error = chance.choice(ERRORS[name])
        nth = chance.randint(*window[name])
        when = f"{nth}+" if chance.random() < 0.4 else str(nth)
        yield f"{name} {error} from {when}", partial(_refused, name=name, error=error, when=when)


def _window(ground: Ground, place: Path) -> dict[str, tuple[int, int]]:
    """For each call, at which times it is made between the first sight of the output folder and the end."""
    project = ground.project(place / "traced")
    log = place / "trace"
    end = judging.run(project, before=("strace", "-o", str(log), "-e", f"trace={','.join(ERRORS)}"))
    assert end.status == DONE, end.said
    counts: dict[str, int] = {}
    window: dict[str, tuple[int, int]] = {}
    seen = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        name = line.partition("(")[0]
        if name not in ERRORS:
            continue
        counts[name] = counts.get(name, 0) + 1
        seen = seen or f"{project}/build" in line
        if seen:
            window[name] = window.get(name, (counts[name], 0))[0], counts[name]
    return window


def _refused(ground: Ground, project: Path, name: str, error: str, when: str) -> Iterator[str]:
    inject = f"inject={name}:error={error}:when={when}"
    end = judging.run(project, before=("strace", "-f", "-o", os.devnull, "-e", f"trace={name}", "-e", inject))
    # What the program itself is read from may be what fails: that is told as a bug, in one line.
    yield from judging.verdict(ground, project, [end], (DONE, PROBLEMS, BUG))


# --- too little of something --------------------------------------------------


def shortages(number: int) -> Iterator[tuple[str, Case]]:
    """Too little room for files, too few descriptors, a folder that cannot be written, a full disk."""
    for index in range(number):
        chance = dice("shortage", index)
        kind = ("size", "descriptors", "read-only", "disk")[index % 4]
        if kind == "size":
            amount = chance.randint(100, 60_000)
            yield f"files of {amount} bytes at most", partial(_limited, kind=resource.RLIMIT_FSIZE, amount=amount)
        elif kind == "descriptors":
            amount = chance.randint(6, 24)
            yield f"{amount} descriptors", partial(_limited, kind=resource.RLIMIT_NOFILE, amount=amount)
        elif kind == "read-only":
            yield f"a read-only folder {index}", partial(_unwritable, folder=chance.choice(["build", "build/dawn"]))
        else:
            yield f"a full disk {index}", partial(_full, room=chance.randint(0, 200_000))


_LIMIT = """
import os, resource, sys
kind, number = map(int, sys.argv[1:3])
resource.setrlimit(kind, (number, number))
os.execv(sys.argv[3], sys.argv[3:])
"""


def _limited(ground: Ground, project: Path, kind: int, amount: int) -> Iterator[str]:
    end = judging.run(project, before=(sys.executable, "-S", "-c", _LIMIT, str(kind), str(amount)))
    yield from judging.verdict(ground, project, [end], (DONE, PROBLEMS, BUG))


def _unwritable(ground: Ground, project: Path, folder: str) -> Iterator[str]:
    place = project / folder
    if os.geteuid() == 0:
        # Modes mean nothing to root; a read-only mount of the folder on itself does.
        if not _mounted(("--bind", str(place), str(place))) or not _mounted(("-o", "remount,ro,bind", str(place))):
            yield from ()
            return
        try:
            end = judging.run(project)
        finally:
            _unmounted(place)
    else:
        place.chmod(0o555)
        try:
            end = judging.run(project)
        finally:
            place.chmod(0o755)
    if end.status != PROBLEMS:
        yield f"status {end.status} though {folder} cannot be written"
    yield from judging.verdict(ground, project, [end])


def _full(ground: Ground, project: Path, room: int) -> Iterator[str]:
    """The output folder is on a disk of its own that has next to no room; where no disk can be had, room is size."""
    place, kept = project / "build", project.parent / "kept"
    shutil.copytree(place, kept)
    size = sum(len(content) for content in judging.left(project).values()) + room + 20 * 4096
    if os.geteuid() != 0 or not _mounted(("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))):
        yield from _limited(ground, project, resource.RLIMIT_FSIZE, 4096)
        return
    try:
        shutil.copytree(kept, place, dirs_exist_ok=True)
        end = judging.run(project)
        shutil.rmtree(kept)
        shutil.copytree(place, kept)
    finally:
        _unmounted(place)
    shutil.rmtree(place)
    shutil.copytree(kept, place)
    yield from judging.verdict(ground, project, [end])


def _mounted(arguments: tuple[str, ...]) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def _unmounted(place: Path) -> None:
    subprocess.run(["umount", "-l", place], check=True)


# --- workers ------------------------------------------------------------------


def workers(number: int) -> Iterator[tuple[str, Case]]:
    """The process that makes one output is killed, hangs, or takes too much memory; only its document fails."""
    for index in range(number):
        how = ("killed", "hung", "full")[index % 3]
        target = IDS[index // 3 % len(IDS)]
        processes = 1 + index // 3 % 3
        yield f"{how}: {target}, {processes} processes", partial(_lost, how=how, target=target, processes=processes)


def _lost(ground: Ground, project: Path, how: str, target: str, processes: int) -> Iterator[str]:
    program = [sys.executable, str(ground.program / "losing.py"), str(project), how, target, str(processes)]
    end = judging.run(project, program=program)
    if target not in end.said or end.status != PROBLEMS:
        yield f"status {end.status}, and {target} is not named: {end.said[-300:]}"
    for name, content in judging.left(project).items():
        # A document is published in all of its formats, or in none.
        wanted = ground.old if Path(name).stem == Path(target).stem else ground.new
        if name not in ("state.json", "manifest.json") and content != wanted[name]:
            yield f"{name} is not as it should be where only {target} failed"
    yield from judging.verdict(ground, project, [end])


# --- at once ------------------------------------------------------------------


def crowds(number: int) -> Iterator[tuple[str, Case]]:
    """Two, four, eight builds at once, of all or of parts, while the sources are edited or are not."""
    for index in range(number):
        builds = (2, 4, 2, 8)[index % 4]
        edited = index % 3 != 0
        name = f"{builds} builds at once{', edited meanwhile' if edited else ''}, {index}"
        yield name, partial(_together, builds=builds, edited=edited, chance=dice("crowd", index))


def _together(ground: Ground, project: Path, builds: int, edited: bool, chance: random.Random) -> Iterator[str]:
    if edited:
        shutil.copy(ground.folder / CAMPAIGN, project / CAMPAIGN)
    begun = []
    for _ in range(builds):
        chosen = chance.choice([(), (), ("*.ivan.*",), ("*.pdf", "-j", "1"), ("--force",)])
        begun.append(judging.start(project, *chosen))
        time.sleep(chance.random() * ground.seconds / builds)
    if edited:
        # As editors save: written beside it, then renamed over it.
        shutil.copy(project / "new.yaml", project / "content/.new")
        (project / "content/.new").replace(project / CAMPAIGN)
    yield from judging.verdict(ground, project, [judging.ended(process) for process in begun], (DONE,))


# --- records that lie ---------------------------------------------------------


def damages(number: int) -> Iterator[tuple[str, Case]]:
    """The state, the manifest or an output is cut off, altered, exchanged, or of another time."""
    for index in range(number):
        yield f"damage {index}", partial(_damaged, index=index)


def _damaged(ground: Ground, project: Path, index: int) -> Iterator[str]:
    chance = dice("damage", index)
    # Everything is up to date: whatever the next build does not notice stays wrong.
    first = judging.run(project)
    name = chance.choice(["state.json", "state.json", "manifest.json", f"dawn/{chance.choice(IDS)}"])
    path = project / "build" / name
    raw = path.read_bytes()
    place = chance.randrange(len(raw))
    ways = {
        "cut off": raw[:place],
        "a bit": raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(8))]) + raw[place + 1 :],
        "a byte more": raw[:place] + b"0" + raw[place:],
        "zeros": bytes(len(raw)),
        "nothing": b"",
        "of before": ground.old[name],
        "a digit": _digit_changed(raw, chance),
        "emptied": b"{}" if name.endswith(".json") else b"%PDF-1.7",
    }
    path.write_bytes(ways[list(ways)[index % len(ways)]])
    if chance.random() < 0.3:
        other = project / "build/dawn" / chance.choice(IDS)
        other.write_bytes(ground.old[f"dawn/{other.name}"])
    yield from judging.verdict(ground, project, [first], (DONE,), (name, "state.json", "manifest.json"))


def _digit_changed(raw: bytes, chance: random.Random) -> bytes:
    """One digit of the records made another, so that they can be read and are wrong."""
    digits = [place for place, sign in enumerate(raw) if 48 <= sign <= 57]
    place = chance.choice(digits)
    return raw[:place] + (b"1" if raw[place : place + 1] != b"1" else b"2") + raw[place + 1 :]
