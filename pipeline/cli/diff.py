"""`briefs diff`: what changed between two versions, and what another version of the program says otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base import files
from pipeline.base.problems import N_, Problems, problem
from pipeline.cli.archive import NOT_WRITTEN, archive_option, refused
from pipeline.cli.completion import subjects
from pipeline.cli.options import (
    document_language,
    document_options,
    language_option,
    light_translator,
    loaded,
    said,
    unknown,
)
from pipeline.cli.words import misused, say
from pipeline.services.archive_folder import ArchiveFolder

if TYPE_CHECKING:
    from pipeline.archive.notice import Edition
    from pipeline.archive.updated import ProgramChange
    from pipeline.archive.verify import VersionHistory
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
    its own notice, as PDF and DOCX: a partner reads of nobody else's. Partners' are in their language, with
    what the change does to fee and dates, and the code of a yes; whose document says the same gets none.

    With --program, ID and OLD may be left out: after an update of the program, it shows each change of its words in
    what is archived and in force, once. Such a change needs no new version, and no notice.
    """
    from pipeline.archive import notice, partner_notice
    from pipeline.domain import languages

    project = loaded(folder)
    there = ArchiveFolder.of(project.folder, archive_path)
    if by_program:
        _print_program_changes(project, there, name, language)
        return
    if not name or not old:
        raise misused("name a campaign or procedure and the version that it is compared with")
    before, now = _editions(project, there, name, old, new)
    language = document_language(language, languages.printed(project))
    found = notice.notices(before, now, language)
    head = (
        N_("{id} {old} to {new} (the current content), {language}")
        if now.present
        else N_("{id} {old} to {new}, {language}")
    )
    say(head, id=name, old=old, new=now.subject.version, language=language)
    if not found:
        say("Nothing changed.")
    for item in found:
        for line in notice.as_lines(item):
            click.echo(line)
    if only_text:
        return
    target = files.real(output) if output else project.folder / "build" / name
    own = partner_notice.of_partners(before) | partner_notice.of_partners(now)
    others = [item for item in found if item.document not in own]
    partners = partner_notice.partner_notices(before, now)
    try:
        wrong = notice.write(project, others, before, now, target, _wrote)
        wrong += partner_notice.write(project, partners, before, now, target, _wrote)
    except OSError as error:
        wrong = [problem(str(output or f"build/{name}"), "cannot be written: {reason}", reason=error.strerror)]
    for each in partners:
        for line in partner_notice.as_lines(each):
            click.echo(line)
    if wrong:
        refused(wrong, *NOT_WRITTEN)


def _editions(project: Project, there: ArchiveFolder, name: str, old: str, new: str) -> tuple[Edition, Edition]:
    """The two versions that are compared. Raises Problems."""
    from pipeline.archive import notice
    from pipeline.archive.store import ArchiveStore
    from pipeline.domain.subjects import subjects

    known, store = _versions(there, name), ArchiveStore(there.path)
    for version in (old, *([new] if new != CURRENT else [])):
        if version not in known:
            raise misused(
                "version {version} of {name} is not archived (there are {value})",
                version=version,
                name=name,
                value=", ".join(known),
            )
    before = notice.archived(store, there.label, name, old, project)
    if new != CURRENT:
        return before, notice.archived(store, there.label, name, new, project)
    if name in subjects(project):
        return before, notice.Edition(project, subjects(project)[name], present=True)
    raise misused("there is no {name} in the content any more; give the newer version as well", name=name)


def _print_program_changes(project: Project, there: ArchiveFolder, name: str, language: str) -> None:
    from pipeline.archive import updated
    from pipeline.archive.store import ArchiveStore
    from pipeline.domain import languages
    from pipeline.domain.subjects import subjects

    known = subjects(project)
    if name and name not in known:
        raise click.UsageError(unknown(N_('no campaign or procedure "{word}"'), name, known))
    store, language = ArchiveStore(there.path), document_language(language, languages.printed(project))
    names = [name] if name else [subject.id for subject in known.values() if subject.in_force]
    found = updated.archived(project, store, names) if there.is_there() else []
    if found:
        _sound(there, [subject.id for subject in found])
    one, many = N_("{n} archived version in force, {language}"), N_("{n} archived versions in force, {language}")
    click.echo(light_translator().number(one, many, len(found), language=language))
    changes = updated.changes(project, store, there.label, found, language)
    for change in changes:
        click.echo("\n".join(_program_change(change)))
    if not changes:
        say("This program says nothing otherwise.")


_WHOLE = {
    "new": N_("new documents: {where}"),
    "gone": N_("documents that are not made any more: {where}"),
    "look": N_("another look: {where}"),
}


def _program_change(change: ProgramChange) -> Iterator[str]:
    """One change by the program, and where it is made."""
    first, *others = change.documents
    many = said(N_("{count} of them, such as {first}"), count=len(change.documents), first=first)
    where = many if others else first
    if change.kind != "changed":
        yield said(_WHOLE[change.kind], where=where)
        return
    yield f"{change.section}: {where}" if change.section else said(N_("in the heading: {where}"), where=where)
    yield from (f"  {sign} {text}" for sign, text in (("-", change.was), ("+", change.now)) if text)


def _wrote(path: Path) -> None:
    say("wrote {path}", path=os.path.relpath(path))


def _versions(archive: ArchiveFolder, name: str) -> list[str]:
    """The archived versions of a subject, which are as they were written. Raises Problems."""
    label = archive.label
    if not archive.is_there():
        raise misused("there is no archive in {label} (briefs archive makes one)", label=label)
    listed = _sound(archive, [name])
    if name not in listed:
        if not listed:
            raise misused("nothing is archived as {name}", name=name)
        raise misused("nothing is archived as {name} (there is {there})", name=name, there=", ".join(listed))
    return [release.version for release in listed[name].releases]


def _sound(archive: ArchiveFolder, names: Iterable[str]) -> dict[str, VersionHistory]:
    """What is archived, by its id, once that of some names is seen to be as it was written. Raises Problems."""
    from pipeline.archive import verify

    done = verify.verify(archive.path, archive.label)
    listed = {history.id: history for history in done.histories}
    for name in names:
        own = f"{archive.label}/{name}/"
        if found := [item for item in done.findings if name not in listed or own in f"{item.path}/"]:
            raise Problems(found)
    return listed
