"""A build that has nothing to do, known before anything is loaded that could do it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.base import files, font_package, saved, selectors
from pipeline.base.digests import of_bytes
from pipeline.base.problems import Problem
from pipeline.build import inputs, seen, state
from pipeline.build.inputs import Inputs
from pipeline.build.seen import Stamp
from pipeline.build.state import Artifact, LastInputs, State


@dataclass(frozen=True)
class Unchanged:
    """What a selection means where nothing changed since the last build.

    `made` are the outputs that are there as they were made; `failed` those that could not be and cannot now, with
    what is wrong; `held` wait for another format of their document. `reasons` says why these two were to be made.
    """

    made: Sequence[Artifact]
    failed: Mapping[str, tuple[Problem, ...]]
    held: Sequence[str]
    reasons: Mapping[str, str]

    @property
    def ids(self) -> list[str]:
        """Every output that was selected, in the order of ids."""
        return sorted([*(record.id for record in self.made), *self.failed, *self.held])


@dataclass(frozen=True)
class Look:
    """The inputs and the last build as they are now.

    `stamp` is what the system said of both before any was read, and `read_before` whether that is what it said when
    all were read last.
    """

    inputs: Inputs | None
    before: State
    output: Path
    stamp: Stamp | None
    moment: int
    read_before: bool

    @classmethod
    def at(cls, folder: Path, output: Path, archive: Path | None = None) -> Self:
        """A look at the project in a folder, whose archive is in `archive`."""
        moment, before = time.time_ns(), state.load(output)
        found = inputs.found(folder, archive)
        stamp = None if found is None else _stamp(found.stamp, before, output)
        if found is None or stamp is None or not stamp.is_kept(output):
            return cls(None if found is None else found.read(), before, output, stamp, moment, read_before=False)
        known = Inputs(before.standing.inputs, found.stamp.digest, archive)
        return cls(known, before, output, stamp, moment, read_before=True)

    def remember(self, found: Unchanged) -> None:
        """Has the next look read nothing, if every output was read for what was found."""
        if self.stamp is not None and not self.read_before and len(found.made) == len(self.before.artifacts):
            self.stamp.keep(self.output, self.moment)


def outputs(look: Look, patterns: Sequence[str], campaign: str, languages: Sequence[str] = ()) -> Unchanged | None:
    """What a selection means, if all of it is as the last build left it and the inputs are what they were.

    None where there may be something to do or to say: then the project has to be loaded.
    """
    if look.inputs is None:
        return None
    before, output = look.before, look.output
    standing = before.standing
    if standing.inputs != look.inputs.digest or _is_interrupted(output):
        return None
    if not look.read_before and not _as_it_was(before, output):
        return None
    selected = _selected(standing, patterns, campaign, languages)
    failed = {name: standing.failed[name] for name in selected & standing.failed.keys()}
    held = (selected & standing.reasons.keys()) - failed.keys()
    made = selected - failed.keys() - held
    if not selected or not standing.current.issuperset(made) or not before.artifacts.keys() >= made:
        return None
    if not all(failed.values()) or not _settled(held, standing):
        return None
    records = [before.artifacts[name] for name in sorted(made)]
    if not look.read_before and any(record.fault(output) for record in records):
        return None
    return Unchanged(records, failed, sorted(held), standing.reasons)


def _selected(standing: LastInputs, patterns: Sequence[str], campaign: str, languages: Sequence[str]) -> frozenset[str]:
    """The ids that a selection means; none where one of its patterns means nothing."""
    names = [
        name
        for name, its in standing.targets.items()
        if campaign in ("", its) and selectors.in_languages(name, languages)
    ]
    matching = [[name for name in names if selectors.selects(pattern, name)] for pattern in patterns or ["*"]]
    return frozenset[str]().union(*matching) if all(matching) else frozenset()


def _settled(held: Iterable[str], standing: LastInputs) -> bool:
    """Whether each output that waits does so for one that would fail again."""
    again = {name.rpartition(".")[0] for name, said in standing.failed.items() if said}
    return all(name.rpartition(".")[0] in again for name in held)


def current(before: State, now: Inputs | None, output: Path) -> frozenset[str]:
    """The ids of the outputs that are there as they were made from the inputs as they are now.

    Where one document cannot be made, the others need not be composed again to know that they stand.
    """
    if now is None or before.standing.inputs != now.digest or _is_interrupted(output) or not _as_it_was(before, output):
        return frozenset()
    made = before.standing.current & before.artifacts.keys() & before.fingerprints.keys() & before.rendered.keys()
    return frozenset(name for name in made if not before.artifacts[name].fault(output))


def failed(now: Inputs | None, output: Path) -> frozenset[str]:
    """The ids of the outputs that could not be made from the inputs as they are now."""
    standing = state.load(output).standing
    return frozenset(standing.failed) if now is not None and standing.inputs == now.digest else frozenset()


def _stamp(found: Stamp, before: State, output: Path) -> Stamp | None:
    """What the system says of the inputs, of which it says `found`, and of all that a build reads besides them."""
    try:
        return seen.with_more(found, output, before.files())
    except (OSError, ValueError, ModuleNotFoundError):
        return None


def _as_it_was(before: State, output: Path) -> bool:
    """Whether the fonts and the manifest are as recorded."""
    try:
        return (
            all(inputs.content(font_package.file(name)) == digest for name, digest in before.standing.fonts.items())
            and of_bytes(saved.content(output / state.MANIFEST)) == before.manifest
        )
    except (OSError, ValueError, ModuleNotFoundError):
        return False


def _is_interrupted(output: Path) -> bool:
    """Whether a run that was interrupted left anything behind."""
    try:
        return any(files.temporaries(output))
    except OSError:
        return True
