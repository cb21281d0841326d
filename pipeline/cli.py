"""The command line: parse, call, print, exit."""

from __future__ import annotations

import datetime
import json
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.errors import Problem, Problems, nearest
from pipeline.speaking import Voice, said, wanted

_LANGUAGE = "pipeline.language"
_BUG = 3
_INTERRUPTED = 130


class _Commands(click.Group):
    """Turns what went wrong into the exit status and the words that each case has."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except Problems as found:
            for line in said(found.problems, _voice(context)):
                click.echo(line, err=True)
            context.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("interrupted; finished documents are kept", err=True)
            context.exit(_INTERRUPTED)
        except Exception:
            click.echo(f"This is a bug in briefs {__version__}, not in your files. {_crash(context)}", err=True)
            context.exit(_BUG)


def _voice(context: click.Context) -> Voice:
    """The language to speak: as asked for, else the terminal's."""
    from pipeline import catalogs

    language = context.meta.get(_LANGUAGE) or wanted()
    return Voice(catalogs.readable(context.obj, language))


def _remember_language(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[_LANGUAGE] = value


def _crash(context: click.Context) -> str:
    text = f"briefs {__version__}, Python {sys.version}\n{' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}"
    folder = (context.obj or Path()) / "build"
    try:
        folder.mkdir(exist_ok=True)
        (folder / "crash.log").write_text(text, encoding="utf-8")
    except OSError:
        return text
    return f"The details are in {folder / 'crash.log'}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_language = click.option(
    "--language",
    metavar="ID",
    expose_value=False,
    is_eager=True,
    callback=_remember_language,
    help="The language to say problems in. Without it: the terminal's.",
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefs")
@_language
def main() -> None:
    """One campaign file in; creator briefs out, as PDF and DOCX, in every language you work in."""


_folder = click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder. Without it: the nearest one above that holds content/organisation.yaml.",
)


def _project(command: Any) -> Any:
    """The options that every command has."""
    return _folder(_language(command))


_campaign = click.option("--campaign", metavar="ID", default="", help="Only this campaign.")
_patterns = click.argument("patterns", nargs=-1, metavar="[PATTERN]...")


def _loaded(folder: Path | None) -> Any:
    from pipeline import loading, project

    root = folder.resolve() if folder else project.find(Path.cwd())
    click.get_current_context().find_root().obj = root
    return loading.load(root)


def _selected(project: Any, patterns: tuple[str, ...], campaign: str) -> list[Any]:
    """The targets that the patterns name. A pattern or campaign that names nothing is wrong usage."""
    from pipeline import matrix

    if campaign and campaign not in project.campaigns:
        raise click.UsageError(_unknown(f'no campaign "{campaign}"', campaign, project.campaigns))
    everything = matrix.targets(project, campaign=campaign)
    found: dict[str, Any] = {}
    for pattern in patterns or ("*",):
        matching = matrix.targets(project, pattern, campaign)
        if not matching and patterns:
            raise click.UsageError(
                _unknown(f'no target matches "{pattern}"', pattern, [target.id for target in everything])
            )
        found |= {target.id: target for target in matching}
    return [found[name] for name in sorted(found)]


def _unknown(message: str, word: str, known: Any) -> str:
    close = nearest(word, known)
    hint = f'did you mean "{close}"?' if close else "briefs list shows them all"
    return f"{message} ({hint})"


@main.command()
@_patterns
@_project
@_campaign
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 64), metavar="N", help="How many processes. Without it: one per CPU."
)
@click.option("--explain", is_flag=True, help="Say why each document is made anew.")
@click.option("--force", is_flag=True, help="Make every selected document anew.")
def build(
    patterns: tuple[str, ...], folder: Path | None, campaign: str, jobs: int | None, explain: bool, force: bool
) -> None:
    """Make what is stale among the documents whose id matches PATTERN.

    A pattern may hold * and ?, as in 'spring-glow.brief.*.ru.pdf'; without one, everything is meant.
    """
    from pipeline import build as building
    from pipeline.reporting import Report

    project = _loaded(folder)
    output = project.folder / "build"
    selected = _selected(project, patterns, campaign)
    with Report(explain=explain) as report:
        summary = building.build(
            project, selected, output, jobs=jobs or 0, force=force, started=report.started, finished=report.finished
        )
    for line in report.summary(summary, selected, output):
        click.echo(line)
    for item in summary.failed:
        click.echo(item, err=True)
    if summary.failed:
        click.echo(f"{_count(len(summary.failed), 'problem')}; the documents named keep their former files", err=True)
        sys.exit(1)


@main.command()
@_project
@_campaign
def check(folder: Path | None, campaign: str) -> None:
    """Read everything, write nothing, and print every problem."""
    from pipeline.composition import Composer

    project = _loaded(folder)
    selected = _selected(project, (), campaign)
    composer = Composer(project)
    problems: list[Problem] = []
    # One format of each document is enough: none of them has a say in it.
    for target in {target.document: target for target in selected}.values():
        try:
            composer.read(target)
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    campaigns = _count(len({target.campaign for target in selected}), "campaign")
    click.echo(f"No problems: {campaigns}, {_count(len(selected), 'document')} to build.")


@main.command("list")
@_patterns
@_project
@_campaign
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def list_targets(patterns: tuple[str, ...], folder: Path | None, campaign: str, as_json: bool) -> None:
    """Show the documents there are, each with its state and the reason."""
    from pipeline import build as building

    project = _loaded(folder)
    planned = building.plan(project, _selected(project, patterns, campaign), project.folder / "build")
    rows = [(item.target, "stale" if item.reason else "built", item.reason) for item in planned]
    if as_json:
        records = [
            {"id": target.id, "state": state, "reason": reason or None, "path": f"build/{target.path}"}
            for target, state, reason in rows
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for target, state, reason in rows:
        click.echo(f"{target.id}  {state}{f' ({reason})' if reason else ''}")


@main.command()
@_project
@click.option("--install", is_flag=True, help="Install missing system libraries, where this user may.")
def doctor(folder: Path | None, install: bool) -> None:
    """Say whether the system libraries, fonts and versions are there, and what to type if not."""
    from pipeline import doctor as machine

    if install:
        done = machine.install()
        if done.packages and not done.line:
            click.echo(f"installed {' '.join(done.packages)}")
        elif done.line:
            click.echo(done.error or f"type: {done.line}", err=True)
    findings = machine.examine(folder.resolve()) if folder else machine.examine()
    for item in findings:
        state = "ok     " if item.present else "missing"
        remedy = f" (type: {item.remedy})" if item.remedy and not item.present else ""
        if not (install and item.present):
            click.echo(f"{state}  {item.name}: {item.detail}{remedy}", err=install)
    if not all(item.present for item in findings):
        sys.exit(1)
    if install:
        click.echo("everything the documents need is there")


@main.command()
@_project
def messages(folder: Path | None) -> None:
    """Bring the catalogs up to date with what templates and problems say."""
    from pipeline import loading, project, updating

    root = folder.resolve() if folder else project.find(Path.cwd())
    changed = updating.update(root, loading.languages(root))
    for name in changed:
        click.echo(f"updated {name}")
    if not changed:
        click.echo("the catalogs are up to date")


def _root(folder: Path | None) -> Path:
    from pipeline import project

    root = folder.resolve() if folder else project.find(Path.cwd())
    click.get_current_context().find_root().obj = root
    return root


@main.command()
@_project
def schema(folder: Path | None) -> None:
    """Write the JSON Schema of the content files, by which an editor completes and explains them."""
    from pipeline import schema as schemas

    changed = schemas.write(_root(folder))
    for name in changed:
        click.echo(f"wrote {name}")
    if not changed:
        click.echo("the schema is up to date")


@main.command()
@click.argument("kind", metavar="campaign|market|creator|sop")
@click.argument("name", metavar="ID")
@_project
@click.option(
    "--issued",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day that the file's dates start from. Without it: the working day after the latest one here.",
)
def new(kind: str, name: str, folder: Path | None, issued: datetime.datetime | None) -> None:
    """Write a commented starting file that passes the check as it stands."""
    from pipeline import starting

    try:
        path = starting.start(_root(folder), kind, name, issued.date() if issued else None)
    except starting.Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(f"wrote {path}")
    click.echo("next: edit it, then type make check")
