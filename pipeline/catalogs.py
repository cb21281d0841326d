"""Chrome: what templates say, from gettext catalogs compiled in memory."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from pipeline.errors import Problem, Problems, problem
from pipeline.model.language import Language


class MissingMessage(Exception):
    """A template says something that the language's catalog does not translate."""


class Messages:
    """The chrome of one language. Message ids are English; a missing one is an error, never English."""

    def __init__(self, translations: gettext.NullTranslations, source: bool) -> None:
        self._translations = translations
        self._source = source

    def gettext(self, message: str) -> str:
        """The message in this language. Raises MissingMessage."""
        return self._found(message, self._translations.gettext(message), message)

    def pgettext(self, context: str, message: str) -> str:
        """The message as it reads in one context. Raises MissingMessage."""
        return self._found(message, self._translations.pgettext(context, message), message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The whole phrase for a whole number. Raises MissingMessage."""
        text = self._translations.ngettext(singular, plural, count)
        return text if self._source else self._found(singular, text, singular, plural)

    def npgettext(self, context: str, singular: str, plural: str, count: int) -> str:
        """The whole phrase for a whole number in one context. Raises MissingMessage."""
        text = self._translations.npgettext(context, singular, plural, count)
        return text if self._source else self._found(singular, text, singular, plural)

    def addressed(self, form: str, message: str) -> str:
        """The message in one form of address, such as the polite or the familiar one.

        The usual form of a language is the message without a context.
        """
        return self.pgettext(f"address: {form}", message) if form else self.gettext(message)

    def _found(self, message: str, text: str, *untranslated: str) -> str:
        # gettext answers a missing message with the id itself: a translation equal to its id is
        # told from a missing one by looking for it.
        if text in untranslated and not self._source and not self._knows(message):
            raise MissingMessage(message)
        return text

    def _knows(self, message: str) -> bool:
        catalog: dict[object, str] = getattr(self._translations, "_catalog", {})
        return any(
            key == message
            or (isinstance(key, tuple) and key[0] == message)
            or (isinstance(key, str) and key.endswith(f"\x04{message}"))
            for key in catalog
        )


def load(folder: Path, language_id: str, language: Language) -> Messages:
    """The chrome of a language of the project in `folder`. Raises Problems for a catalog with gaps."""
    if language.messages == "source":
        return Messages(gettext.NullTranslations(), source=True)
    name = f"locales/{language_id}/LC_MESSAGES/messages.po"
    catalog = _read(folder / name, name, language_id)
    problems = [found for message in catalog if message.id for found in _gaps(name, message)]
    if problems:
        raise Problems(problems)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Messages(gettext.GNUTranslations(compiled), source=False)


def _read(path: Path, name: str, language_id: str) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language_id, abort_invalid=True)
    except OSError as error:
        raise Problems([problem(name, "cannot be read: {reason}", reason=error.strerror)]) from None
    except PoFileError as error:
        raise Problems([problem(name, "{reason}", line=error.lineno, reason=error)]) from None
    except UnicodeDecodeError:
        raise Problems([problem(name, "not UTF-8 text", hint="save the file as UTF-8")]) from None


def _gaps(name: str, message: object) -> list[Problem]:
    """What is wrong with one entry: untranslated, unsure, or with other placeholders than its id."""
    text = message.id[0] if message.pluralizable else message.id  # type: ignore[attr-defined]
    strings = message.string if message.pluralizable else (message.string,)  # type: ignore[attr-defined]
    line = message.lineno or 0  # type: ignore[attr-defined]
    if not all(strings):
        return [problem(name, '"{text}" is not translated', line=line, text=text)]
    if message.fuzzy:  # type: ignore[attr-defined]
        return [
            problem(
                name,
                'the translation of "{text}" is marked fuzzy',
                line=line,
                hint="check it and remove the mark",
                text=text,
            )
        ]
    found = []
    for string in strings:
        wanted, given = _placeholders(text), _placeholders(string)
        if wanted != given and not (message.pluralizable and given == _placeholders(message.id[1])):  # type: ignore[attr-defined]
            found.append(
                problem(
                    name,
                    'the translation of "{text}" has other placeholders',
                    line=line,
                    hint=", ".join(sorted(wanted)),
                    text=text,
                )
            )
    return found[:1]


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(part.split(")")[0] for part in text.split("%(")[1:])
