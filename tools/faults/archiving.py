"""A whole archive run in which one system call fails, each in turn: the version is there whole, or nothing is.

A small project has its first version in the archive and another to be put there. A case passes if the run ends with a
status that is documented and without a traceback, if the archive then verifies, but for what the next run sweeps, and
if the next run, undisturbed, leaves what one leaves that was never disturbed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.faults.fuzzing import Tree, last, tree
from tools.faults.judging import BUG, CAMPAIGN, DONE, MINIMAL, PROBLEMS, ROOT
from tools.faults.zygote import Call, Ended, Zygote

_BRIEF = "templates/kinds/brief.html"
_ARCHIVE = ("archive", "dawn", "-j", "1")
_SWEPT = "interrupted run"


@dataclass(frozen=True)
class Archive:
    """A project with a version in its archive and the next one in its content; what an undisturbed run leaves."""

    folder: Path
    program: Path
    wanted: Tree
    calls: tuple[Call, ...]


def prepared(place: Path) -> Archive:
    """The project, made below a folder."""
    program, folder = place / "program", place / "archived/project"
    shutil.copytree(ROOT / "pipeline", program / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(MINIMAL, folder)
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    for kind in (folder / "templates/kinds").iterdir():
        if kind.name != "brief.html":
            kind.unlink()
    _edit(folder / _BRIEF, "formats: [pdf, docx, html]", "formats: [docx]")
    with Zygote(program) as zygote:
        _done(zygote.run(folder, *_ARCHIVE))
        _edit(folder / CAMPAIGN, 'version: "1.0"', 'version: "1.1"')
        _edit(folder / CAMPAIGN, "issued: 2027-02-01", "issued: 2027-02-03")
        undisturbed = Path(shutil.copytree(folder, place / "undisturbed/project"))
        # Twice: what the first run alone keeps for later ones is no part of a case.
        _done(zygote.run(undisturbed, *_ARCHIVE))
        shutil.rmtree(undisturbed)
        shutil.copytree(folder, undisturbed)
        calls = _done(zygote.run(undisturbed, *_ARCHIVE, failing=0)).calls
    return Archive(folder, program, tree(undisturbed / "archive"), calls)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not in {path} once"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _done(ended: Ended) -> Ended:
    assert ended.status == DONE, ended.said
    return ended


def positions(calls: Sequence[Call], number: int) -> list[int]:
    """At which calls a number of cases have theirs refused, or at all: at the first of each that differ, before others.

    Calls are alike that have one name, one kind of file and one line of the program.
    """
    first = list({call: index for index, call in reversed([*enumerate(calls, 1)])}.values())
    others = sorted({*range(1, len(calls) + 1)} - {*first})
    return sorted([*_in_steps(first, number), *_in_steps(others, number - len(first))])


def _in_steps(found: Sequence[int], number: int) -> list[int]:
    chosen = max(0, min(number, len(found)))
    return [found[index * len(found) // chosen] for index in range(chosen)]


def judged(made: Archive, zygote: Zygote, position: int, place: Path) -> list[str]:
    """What is wrong with one case, each with its position."""
    project = Path(shutil.copytree(made.folder, place / "project"))
    found = list(_verdict(made, zygote, position, project))
    shutil.rmtree(place, ignore_errors=True)
    return [f"system call {position} of an archive run: {said}" for said in found]


def _verdict(made: Archive, zygote: Zygote, position: int, project: Path) -> Iterator[str]:
    ended = zygote.run(project, *_ARCHIVE, failing=position)
    # What the program itself reads of its libraries may be what fails: that is told as a bug, in one line.
    if ended.status not in (DONE, PROBLEMS, BUG) or "Traceback" in ended.said or not ended.said.strip():
        yield f"status {ended.status}: {last(ended.said)}"
    verified = zygote.run(project, "verify")
    told = [line for line in verified.said.splitlines() if line.startswith("archive/")]
    if verified.status != DONE and not (told and all(_SWEPT in line for line in told)):
        yield f"verify says: {last(verified.said)}"
    again = zygote.run(project, *_ARCHIVE)
    if again.status != DONE:
        yield f"the next run ends with {again.status}: {last(again.said)}"
    elif tree(project / "archive") != made.wanted:
        yield "the next run leaves another archive than an undisturbed one"


def findings(number: int, at_once: int, place: Path) -> list[list[str]]:
    """What is wrong with each of so many cases, or with one for every call where there are fewer."""
    made = prepared(place / "archiving")
    chosen = positions(made.calls, number)

    def share(first: int) -> list[list[str]]:
        with Zygote(made.program) as zygote:
            return [judged(made, zygote, position, place / f"call-{position}") for position in chosen[first::at_once]]

    with ThreadPoolExecutor(at_once) as pool:
        return [found for part in pool.map(share, range(at_once)) for found in part]
