"""An archived version made again from its own sources, and compared byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import release, store
from pipeline.archive.manifest import MANIFEST, SOURCES, SUMS, Manifest
from pipeline.archive.release import Work
from pipeline.archive.store import ArchiveStore
from pipeline.base import saved, temporary
from pipeline.base.assets import Assets
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.checks import load


@dataclass(frozen=True)
class RebuildResult:
    """What came of making a version again: how many files were the same, and what was not."""

    version: str
    same: int
    findings: tuple[Problem, ...]


def rebuild(archive: ArchiveStore, name: str, version: str, label: str, work: Work) -> RebuildResult:
    """A version made again in a temporary folder. Where libraries are others than then, they are named instead.

    `label` names the archive in findings. To be called for a version that is as it was written.
    """
    folder = archive.version(name, version)
    manifest = Manifest.read(saved.content(folder / MANIFEST))
    place = f"{label}/{name}/{version}"
    with temporary.named():
        made = tempfile.TemporaryDirectory()
    with made as parent:
        stage = Path(parent) / version
        with temporary.named():
            shutil.copytree(folder / SOURCES, stage / SOURCES, copy_function=shutil.copyfile)
        try:
            copy = load.load(stage / SOURCES, Assets.archived(stage / SOURCES))
            others = list(_others(manifest, place, release.libraries(copy)))
            if others:
                return RebuildResult(version, 0, tuple(others))
            record = release.add_documents(copy, name, stage, manifest.previous, work, everything=manifest.everything)
        except Problems as found:
            return RebuildResult(version, 0, (_unreadable(place, manifest), *found.problems))
        with temporary.named():
            (stage / MANIFEST).write_bytes(record)
        return _compared(manifest, folder, stage, place)


def _compared(manifest: Manifest, folder: Path, stage: Path, place: str) -> RebuildResult:
    names = sorted({*store.names(folder), *store.names(stage)} - {SUMS})
    unlike = [name for name in names if not _same(folder / name, stage / name)]
    if unlike and manifest.program != release.program_version():
        # The manifest alone says which program made it; whether another one writes the same bytes was to be seen.
        if unlike == [MANIFEST] and _documents(folder) == _documents(stage):
            unlike = []
        else:
            return RebuildResult(manifest.version, 0, (_another_program(place, manifest),))
    findings = tuple(problem(f"{place}/{name}", "differs when rebuilt") for name in unlike)
    return RebuildResult(manifest.version, len(names) - len(unlike), findings)


def _documents(folder: Path) -> object:
    """What a manifest says but for the program, which is part of every fingerprint."""
    record = dict(Manifest.read(saved.content(folder / MANIFEST)).record)
    documents = [{**entry, "fingerprint": ""} for entry in record.pop("documents")]
    return documents, {**record, "program": {}}


def _same(first: Path, second: Path) -> bool:
    return first.is_file() and second.is_file() and first.read_bytes() == second.read_bytes()


def _others(manifest: Manifest, place: str, libraries: dict[str, str]) -> list[Problem]:
    """A line for each library of another version than that which made the archived documents."""
    then = manifest.libraries
    message = N_("cannot be compared: made with {name} {then}, but {now} is installed")
    return [
        problem(place, message, name=name, then=then.get(name, "–"), now=libraries.get(name, "–"))
        for name in sorted({*then, *libraries})
        if then.get(name) != libraries.get(name)
    ]


def _another_program(place: str, manifest: Manifest) -> Problem:
    then = manifest.program
    hint = N_("use the version of briefs that made it")
    return problem(
        place,
        "cannot be compared: made by briefs {then}, but this is {now}",
        hint=hint,
        then=_told(then),
        now=_told(release.program_version()),
    )


def _told(program: Mapping[str, str]) -> str:
    return f"{program['version']} ({program['source'][:12]})"


def _unreadable(place: str, manifest: Manifest) -> Problem:
    hint = N_("use the version of briefs that made it")
    return problem(
        f"{place}/{SOURCES}",
        "cannot be read by this version of the program; made by briefs {then}",
        hint=hint,
        then=_told(manifest.program),
    )
