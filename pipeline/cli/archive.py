"""The commands of the archive: put a version there, prove that nothing changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.cli.completion import subjects
from pipeline.cli.options import (
    jobs_option,
    light_translator,
    loaded,
    message_translator,
    project_options,
    root_of,
    said,
    unknown,
)
from pipeline.cli.words import misused, say
from pipeline.services.archive_folder import ArchiveFolder

if TYPE_CHECKING:
    from pipeline.archive.verify import VersionHistory

archive_option = click.option(
    "--archive",
    "archive_path",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The archive folder. Default: archive/ in the project.",
)


@click.command(short_help="Keep a released version forever.")
@click.argument("name", metavar="[ID]", required=False, default="", shell_complete=subjects)
@project_options
@archive_option
@jobs_option
@click.option("--list", "listed", is_flag=True, help="Say what is archived; archive nothing.")
def archive(name: str, folder: Path | None, archive_path: Path | None, jobs: int | None, listed: bool) -> None:
    """Put the current version of a campaign or procedure into the archive, complete and read-only.

    Without ID, everything that is in force. A version that is there already with the same content
    stays as it is; one with other content is refused: update version and issued.
    """
    from pipeline.archive import add
    from pipeline.archive.release import Work
    from pipeline.cli.progress import Report
    from pipeline.domain.subjects import subjects

    if listed:
        _print_releases(ArchiveFolder.of(_root(folder, archive_path), archive_path), name)
        return
    project = loaded(folder)
    there = ArchiveFolder.of(project.folder, archive_path)
    place, label = there.path, there.label
    known = subjects(project)
    if name and name not in known:
        raise click.UsageError(unknown(N_('no campaign or procedure "{word}"'), name, known))
    chosen = [known[name]] if name else [subject for subject in known.values() if subject.in_force]
    if not chosen:
        say("Nothing to archive: nothing is in force.")
    wrong: list[Problem] = []
    for subject in chosen:
        try:
            with Report(explain=False) as report:
                done = add.archive(project, subject, place, label, Work(jobs or 0, report.finished))
        except Problems as found:
            wrong += found.problems
            continue
        path = f"{label}/{subject.id}/{subject.version}/"
        state = (
            N_("{id} {version} archived: {path}") if done.added else N_("{id} {version} is archived already: {path}")
        )
        say(state, id=subject.id, version=subject.version, path=path)
        click.echo("  " + said(_DIGEST, digest=done.digest))
    if wrong:
        refused(wrong, *NOT_ARCHIVED)


def _print_releases(there: ArchiveFolder, name: str) -> None:
    """Says each archived version, of one subject or of all, with its day and its digest. Raises Problems."""
    from pipeline.archive.store import ArchiveStore

    if not there.is_there():
        say("Nothing is archived in {label}/.", label=there.label)
        return
    store = ArchiveStore(there.path)
    try:
        found = list(store.issued())
    except (OSError, ValueError):
        raise Problems([problem(there.label, "cannot be read", hint="run briefs verify for details")]) from None
    if name and name not in [subject for subject, _, _ in found]:
        raise misused("nothing is archived as {name}", name=name)
    for subject, release, day in found:
        if name in ("", subject):
            say(
                "{id} {version}  issued {day}  digest {digest}",
                id=subject,
                version=release.version,
                day=day,
                digest=release.sha256,
            )


@click.command(short_help="Prove that archived versions are unchanged.")
@click.argument("name", metavar="[ID]", required=False, default="", shell_complete=subjects)
@project_options
@archive_option
@click.option(
    "--expect",
    "expected",
    metavar="DIGEST",
    multiple=True,
    help="A digest that was printed earlier and kept elsewhere; it has to be among those that are listed.",
)
@click.option("--rebuild", is_flag=True, help="Rebuild each version from its own sources and compare every byte.")
@jobs_option
def verify(
    name: str,
    folder: Path | None,
    archive_path: Path | None,
    expected: tuple[str, ...],
    rebuild: bool,
    jobs: int | None,
) -> None:
    """Check every file of the archive, or of one campaign or procedure in it, and report what has changed.

    The digest of the newest version is printed. Kept elsewhere and given with --expect next time,
    it proves that nobody removed the newest version or rewrote all of them.
    """
    from pipeline.archive import verify

    archive = ArchiveFolder.of(_root(folder, archive_path), archive_path)
    place, label = archive.path, archive.label
    for digest in expected:
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise misused(
                '"{digest}" is no digest (64 digits and letters a to f, as verify prints them)', digest=digest
            )
    if not archive.is_there():
        if archive_path or name or expected:
            raise misused("there is no archive in {label} (briefs archive makes one)", label=label)
        say("Nothing is archived in {label}/.", label=label)
        return
    done = verify.verify(place, label, name, expected)
    damaged = {str(item).partition(f"{label}/")[2].split("/")[0] for item in done.findings}
    findings = list(done.findings)
    for history in done.histories:
        if history.id in damaged:
            continue
        _print_sound(history)
        if rebuild:
            findings += _rebuilt(place, label, history, jobs)
    if not done.histories and not findings:
        say("Nothing is archived in {label}/.", label=label)
    if findings:
        refused(findings, *_FOUND)


def _print_sound(history: VersionHistory) -> None:
    """Says of one subject that all of it is as it was written."""
    number = light_translator().number
    say(
        "{id}: {versions}, newest {newest}, {files}",
        id=history.id,
        versions=number(N_("{n} version"), N_("{n} versions"), len(history.releases)),
        newest=history.releases[-1].version,
        files=number(N_("{n} file unchanged"), N_("{n} files unchanged"), history.files),
    )
    click.echo("  " + said(_DIGEST, digest=history.digest))


def _rebuilt(place: Path, label: str, history: VersionHistory, jobs: int | None) -> list[Problem]:
    """What is not the same when the versions of one subject are made again."""
    from pipeline.archive.rebuild import rebuild
    from pipeline.archive.release import Work
    from pipeline.archive.store import ArchiveStore

    findings: list[Problem] = []
    for item in history.releases:
        done = rebuild(ArchiveStore(place), history.id, item.version, label, Work(jobs or 0))
        findings += done.findings
        if not done.findings:
            same = light_translator().number(N_("{n} file the same"), N_("{n} files the same"), done.same)
            click.echo("  " + said(N_("{version} rebuilt: {files}"), version=item.version, files=same))
    return findings


def _root(folder: Path | None, archive_path: Path | None) -> Path:
    """The project's folder; this one where an archive is looked at that needs no project. Raises Problems."""
    try:
        return root_of(folder)
    except Problems:
        if archive_path is None:
            raise
        return Path.cwd()


_DIGEST = N_("digest {digest}")
_FOUND = (N_("{n} problem"), N_("{n} problems"))
NOT_ARCHIVED = (
    N_("{n} problem; what it is about was not archived"),
    N_("{n} problems; what they are about was not archived"),
)
NOT_WRITTEN = (
    N_("{n} problem; what it is about was not written"),
    N_("{n} problems; what they are about was not written"),
)


def refused(found: Iterable[Problem], one: str, many: str) -> None:
    """Says each problem and how many they are, in one of two messages, and ends with their status."""
    problems = Problems(found).problems
    translator = message_translator(click.get_current_context().find_root())
    for item in problems:
        click.echo(translator.problem(item), err=True)
    click.echo(translator.number(one, many, len(problems)), err=True)
    sys.exit(1)
