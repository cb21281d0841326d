"""`briefs diff`: what changed between two versions, and what another version of the program says otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base import files
from pipeline.base.problems import Problems, problem
from pipeline.cli.archive import archive_option, refused
from pipeline.cli.completion import subjects
from pipeline.cli.options import count, document_language, document_options, language_option, loaded, unknown
from pipeline.services.archive_folder import ArchiveFolder

if TYPE_CHECKING:
    from pipeline.archive.notice import Edition
    from pipeline.archive.updated import ProgramChange
    from pipeline.reading.project import Project

CURRENT = "current"
"""The present content, where a version is asked for."""


@click.command(short_help="Show what changed between two versions.")
@click.argument("name", metavar="ID", required=False, default="", shell_complete=subjects)
@click.argument("old", metavar="OLD", required=False, default="")
@click.argument("new", metavar="[NEW]", default=CURRENT)
@document_options
@language_option
@archive_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to write the notices of change. Default: build/ID/ in the project.",
)
@click.option("--text", "only_text", is_flag=True, help="Print the changes only; write no notices.")
@click.option(
    "--program", "by_program", is_flag=True, help="What this program says otherwise than the one that made the archive."
)
def diff(
    name: str,
    old: str,
    new: str,
    folder: Path | None,
    language: str,
    archive_path: Path | None,
    output: Path | None,
    only_text: bool,
    by_program: bool,
) -> None:
    """Show what changed from version OLD to version NEW, heading by heading, and write it as notices for partners.

    NEW is an archived version or, without it, the current content. Each document that changed has
    its own notice, as PDF and DOCX: a partner reads of nobody else's.

    With --program, ID and OLD may be left out: after an update of the program, it shows each change of its words in
    what is archived and in force, once. Such a change needs no new version, and no notice.
    """
    from pipeline.archive import notice
    from pipeline.domain import languages

    project = loaded(folder)
    there = ArchiveFolder.of(project.folder, archive_path)
    if by_program:
        _print_program_changes(project, there, name, language)
        return
    if not name or not old:
        raise click.UsageError("name a campaign or procedure and the version that it is compared with")
    before, now = _editions(project, there, name, old, new)
    language = document_language(language, languages.printed(project))
    found = notice.notices(before, now, language)
    click.echo(f"{name} {old} to {now.subject.version}{' (the current content)' if now.present else ''}, {language}")
    if not found:
        click.echo("Nothing changed.")
    for item in found:
        for line in notice.as_lines(item):
            click.echo(line)
    if only_text:
        return
    target = files.real(output) if output else project.folder / "build" / name
    try:
        wrong = notice.write(project, found, before, now, target, _wrote)
    except OSError as error:
        wrong = [problem(str(output or f"build/{name}"), "cannot be written: {reason}", reason=error.strerror)]
    if wrong:
        refused(wrong, "written")


def _editions(project: Project, there: ArchiveFolder, name: str, old: str, new: str) -> tuple[Edition, Edition]:
    """The two versions that are compared. Raises Problems."""
    from pipeline.archive import notice
    from pipeline.archive.store import ArchiveStore
    from pipeline.domain.subjects import subjects

    known, store = _versions(there, name), ArchiveStore(there.path)
    for version in (old, *([new] if new != CURRENT else [])):
        if version not in known:
            raise click.UsageError(f"version {version} of {name} is not archived (there are {', '.join(known)})")
    before = notice.archived(store, there.label, name, old, project)
    if new != CURRENT:
        return before, notice.archived(store, there.label, name, new, project)
    if name in subjects(project):
        return before, notice.Edition(project, subjects(project)[name], present=True)
    raise click.UsageError(f"there is no {name} in the content any more; give the newer version as well")


def _print_program_changes(project: Project, there: ArchiveFolder, name: str, language: str) -> None:
    from pipeline.archive import updated
    from pipeline.archive.store import ArchiveStore
    from pipeline.domain import languages
    from pipeline.domain.subjects import subjects

    known = subjects(project)
    if name and name not in known:
        raise click.UsageError(unknown(f'no campaign or procedure "{name}"', name, known))
    store, language = ArchiveStore(there.path), document_language(language, languages.printed(project))
    names = [name] if name else [subject.id for subject in known.values() if subject.in_force]
    found = updated.archived(project, store, names) if there.is_there() else []
    click.echo(f"{count(len(found), 'archived version')} in force, {language}")
    changes = updated.changes(project, store, there.label, found, language)
    for change in changes:
        click.echo("\n".join(_program_change(change)))
    if not changes:
        click.echo("This program says nothing otherwise.")


_WHOLE = {"new": "new documents", "gone": "documents that are not made any more", "look": "another look"}


def _program_change(change: ProgramChange) -> Iterator[str]:
    """One change by the program, and where it is made."""
    first, *others = change.documents
    where = first if not others else f"{len(change.documents)} of them, such as {first}"
    if change.kind != "changed":
        yield f"{_WHOLE[change.kind]}: {where}"
        return
    yield f"{change.section or 'in the heading'}: {where}"
    yield from (f"  {sign} {said}" for sign, said in (("-", change.was), ("+", change.now)) if said)


def _wrote(path: Path) -> None:
    click.echo(f"wrote {os.path.relpath(path)}")


def _versions(archive: ArchiveFolder, name: str) -> list[str]:
    """The archived versions of a subject, which are as they were written. Raises Problems."""
    from pipeline.archive import verify

    label = archive.label
    if not archive.is_there():
        raise click.UsageError(f"there is no archive in {label} (briefs archive makes one)")
    done = verify.verify(archive.path, label)
    listed = {history.id: history for history in done.histories}
    findings = [item for item in done.findings if name not in listed or f"{label}/{name}/" in f"{item.path}/"]
    if findings:
        raise Problems(findings)
    if name not in listed:
        there = ", ".join(listed) or "nothing"
        raise click.UsageError(f"nothing is archived as {name} (there is {there})")
    return [release.version for release in listed[name].releases]
