"""A build that has nothing to do, known before anything is loaded that could do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.base import files, font_package, saved, selectors
from pipeline.build import inputs, state
from pipeline.build.inputs import Inputs
from pipeline.build.state import Artifact


def outputs(
    now: Inputs | None, output: Path, patterns: Sequence[str], campaign: str, languages: Sequence[str] = ()
) -> list[Artifact] | None:
    """The outputs that a selection means, if each is there as it was made from the inputs as they are now.

    None where there may be something to do or to say: then the project has to be loaded.
    """
    if now is None:
        return None
    before = state.load(output)
    standing = before.standing
    if standing.inputs != now.digest or not _as_it_was(before, output):
        return None
    names = [
        name
        for name, its in standing.targets.items()
        if campaign in ("", its) and selectors.in_languages(name, languages)
    ]
    found: set[str] = set()
    for pattern in patterns:
        matching = [name for name in names if selectors.selects(pattern, name)]
        if not matching:
            return None
        found.update(matching)
    selected = sorted(found) if patterns else names
    if not selected or not standing.current.issuperset(selected) or not before.artifacts.keys() >= set(selected):
        return None
    records = [before.artifacts[name] for name in selected]
    return None if any(record.fault(output) for record in records) else records


def current(before: state.State, now: Inputs | None, output: Path) -> frozenset[str]:
    """The ids of the outputs that are there as they were made from the inputs as they are now.

    Where one document cannot be made, the others need not be composed again to know that they stand.
    """
    if now is None or before.standing.inputs != now.digest or not _as_it_was(before, output):
        return frozenset()
    made = before.standing.current & before.artifacts.keys() & before.fingerprints.keys() & before.rendered.keys()
    return frozenset(name for name in made if not before.artifacts[name].fault(output))


def failed(now: Inputs | None, output: Path) -> frozenset[str]:
    """The ids of the outputs that could not be made from the inputs as they are now."""
    standing = state.load(output).standing
    return standing.failed if now is not None and standing.inputs == now.digest else frozenset()


def _as_it_was(before: state.State, output: Path) -> bool:
    """Whether the fonts and the manifest are as recorded, and no interrupted run left anything behind."""
    try:
        return (
            all(inputs.content(font_package.file(name)) == digest for name, digest in before.standing.fonts.items())
            and saved.content(output / state.MANIFEST) == state.manifest(before)
            and not any(files.temporaries(output))
        )
    except (OSError, ValueError, ModuleNotFoundError):
        return False
