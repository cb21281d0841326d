"""One language's voice in templates: its chrome, its formats, how it prints authored text."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

import jinja2
import jinja2.ext
from markupsafe import Markup, escape

from pipeline.base import limits
from pipeline.base.assets import Assets
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.language import catalogs
from pipeline.language.localization import DateStyle, Localization, NameStyle
from pipeline.model.base import Token
from pipeline.model.localized import Translated
from pipeline.reading.project import Project
from pipeline.rendering import (
    board,
    common_words,
    date_ribbon,
    inlines,
    letters,
    lines,
    pictures,
    qr_code,
    range_chart,
    result_charts,
    sandbox,
    timeline,
    tracker,
)
from pipeline.rendering.providers import providers
from pipeline.rendering.untranslated import PrintedTexts
from pipeline.rendering.views import View, record, seen


class Exceeded(Problems):
    """A template takes more time or memory than a document may: that document cannot be made, and others can."""


class NotPrintable(Exception):
    """A template prints a value without saying how; its text is the value's type."""

    hint = N_("use a filter such as number, money or date")


class LanguageEnvironment:
    """One language's environment: its chrome, its formats, its way to print authored text."""

    def __init__(self, project: Project, language: str, compiled: jinja2.BytecodeCache | None) -> None:
        self.project = project
        self.localization = Localization(language, project.languages[language])
        self.messages = catalogs.load(project.assets, language, project.languages[language])
        self.environment = sandbox.environment(project.assets, compiled)
        self.environment.finalize = self.printed
        self._texts = PrintedTexts(project, self.localization)
        self.environment.install_gettext_callables(  # type: ignore[attr-defined]
            self.messages.gettext,
            self._counted,
            newstyle=True,
            pgettext=self.messages.pgettext,
            npgettext=self.messages.npgettext,
        )
        # Jinja's own looks up its context, and what a turn of a loop has set, for every message.
        self._whole = lru_cache(maxsize=1000)(lambda message: self._translated(message) % {})
        self.environment.globals["_"] = self.said
        self.environment.direct |= {self.said}
        self.environment.globals["you"] = self.addressed
        own: dict[str, Callable[..., Any]] = {
            "words": self.words,
            "plain": self.plain,
            "language_name": self.localization.language_name,
            "number": self.localization.number,
            "percent": self.localization.percent,
            "money": self.localization.money,
            "goal": self.localization.target,
            "seconds": self.localization.seconds,
            "ratio": self.localization.ratio,
            "counted": self._texts.counted,
            "as_code": self.as_code,
            "mail": self.mail,
            "joined": self.joined,
            "date": self.date,
            "dates": self.dates,
            "clock": self.clock,
            "lane": self.lane,
            "zone": self.localization.zone,
            "time_there": self.localization.time_there,
            "clocks": self.clocks,
            "duration": self.localization.duration,
            "initials": self.initials,
            "phone": self.phone,
            "in_zone": in_zone,
            "iso": datetime.date.isoformat,
            **range_chart.filters(self.localization, project.theme, self._texts.said),
            **timeline.filters(self.localization, project.theme),
            **board.filters(self.localization, project.theme, self._texts.said),
            **qr_code.filters(project.theme),
            **dict(lines.filters(self.words, self.localization), between=self.localization.range),
            **dict(letters.filters(self.plain), **pictures.filters(project.folder, self.plain)),
            **tracker.filters(self._texts.said),
            **common_words.filters(self._texts.said),
            **date_ribbon.filters(self.localization, project.theme, self._texts.said),
            **result_charts.filters(self.localization, project.theme, self._texts.said),
        }
        self.environment.filters |= {name: _of_records(function) for name, function in own.items()}

    def rendered(self, name: str, wanted: str, context: Callable[[], Mapping[str, Any]]) -> str:
        """The HTML of a template in a context. Raises Problems, which name `wanted` as what was rendered."""
        try:
            self.environment.begin()
            self._texts.begin()
            given = {key: seen(value) for key, value in context().items()}
            with limits.seconds_of_computing(limits.DOCUMENT_SECONDS):
                page = self.environment.get_template(name).render(given)
            self._texts.finish()
            return page
        except Problems:
            raise
        except Exception as error:
            # Whatever arises in a template's line is the template's mistake.
            place = _place(error, self.project.assets)
            if isinstance(error, MemoryError | limits.TooMuchTime):
                path, line = place or (f"templates/{name}", 0)
                memory = isinstance(error, MemoryError)
                raise Exceeded([limits.exceeded(path, wanted, line, memory=memory)]) from None
            if place is None:
                raise
            raise Problems([_problem(error, place, wanted, self.localization.id)]) from None

    def form(self, wanted: str | None) -> str:
        """The form of address as catalogs name it: empty for the language's usual one."""
        forms = self.localization.language.address
        return wanted if wanted and wanted in forms[1:] else ""

    def said(self, message: str, **values: Any) -> Markup:
        """A message, with values where it has placeholders for them."""
        return self._whole(message) if not values else self._translated(message) % values

    def _translated(self, message: str) -> Markup:
        return Markup(self.messages.gettext(message))  # noqa: S704 - catalogs are ours

    @jinja2.pass_context
    def addressed(self, context: jinja2.runtime.Context, message: str, **values: Any) -> Markup:
        """A message in the form of address of the document's reader."""
        text = Markup(catalogs.addressed(self.messages, context["form"], message))  # noqa: S704 - catalogs are ours
        return text % values if values else text

    def _counted(self, one: str, several: str, count: Decimal | int) -> str:
        """The message for a number, which stays on one line with the word behind it, in every language."""
        return self.messages.ngettext(one, several, int(count)).replace("%(num)s ", "%(num)s\u00a0")

    def printed(self, value: Any) -> Any:
        """What an expression prints: authored text in this language, a code as code, no bare number."""
        if type(value) in (str, Markup):
            return self.environment.printing(value)
        if isinstance(value, View) and isinstance(record(value), Translated):
            return self.words(record(value))
        if isinstance(value, Token):
            return self.as_code(value)
        if isinstance(value, str):
            return self.environment.printing(value)
        if value is None or isinstance(value, jinja2.Undefined):
            return "" if value is None else value
        raise NotPrintable(type(record(value)).__name__)

    def as_code(self, token: Token) -> Markup:
        """A code that is to be copied exactly."""
        return inlines.code(str(token))

    def mail(self, address: Token) -> Markup:
        """An address that a click writes to."""
        return Markup('<a href="mailto:{0}">{0}</a>').format(str(address))

    def phone(self, number: Token) -> Markup:
        """A telephone number that a click calls."""
        return Markup('<a href="tel:{}"><code>{}</code></a>').format(str(number), self.localization.phone(number))

    def initials(self, name: Translated, style: NameStyle = "signature") -> str:
        """A person's name, given names first, with initials for these."""
        return self.localization.name(self.plain(name), style)

    def words(self, text: Translated | str) -> Markup:
        """Authored text in this language, its inline CommonMark as markup."""
        return inlines.words(text if isinstance(text, str) else self._texts.said(text))

    def plain(self, text: Translated | Token | Markup | str) -> str:
        """Words without markup, for attributes and metadata."""
        words = self.words(text) if isinstance(text, Translated) else text
        return inlines.bare(words) if isinstance(words, Markup) else str(words)

    def lane(self, texts: Mapping[str, str], language: str) -> Markup:
        """An authored text in one language, told apart where that is not the document's; empty where it is missing."""
        if language not in texts:
            return Markup()
        words = inlines.words(texts[language])
        return (
            words if language == self.localization.id else Markup('<span lang="{}">{}</span>').format(language, words)
        )

    def joined(self, words: Sequence[Any], *, begins: bool | None = None) -> Markup:
        """Words as a list in running text, each as it is printed.

        Where they are told to begin a sentence or not, they are names, which stand in one as such do.
        """
        said = [str(escape(self.words(word) if isinstance(word, Translated) else self.printed(word))) for word in words]
        if begins is not None:
            said = [*said[:begins], *map(self.localization.in_sentence, said[begins:])]
        return Markup(self.localization.joined(said))  # noqa: S704

    @jinja2.pass_context
    def date(self, context: jinja2.runtime.Context, value: datetime.date, style: DateStyle = "full") -> Markup:
        """A date, or that of an instant, as a time element, with its year where it stands beside days of another."""
        day = value.date() if isinstance(value, datetime.datetime) else value
        return inlines.time(value.isoformat(), self.localization.date(day, style, context.get("first_year", 0)))

    @jinja2.pass_context
    def dates(
        self, context: jinja2.runtime.Context, first: datetime.date, last: datetime.date, *, short: bool = False
    ) -> str:
        """The days from first to last."""
        return self.localization.dates(first, last, context.get("first_year", 0), short=short)

    def clock(self, value: datetime.datetime | datetime.time, zone: str = "", beside: str = "") -> str:
        """A time of day in a zone; with the date, where that zone is on another day than `beside`."""
        text = self.localization.time(value, zone)
        if isinstance(value, datetime.datetime) and zone and beside:
            here, there = (value.astimezone(zoneinfo.ZoneInfo(name)).date() for name in (zone, beside))
            if here != there:
                return f"{self.localization.date(here, 'day')}, {text}"
        return text

    def clocks(self, value: datetime.datetime, zone: str, other: str) -> str:
        """An instant on the clocks of two parties, each with its zone; once where they show the same."""
        first, second = self.localization.time_there(value, zone), self.localization.time_there(value, other)
        here, there = (value.astimezone(zoneinfo.ZoneInfo(name)) for name in (zone, other))
        if here.utcoffset() == there.utcoffset():
            return first
        if here.date() != there.date():
            second = f"{self.localization.date(there.date(), 'day')}, {second}"
        return self.localization.language.clock.both.format(first=first, second=second)


def in_zone(value: datetime.datetime, zone: str) -> datetime.datetime:
    """An instant as the clocks of a zone have it."""
    return value.astimezone(zoneinfo.ZoneInfo(zone))


def _of_records(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of records as a filter over what templates see of them."""

    # One that is given the context of its template says so by an attribute.
    @wraps(function)
    def asked(*args: Any, **options: Any) -> Any:
        given = [value if type(value) in _BARE else record(value) for value in args]
        made = function(*given, **{name: record(value) for name, value in options.items()})
        return made if type(made) in _BARE else seen(made)

    return asked


_BARE = frozenset({str, Markup, int, Decimal, type(None)})
"""Types of which a template sees the values themselves."""


def _place(error: BaseException, assets: Assets) -> tuple[str, int] | None:
    """The template and line where an error arose, or None if it arose elsewhere."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        path = Path(error.filename or error.name or "")
        return assets.name(path) or f"templates/{path.as_posix()}", error.lineno
    found, frame = None, error.__traceback__
    templates = tuple(str(folder / "templates") for folder in assets.folders)
    while frame is not None:
        name = frame.tb_frame.f_code.co_filename
        if name.startswith(templates):
            found = (assets.name(Path(name)) or name, frame.tb_lineno)
        frame = frame.tb_next
    return found


def _problem(error: BaseException, place: tuple[str, int], target: str, language: str) -> Problem:
    path, line = place
    said = str(error).replace("'", '"').removesuffix(".")
    if isinstance(error, catalogs.MissingMessage):
        message, hint = N_('no translation of "{said}"'), N_("add it to the catalog of {language}")
    elif isinstance(error, jinja2.TemplateNotFound):
        message, hint = N_('no template "{said}", while rendering {target}'), ""
    elif isinstance(error, NotPrintable):
        message, hint = N_("{said} is printed without a format, while rendering {target}"), error.hint
    elif isinstance(error, RecursionError):
        message, hint = N_("refers to itself, while rendering {target}"), ""
    elif isinstance(error, KeyError) or (isinstance(error, jinja2.UndefinedError) and " " not in said):
        message = N_("{said} is not defined, while rendering {target}")
        hint = N_("name it under needs: in the front matter of the kind") if said in providers() else ""
    else:
        message, hint = N_("{said}, while rendering {target}"), ""
    return problem(path, message, hint=hint, line=line, said=said, target=target, language=language)
