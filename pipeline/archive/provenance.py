"""Subject → the files that its documents are made from, so that they can be made again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.base.assets import LOWER, SHARED, THEME
from pipeline.base.files import below
from pipeline.base.problems import Problems, problem
from pipeline.domain.subjects import Subject
from pipeline.reading import sources
from pipeline.reading.project import Project

_LOOK = "templates/theme/"
"""Below this stands how documents look, and nothing that they say."""

_NOT_MADE_FROM = (
    "content/schema/",
    "content/results/",
    "content/scorecards/",
    "content/ritual.yaml",
    "content/cohorts/",
    "templates/new/",
)
"""What editors and `briefs new` read, what came of a campaign, what we do every month: no release holds it."""
_KEPT = "content/agreements/"
"""Below this stands what codes stood for when somebody agreed to them: nothing could make it again."""
_APART = ("agreements", "campaigns", "creators", "markets", "sops")
"""Folders of the content with one file for each record, of which a subject needs its own only."""


def files(project: Project, subject: Subject, *, everything: bool = False) -> dict[str, bytes]:
    """The content of each file that the subject's documents are made from, by its path in the project.

    Records that have nothing to do with the subject are left out, so that an archive shows a partner
    no other campaign; with `everything` they are there. Raises Problems for a file that cannot be read.
    """
    own = None if everything else frozenset(_records(project, subject))
    others = frozenset(_pictures(project)) - frozenset(_pictures(project, subject.id))
    found = {}
    for name, path in sorted(_files(project)):
        folder = name.split("/")[1]
        if own is not None and name.startswith("content/") and folder in _APART and name not in own:
            continue
        if own is not None and name in others:
            continue
        found[name] = _content(path, name)
    return found


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    """Each file that documents can be made from: no hidden one, none that a program keeps for itself."""
    for path in below(project.folder / "content"):
        name = path.relative_to(project.folder).as_posix()
        if _is_input(name, path):
            yield name, path
    for name, _ in (found for part in SHARED for found in project.assets.below(part)):
        used, *lower = project.assets.every(name)
        if _is_input(name, used):
            yield (name if used.is_relative_to(project.assets.project) else f"{LOWER}/{name}"), used
            # What is read from both is kept from both.
            if lower and (name == THEME or name.endswith(".po")) and lower[0].read_bytes() != used.read_bytes():
                yield f"{LOWER}/{name}", lower[0]


def _is_input(name: str, path: Path) -> bool:
    return path.is_file() and "/." not in name and not name.startswith(_NOT_MADE_FROM) and _is_written(name)


def _is_written(name: str) -> bool:
    """Whether people write a file; the schema, the record of translations and the list of messages are made."""
    made = name.startswith("content/") and name.endswith(".json") and not name.startswith(_KEPT)
    return not made and not name.endswith((".pot", "~"))


def _records(project: Project, subject: Subject) -> Iterator[str]:
    """The files of the records that a subject speaks of. A procedure speaks of every market."""
    yield subject.path
    yield from (f"content/agreements/{subject.id}.{ending}" for ending in ("yaml", "json"))
    campaign = project.campaigns.get(subject.id)
    if campaign is None:
        yield from (f"content/markets/{name}.yaml" for name in project.markets)
        return
    agreed = campaign.partnerships.values()
    for market in {*campaign.markets, *(partnership.market for partnership in agreed)}:
        yield f"content/markets/{market}.yaml"
    yield from (f"content/creators/{name}.yaml" for name in campaign.creators)


def _pictures(project: Project, campaign: str = "") -> Iterator[str]:
    """The files of the photographs of a campaign, or of all; the logo is everybody's."""
    for name in [campaign] if campaign in project.campaigns else project.campaigns if not campaign else ():
        yield from (f"content/{picture.file}" for picture in project.campaigns[name].pictures)
    if campaign and project.organisation.logo:
        yield f"content/{project.organisation.logo}"


def _content(path: Path, name: str) -> bytes:
    if not name.isprintable() or "\\" in name:
        raise Problems([problem(repr(name), "a file with this name cannot be archived", hint="rename it")])
    try:
        if path.stat().st_size > sources.MAX_BYTES:
            message = "the file is larger than {limit} bytes"
            raise Problems([problem(name, message, limit=sources.MAX_BYTES)])
        return path.read_bytes()
    except OSError as error:
        raise Problems([problem(name, "cannot be read: {reason}", reason=error.strerror)]) from None


def looks_only(name: str) -> bool:
    """Whether a file says how documents look and none of their words."""
    return name.removeprefix(f"{LOWER}/").startswith(_LOOK)


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The paths whose digest is another one, or that only one side has."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
