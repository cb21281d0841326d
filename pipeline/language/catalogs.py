"""Chrome: what templates say, from gettext catalogs compiled in memory."""

from __future__ import annotations

import contextlib
import copy
import functools
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from pipeline.base import characters
from pipeline.base.assets import Assets
from pipeline.base.message_language import CONTEXT
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.model.language import Language
from pipeline.reading import sources

ADDRESS = "address: "
"""The message context of a form of address, before its name."""

_MOST_FORMS = 6
_ENTRY = re.compile(r'(?:msg(?:ctxt|id|id_plural|str(?:\[\d\])?)\s+)?"[^"\\]*(?:\\[ntr"\\][^"\\]*)*"\s*')
_VALUE = re.compile(r"%\(\w+\)s|%%")
_PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w+)\}")


class MissingMessage(Exception):
    """A template says something that the language's catalog does not translate."""


class _Missing(gettext.NullTranslations):
    """Stands behind a catalog and refuses what the catalog does not have: a gap is an error, never English."""

    def gettext(self, message: str) -> str:
        raise MissingMessage(message)

    def pgettext(self, context: str, message: str) -> str:
        raise MissingMessage(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingMessage(msgid1)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingMessage(msgid1)


def addressed(messages: gettext.NullTranslations, form: str, message: str) -> str:
    """The message in one form of address, such as the polite or the familiar one.

    The usual form of a language, an empty `form`, is the message without a context.
    Raises MissingMessage.
    """
    return messages.pgettext(f"{ADDRESS}{form}", message) if form else messages.gettext(message)


def load(assets: Assets, language_id: str, language: Language) -> gettext.NullTranslations:
    """The chrome of a language, from the project's own catalog first. Message ids are English.

    Raises Problems for a catalog with gaps; asking the result for a message that none of them
    has raises MissingMessage.
    """
    if language.inherits:
        base = _whole(assets, language.inherits, language)
        return _joined([*_variants(assets, language_id), base])
    return _whole(assets, language_id, language)


def _whole(assets: Assets, language_id: str, language: Language) -> gettext.NullTranslations:
    """The chrome of a language that has everything, or says it in the ids themselves."""
    if language.messages == "source":
        return gettext.NullTranslations()
    name, places = path(language_id), folders(assets, language_id) or [assets.project]
    texts = [sources.text(folder / name, name) for folder in places]
    return _joined([*(_translations(_chrome(text, language_id)) for text in texts), _Missing()])


@functools.lru_cache(maxsize=8)
def _chrome(text: str, language_id: str) -> bytes:
    """The chrome of a catalog, compiled; kept for whoever loads a project again and again. Raises Problems."""
    return _checked(_parsed(text, language_id), path(language_id))


def _joined(messages: list[gettext.NullTranslations]) -> gettext.NullTranslations:
    """Some messages, each with the next ones behind it."""
    first, *others = messages
    for other in others:
        first.add_fallback(other)
    return first


def folders(assets: Assets, language_id: str) -> list[Path]:
    """The folders that have a catalog of a language, one for catalogs that are the same."""
    found = [folder for folder in assets.folders if (folder / path(language_id)).exists()]
    if len(found) == 2 and (found[0] / path(language_id)).read_bytes() == (found[1] / path(language_id)).read_bytes():
        return found[:1]
    return found


def _variants(assets: Assets, language_id: str) -> Iterator[gettext.NullTranslations]:
    """What a regional variant says in other words than what it inherits."""
    for folder in folders(assets, language_id):
        catalog = read(folder, language_id)
        for message in list(catalog):
            if message.id and not any(strings(message)):
                catalog.delete(message.id, message.context)
        yield _translations(_checked(catalog, path(language_id)))


def _checked(catalog: Catalog, name: str) -> bytes:
    """The chrome of a catalog, compiled. Raises Problems for its gaps."""
    problems = [found for message in catalog if message.id for found in _gaps(name, message)]
    if problems:
        raise Problems(problems)
    chrome = Catalog(catalog.locale)
    chrome.mime_headers = catalog.mime_headers
    # What problems say is most of a catalog, and no template says it.
    for message in catalog:
        if message.context != CONTEXT:
            chrome[message.id] = message
    return _compiled(chrome)


def readable(assets: Assets, language_id: str) -> gettext.NullTranslations:
    """What can be read of a language's catalogs, with English for the rest; English alone where there is none.

    A catalog with gaps is a problem of its own, which has to be told in some language.
    """
    if not assets.path(path(language_id)).is_file():
        # A terminal asks for a language; a catalog may be that of one of its regions.
        named = [found.name for found in assets.entries("locales")] if language_id else []
        regions = [name for name in named if name.startswith(f"{language_id}-")]
        if not regions or not assets.path(path(regions[0])).is_file():
            return gettext.NullTranslations()
        language_id = regions[0]
    return _joined([gettext.NullTranslations(), *_readable(assets, language_id)])


def _readable(assets: Assets, language_id: str) -> Iterator[gettext.NullTranslations]:
    for folder in folders(assets, language_id):
        with contextlib.suppress(Problems):
            yield _translations(_without_gaps(sources.text(folder / path(language_id), path(language_id)), language_id))


@functools.lru_cache(maxsize=8)
def _without_gaps(text: str, language_id: str) -> bytes:
    """What can be read of a catalog, compiled; kept, as each line of a command's help asks for it. Raises Problems."""
    catalog = _parsed(text, language_id)
    for message in list(catalog):
        if message.id and _gaps(path(language_id), message):
            catalog.delete(message.id, message.context)
    return _compiled(catalog)


def _compiled(catalog: Catalog) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def _translations(compiled: bytes) -> gettext.GNUTranslations:
    """Some messages with nothing behind them yet."""
    return copy.copy(_unpacked(compiled))


@functools.lru_cache(maxsize=8)
def _unpacked(compiled: bytes) -> gettext.GNUTranslations:
    """What is in a compiled catalog; kept for whoever loads a project again and again."""
    return gettext.GNUTranslations(io.BytesIO(compiled))


def path(language_id: str) -> str:
    """Where the catalog of a language stands in a project."""
    return f"locales/{language_id}/LC_MESSAGES/messages.po"


def read(folder: Path, language_id: str) -> Catalog:
    """The catalog of a language as it stands. Raises Problems where it cannot be read."""
    name = path(language_id)
    return _parsed(sources.text(folder / name, name), language_id)


def _parsed(text: str, language_id: str) -> Catalog:
    name, text = path(language_id), characters.composed(text)
    wrong = [*characters.unwanted(text, name), *_header(text, name), *_entries(text, name)]
    if wrong:
        raise Problems(wrong)
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=language_id.replace("-", "_"), abort_invalid=True)
        gettext.c2py(catalog.plural_expr)
    except (ValueError, RecursionError):
        line = text[: text.index("plural=")].count("\n") + 1 if "plural=" in text else 0
        hint = "copy it from a catalog of the same language"
        raise Problems([problem(name, "the plural formula cannot be read", hint=hint, line=line)]) from None
    except PoFileError as error:
        more = "more translations" in str(error)
        message = N_("more forms than nplurals= in the header declares") if more else "{reason}"
        raise Problems([problem(name, message, line=error.lineno, reason=error)]) from None
    return catalog


def _entries(text: str, name: str) -> Iterator[Problem]:
    """The first line that is not one of an entry: what a lenient reader would guess at."""
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip() and not row.startswith("#") and not _ENTRY.fullmatch(row):
            hint = "put every text in quotes, with a backslash before each quotation mark inside"
            yield problem(name, "not a line of a catalog", hint=hint, line=line, column=1)
            return


def _header(text: str, name: str) -> Iterator[Problem]:
    """What in the first entry of a catalog would mislead whoever reads the rest."""
    for line, row in enumerate(text.split("\n\n")[0].split("\n"), 1):
        charset, forms = re.search(r"charset=([\w-]+)", row), re.search(r"nplurals=(\d+)", row)
        if charset and charset[1].lower() != "utf-8":
            yield problem(
                name, "a charset other than utf-8", hint="save the file as UTF-8 and say so in the header", line=line
            )
        if forms and not 1 <= int(forms[1][:9]) <= _MOST_FORMS:
            yield problem(name, "{forms} plural forms; languages have one to six", line=line, forms=forms[1][:9])


def strings(message: Any) -> tuple[str, ...]:
    """The translation of an entry, in each of its forms."""
    return tuple(message.string) if message.pluralizable else (message.string,)


def _gaps(name: str, message: Any) -> list[Problem]:
    """What is wrong with one entry: untranslated, unsure, or with other placeholders than its id."""
    ids, forms = message.id if message.pluralizable else (message.id,), strings(message)
    if message.context == CONTEXT and not any(forms):
        # What the program says of mistakes may stay English in a language; what documents say may not.
        return []
    if not all(forms):
        return [problem(name, '"{text}" is not translated', line=message.lineno or 0, text=ids[0])]
    if message.fuzzy:
        hint = "check it and remove the fuzzy mark"
        return [
            problem(
                name, 'the translation of "{text}" is marked fuzzy', line=message.lineno or 0, hint=hint, text=ids[0]
            )
        ]
    if message.context != CONTEXT and any("%" in _VALUE.sub("", text) for text in forms):
        said, hint = N_('the translation of "{text}" contains a bare percent sign'), N_("write %% for the sign itself")
        return [problem(name, said, line=message.lineno or 0, hint=hint, text=ids[0])]
    wanted = {_placeholders(text) for text in ids}
    if all(_placeholders(text) in wanted for text in forms):
        return []
    names = ", ".join(sorted(frozenset().union(*wanted)))
    said, hint = N_('the translation of "{text}" has other placeholders'), "{names}" if names else ""
    return [problem(name, said, line=message.lineno or 0, hint=hint, names=names, text=ids[0])]


def _placeholders(text: str) -> frozenset[str]:
    if "{" not in text and "}" not in text and "%(" not in text:
        # Most texts have none, and a catalog is checked whenever a project is loaded.
        return frozenset()
    bare = {sign for sign in "{}" if sign in _PLACEHOLDER.sub("", text.replace("{{", "").replace("}}", ""))}
    return frozenset(old or new for old, new in _PLACEHOLDER.findall(text)) | bare
