"""Subject → one version, complete in a folder: its documents, the files they were made from, and its manifest."""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.archive import provenance, store
from pipeline.archive.manifest import FORM, MANIFEST, SOURCES, SUMS, Release, encoded
from pipeline.base import program
from pipeline.base.assets import Assets
from pipeline.base.digests import of_bytes
from pipeline.base.problems import Problems
from pipeline.build import engines, fingerprint, isolation, run, state
from pipeline.build.run import Progress
from pipeline.checks import load
from pipeline.document import html
from pipeline.document.tree import Document
from pipeline.domain.subjects import Subject, subjects
from pipeline.domain.targets import Target, for_partners, speaks_of_records, targets
from pipeline.reading.project import Project
from pipeline.rendering import compose
from pipeline.rendering.compose import Composer

_LOOKS = ("accent", "paper", "pages", "core", "annex", "last_lines", "usual", "review")
"""The properties of a document that say nothing to its reader."""

_README = "README.txt"
_ABOUT = """\
{id}, version {version}, issued {issued}

The PDF and DOCX files beside this one are the documents of this version as they were issued.
{sources}/ holds everything they were made from. {manifest} lists every file with its SHA-256,
who answers for this version, the versions of the libraries that made it, and the digest of the
version before it. All of it can be read without the program that wrote it.

Are the files what they were? In this folder:

    sha256sum -c {sums}

The whole archive, with the links between its versions:

    briefs verify {id} --archive ../..
"""


@dataclass(frozen=True)
class Work:
    """How documents are made: in how many processes, and who is told of each."""

    jobs: int = 0
    finished: Progress = lambda item: None


def prepare(project: Project, subject: Subject, stage: Path, previous: Release | None, work: Work) -> bytes:
    """The manifest of a version whose other files now stand in the folder `stage`.

    The documents are made from the sources in the archive, not from those of the project: what can
    be made from them later is what is there now. Raises Problems, OSError.
    """
    wanted = texts(project, subject.id)
    for everything in (False, True):
        files = provenance.files(project, subject, everything=everything)
        store.write(stage / SOURCES, files)
        try:
            copy = _loaded(stage / SOURCES)
        except Problems:
            if everything:
                raise
            continue
        if everything or texts(copy, subject.id) == wanted:
            break
    return add_documents(copy, subject.id, stage, previous, work, everything=everything)


def _loaded(sources: Path) -> Project:
    """The project of archived sources. Raises Problems where they are not enough, and not because a file was busy."""
    try:
        return load.load(sources, Assets.archived(sources))
    except Problems:
        return load.load(sources, Assets.archived(sources))


def add_documents(
    copy: Project, name: str, stage: Path, previous: Release | None, work: Work, *, everything: bool
) -> bytes:
    """The manifest of a version whose sources, `copy`, stand in `stage` already; its documents are added there."""
    selected = for_partners(copy, targets(copy, f"{name}.*"))
    with tempfile.TemporaryDirectory(dir=stage.parent, prefix=".", suffix=".part") as output:
        summary = run.build(copy, selected, Path(output), jobs=work.jobs, finished=work.finished)
        if summary.failed:
            raise Problems(summary.failed)
        records = state.load(Path(output)).artifacts
        for target in selected:
            (Path(output) / target.path).rename(stage / target.id)
    subject = subjects(copy)[name]
    about = _ABOUT.format(**_heading(subject), sources=SOURCES, manifest=MANIFEST, sums=SUMS)
    store.write(stage, {_README: about.encode()})
    documents = [asdict(records[target.id]) | {"path": target.id} for target in selected]
    extent = "everything" if everything else "own"
    return encoded(
        {
            "form": FORM,
            **_heading(subject),
            **_authority(copy, subject),
            "previous": {"version": previous.version, "manifest": previous.sha256} if previous else None,
            "sources": extent,
            "program": program_version(),
            "libraries": libraries(copy),
            "documents": documents,
            "texts": texts(copy, name),
            "files": {path: asdict(store.stored_file(stage / path)) for path in store.names(stage)},
        }
    )


def texts(project: Project, name: str) -> dict[str, str]:
    """The digest of what each document of a subject says, by the document's id. Raises Problems."""
    return {found: of_bytes(full_text(document).encode()) for found, document in composed(project, name)}


def composed(project: Project, name: str, language: str = "") -> Iterator[tuple[str, Document]]:
    """Each document of a subject, in one language or all, once for all its formats, with its id. Raises Problems.

    One that speaks of records is left out, as an entry that is added is no change of what was promised, and so is one
    that no release holds.
    """
    released = for_partners(project, targets(project, f"{name}.*"))
    found = [target for target in released if not speaks_of_records(project, target)]
    documents: dict[str, Target] = {target.document: target for target in found}
    wanted = [target for target in documents.values() if language in ("", target.language)]
    for item in isolation.composed(Composer(project), wanted, {}):
        if item.tree is None:
            raise Problems(item.problems)
        yield item.document, pickle.loads(item.tree)  # noqa: S301 - our own


def full_text(document: Document) -> str:
    """All that a document says: its title, version and status with its words, nothing of its looks."""
    properties = (value for name, value in document.properties if name not in _LOOKS)
    bare = Document(document.language, (), document.header, document.blocks, document.footer)
    return "\n".join([*properties, html.html(bare)])


def libraries(project: Project) -> dict[str, str]:
    """The versions of all that the bytes of documents depend on, the program itself apart."""
    found = dict(compose.libraries())
    for form in project.formats:
        found |= fingerprint.versions(form, engines.used(project))
    return dict(sorted({**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}.items()))


def program_version() -> dict[str, str]:
    """The program that makes documents now: its version, and the digest of its source."""
    return {"version": __version__, "source": program.digest()}


def _heading(subject: Subject) -> dict[str, str]:
    return {
        "id": subject.id,
        "version": subject.version,
        "status": subject.status,
        "issued": subject.issued.isoformat(),
    }


def _authority(project: Project, subject: Subject) -> Mapping[str, Any]:
    """Who answers for a version, as its content says."""
    people = project.organisation.people

    def named(person: str) -> dict[str, Any]:
        known = people.get(person)
        return {"id": person, "name": dict(sorted(known.name.root.items())) if known else None}

    approvers = [{**named(person), "date": day.isoformat() if day else None} for person, day in subject.approvers]
    return {
        "content": subject.path,
        "supersedes": subject.supersedes,
        "owner": named(subject.owner),
        "approvers": approvers,
    }
