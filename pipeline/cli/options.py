"""What all commands share: exit statuses, options, the language problems are told in."""

from __future__ import annotations

import contextlib
import datetime
import gettext
import itertools
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline import __version__
from pipeline.base import cycles, files
from pipeline.base.assets import Assets
from pipeline.base.message_language import ENGLISH, MessageTranslator, problem_lines, wanted
from pipeline.base.problems import N_, Problems, Refusal, nearest
from pipeline.cli.terminal import write_nearest
from pipeline.cli.typed import TYPED
from pipeline.reading import location
from pipeline.services.selection import NamesNothing, select

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.reading.project import Project

Command = TypeVar("Command", bound=Callable[..., object] | click.Command)

_asked_language: ContextVar[str] = ContextVar("asked_language", default="")
"""The language of messages that was asked for. It outlasts click's contexts: usage errors are told after their end."""
_formerly_asked: ContextVar[str] = ContextVar("formerly_asked", default="")
"""The same by the option's former name, which names the language of documents to other commands."""
_BUG = 3
_INTERRUPTED = 130


class Commands(click.Group):
    """Turns what went wrong into the exit status and the words that each case has."""

    # Any is click's own: it declares this method for any keyword.
    def main(self, *arguments: Any, **options: Any) -> Any:
        """What click makes of the program's arguments, where its own answers such as --help can be written."""
        write_nearest()
        typed = arguments[0] if arguments else options.get("args")
        before = _asked_language.set(_language_in(sys.argv[1:] if typed is None else typed)), _formerly_asked.set("")
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            _print_lines([_system_error(error)])
            sys.exit(1)
        finally:
            _asked_language.reset(before[0])
            _formerly_asked.reset(before[1])

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **more: Any) -> click.Context:
        """The context of the program, which keeps what was typed."""
        typed = tuple(args)
        context = super().make_context(info_name, args, *rest, **more)
        context.meta[TYPED] = typed
        return context

    def invoke(self, context: click.Context) -> object:
        """What the command returns, or the end of the program with the status that its failure has."""
        cycles.look_rarely()
        try:
            return super().invoke(context)
        except Problems as found:
            _print_lines(problem_lines(found.problems, _translator_or_english(context), found.outcome))
            context.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # Whoever read our lines has read enough; what is left to say must not go anywhere.
            _write_no_more()
            context.exit(0)
        except KeyboardInterrupt:
            _print_lines([said(N_("interrupted; finished documents are kept"))])
            context.exit(_INTERRUPTED)
        except OSError as error:
            # A disk or a limit, not this program: there is nothing to find in a traceback.
            _print_lines([_system_error(error)])
            context.exit(1)
        except Exception:
            bug = said(N_("This is a bug in briefs {version}, not in your files."), version=__version__)
            _print_lines([f"{bug} {_crash(context)}"])
            context.exit(_BUG)


def _language_in(typed: Sequence[str]) -> str:
    """The last language that was typed behind --messages: a word before it may be wrong, and nothing is parsed then."""
    words = list(typed[: typed.index("--")] if "--" in typed else typed)
    language = ""
    for word, after in itertools.pairwise([*words, ""]):
        name, _, value = word.partition("=")
        if name == "--messages":
            language = value or after
    return language


def _system_error(error: OSError) -> str:
    """What the system says is wrong, and with what."""
    what = error.filename or said(N_("the system"))
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code is click.echo.__code__:
            what = said(N_("standard error") if frame.f_locals.get("err") else N_("standard output"))
            _write_no_more()
    return f"{what}: {error.strerror or error}"


def _write_no_more() -> None:
    """Lets what is still waiting for standard output go nowhere, or Python would try once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_lines(lines: Iterable[str]) -> None:
    """Says some lines, if they can be said: the disk that is full may be the one that holds them."""
    with contextlib.suppress(OSError):
        for line in lines:
            click.echo(line, err=True)


def _translator_or_english(context: click.Context) -> MessageTranslator:
    """The language to speak; English where what knows others cannot be read."""
    try:
        return message_translator(context)
    except (OSError, ImportError, Problems):
        return MessageTranslator(gettext.NullTranslations())


def message_translator(context: click.Context) -> MessageTranslator:
    """The language to speak: as asked for, else the terminal's."""
    from pipeline.language import catalogs

    language = _wanted_language()
    return MessageTranslator(catalogs.readable(Assets.of(context.obj), language))


def _wanted_language() -> str:
    return _asked_language.get() or _formerly_asked.get() or wanted()


def message_language() -> str:
    """The tag of the language to speak; empty for that of this program, which needs no catalog."""
    language = _wanted_language()
    known = language and Assets.of(_root_context().obj).path(f"locales/{language}/LC_MESSAGES/messages.po").is_file()
    return language if known else ""


def light_translator() -> MessageTranslator:
    """The language to speak where all is well; nothing is loaded for one without a catalog."""
    return message_translator(_root_context()) if message_language() else ENGLISH


def _root_context() -> click.Context:
    """The context of the program; one that knows nothing where a command is not even begun."""
    current = click.get_current_context(silent=True)
    return current.find_root() if current else click.Context(click.Command(None))


def said(message: str, **values: object) -> str:
    """A message with its values, in the language of the terminal; in English where what knows others cannot be read."""
    try:
        return light_translator().said(message, **values)
    except (OSError, ImportError, Problems):
        return ENGLISH.said(message, **values)


def document_language(asked: str, printed: Sequence[str]) -> str:
    """The language of documents that a command is about: as asked for, else the terminal's where there are such."""
    if asked and asked not in printed:
        raise click.UsageError(
            said(N_('no documents in "{word}" (there are {known})'), word=asked, known=", ".join(printed))
        )
    usual = wanted()
    return asked or next((name for name in printed if name.split("-")[0] == usual), printed[0])


def _remember_language(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        _formerly_asked.set(value)


def _crash(context: click.Context) -> str:
    text = f"briefs {__version__}, Python {sys.version}\n{' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}"
    folder = (context.obj or Path()) / "build"
    try:
        files.publish(folder / "crash.log", text.encode(errors="replace"))
    except OSError:
        return text.strip().splitlines()[-1]
    return said(N_("The details are in {path}."), path=folder / "crash.log")


messages_option = click.option(
    "--messages",
    metavar="ID",
    expose_value=False,
    help="The language of messages. Default: that of the terminal.",
)
former_messages_option = click.option(
    "--language", metavar="ID", expose_value=False, is_eager=True, callback=_remember_language, hidden=True
)
"""What commands that are about no documents in one language took for --messages, and still take."""
language_option = click.option("--language", metavar="ID", default="", help="The language of the documents.")
languages_option = click.option(
    "--language", "languages", metavar="ID", multiple=True, help="Only documents in this language. May be repeated."
)


_folder = click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder. Default: the nearest one at or above this one that contains content/organisation.yaml.",
)


def project_options(command: Command) -> Command:
    """The options that every command has."""
    return document_options(former_messages_option(command))


def document_options(command: Command) -> Command:
    """The options of a command that takes the language of documents beside that of messages."""
    return _folder(messages_option(command))


jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(1, 64), metavar="N", help="The number of processes. Default: one per CPU."
)


def root_of(folder: Path | None) -> Path:
    """The project's folder: the one given, or the nearest one above. Raises Problems."""
    root = files.real(folder) if folder else location.find(Path.cwd())
    click.get_current_context().find_root().obj = root
    return root


def loaded(folder: Path | None) -> Project:
    """The project that a command is about. Raises Problems."""
    from pipeline.checks import load

    cycles.keep()
    project = load.load(root_of(folder))
    cycles.keep()
    return project


def selected_targets(project: Project, patterns: Sequence[str], campaign: str) -> list[Target]:
    """The targets that the patterns name. A pattern or campaign that names nothing is wrong usage."""
    with usage_errors():
        return select(project, patterns, campaign)


@contextlib.contextmanager
def usage_errors() -> Iterator[None]:
    """Takes a word that names nothing, and what cannot be done, for wrong usage."""
    try:
        yield
    except Refusal as refused:
        raise click.UsageError(said(refused.message, **refused.values)) from None
    except NamesNothing as error:
        raise click.UsageError(unknown(error.message, error.word, error.known)) from None


def unknown(message: str, word: str, known: Iterable[str]) -> str:
    """A message about a `{word}` that is not known, with the closest one that is."""
    close = nearest(word, known)
    hint = said(N_('did you mean "{nearest}"?'), nearest=close) if close else said(N_("briefs list shows them all"))
    return f"{said(message, word=word)} ({hint})"


class Today(datetime.date):
    """The day on which a command runs, asked for as such."""


class IssuedDay(click.ParamType[datetime.date]):
    """A day as year-month-day, or the word today: nothing else takes the day from the machine's clock."""

    name = "day"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> datetime.date:
        """The day that was typed."""
        if isinstance(value, datetime.date):
            return value
        if value == "today":
            return Today.today()
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            message = N_('"{value}" is not a day (write it as 2027-03-09, or today)')
            self.fail(said(message, value=value), parameter, context)
