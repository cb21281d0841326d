"""Two versions of a subject → a notice of change for each document that says something else now."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup, escape

from pipeline.archive import present_program, release
from pipeline.archive.store import ArchiveStore
from pipeline.base.assets import Assets
from pipeline.base.files import publish
from pipeline.base.problems import Problem, Problems, problem
from pipeline.build import engines
from pipeline.build.worker import Worker
from pipeline.checks import load
from pipeline.document import difference
from pipeline.document.difference import Change, Pieces
from pipeline.document.tree import Document
from pipeline.domain.subjects import Subject, subjects
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import Ledger

_TEMPLATE = "notices/changes.html"
FORMATS = ("docx", "html", "pdf")
"""In which a notice is written."""
CALENDAR = "ics"
"""In which dates are written that a notice cancels."""


@dataclass(frozen=True)
class Notice:
    """What changed in one document. `state` is changed, new or gone; only a changed one has changes."""

    document: str
    state: str
    changes: tuple[Change, ...]
    now: Document

    def sections(self) -> Iterator[tuple[str, list[Change]]]:
        """The changes under each heading, in reading order."""
        for section, changes in itertools.groupby(self.changes, lambda change: change.section):
            yield section, list(changes)


@dataclass(frozen=True)
class Edition:
    """One version of a subject as it can be composed: an archived one, or the current content."""

    project: Project
    subject: Subject
    present: bool = False


def archived(store: ArchiveStore, label: str, name: str, version: str, project: Project | None = None) -> Edition:
    """An archived version, composed from its own sources by this program. Raises Problems.

    With `project`, templates and words are those of the program as it makes this project now: what is compared with it
    is content alone.
    """
    sources = store.sources(name, version)
    try:
        read = present_program.read(sources, project) if project else load.load(sources, Assets.archived(sources))
    except Problems as found:
        place = f"{label}/{name}/{version}"
        moved = [replace(item, path=f"{place}/sources/{item.path}") for item in found.problems]
        hint = "compare its documents by eye, or use the version of briefs that made it"
        unreadable = problem(place, "its sources cannot be read by this version of the program", hint=hint)
        raise Problems([unreadable, *moved]) from None
    return Edition(read, subjects(read)[name])


def notices(before: Edition, now: Edition, language: str) -> list[Notice]:
    """A notice for each document in one language that is not the same in both editions, by document id."""
    old, new = (_documents(edition, language) for edition in (before, now))
    found = []
    for name in sorted({*old, *new}):
        if name not in old:
            found.append(Notice(name, "new", (), new[name]))
        elif name not in new:
            found.append(Notice(name, "gone", (), old[name]))
        elif changes := difference.changes(old[name], new[name]):
            found.append(Notice(name, "changed", tuple(changes), new[name]))
    return found


def _documents(edition: Edition, language: str) -> dict[str, Document]:
    return dict(release.composed(edition.project, edition.subject.id, language))


def as_lines(notice: Notice) -> Iterator[str]:
    """A notice as lines for a terminal."""
    if notice.state != "changed":
        yield f"{notice.document}: {'a new document' if notice.state == 'new' else 'is not made any more'}"
        return
    yield notice.document
    for section, changes in notice.sections():
        if section:
            yield f"  {section}"
        for change in changes:
            for sign, pieces in (("-", change.was), ("+", change.now)):
                if pieces is not None:
                    yield f"    {sign} {difference.text(pieces)}"


def write(
    project: Project,
    found: Sequence[Notice],
    before: Edition,
    now: Edition,
    output: Path,
    done: Callable[[Path], None],
) -> list[Problem]:
    """Writes each notice of changes in every format, below a folder; what went wrong with any of them.

    A notice speaks of one document alone, so that a partner reads of nobody else's. It is made by the
    templates of `project`, whatever the editions were made by. `done` is told each file. Raises
    Problems, OSError.
    """
    composer, press = Composer(project), Press(project, _TEMPLATE, now.subject.path, done)
    for notice in found:
        if notice.state == "changed":
            page = composer.page(_TEMPLATE, notice.now.language, _context(notice, before, now))
            press.write(page, output, f"{notice.document}.changes.{before.subject.version}-{now.subject.version}")
    return press.problems


class Press:
    """Writes pages that are no targets; `problems` is what went wrong with any, `done` is told each file.

    `ledgers` say by language what belongs to whom: pages with facts need them.
    """

    def __init__(
        self,
        project: Project,
        template: str,
        text: str,
        done: Callable[[Path], None],
        ledgers: Mapping[str, Ledger] = MappingProxyType({}),
    ) -> None:
        self._worker = Worker(engines.setup(project, ledgers))
        self._files = {"text": text, "look": f"templates/{template}"}
        self._done = done
        self.problems: list[Problem] = []

    def write(
        self, page: Document, output: Path, name: str, formats: Sequence[str] = FORMATS, facts: Facts | None = None
    ) -> None:
        """One page in every format, below a folder; none that tells what `facts` withhold. Raises OSError."""
        for form in formats:
            path = output / f"{name}.{form}"
            written = self._worker.finish(page, form, facts)
            self.problems += [said.problem(path.name, self._files) for said in written.complaints]
            if not written.complaints:
                publish(path, written.content)
                self._done(path)


def _context(notice: Notice, before: Edition, now: Edition) -> Mapping[str, object]:
    return {
        "old": before.subject,
        "new": now.subject,
        "properties": dict(notice.now.properties),
        "changes": [(change.section, marked(change.was), marked(change.now)) for change in notice.changes],
    }


def marked(pieces: Pieces | None) -> Markup | None:
    """Some pieces as templates print them, with the changed ones strong; None for what is not there."""
    if pieces is None:
        return None
    said = Markup()
    for changed, run in itertools.groupby(_bridged(pieces), lambda piece: piece.changed):
        words = Markup().join(map(_piece, run))
        said += Markup("<strong>{}</strong>").format(words) if changed else words
    return said


def _bridged(pieces: Pieces) -> Pieces:
    """The same, with the space between two changed words changed as well: one mark and not two."""
    marks = [piece.changed for piece in pieces]
    return tuple(
        replace(piece, changed=True)
        if not piece.text.strip() and any(marks[:index][-1:]) and any(marks[index + 1 : index + 2])
        else piece
        for index, piece in enumerate(pieces)
    )


def _piece(piece: difference.Piece) -> Markup:
    words = Markup("<code>{}</code>").format(piece.text) if piece.code else escape(piece.text)
    return Markup('<span lang="{}">{}</span>').format(piece.language, words) if piece.language else words
