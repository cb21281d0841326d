"""Catalogs brought up to date: every message there is, with the translations there were."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from pipeline.base.assets import SHARED, Assets
from pipeline.base.files import publish
from pipeline.language import catalogs
from pipeline.model.language import Language
from pipeline.workspace.extraction import Message, messages

TEMPLATE = "locales/messages.pot"


def update(assets: Assets, languages: Mapping[str, Language]) -> list[str]:
    """Writes the template and each language's catalog anew, and returns the files that changed.

    A message that is new has no translation yet, one that is gone is dropped, and the order is that
    of the templates and the code. Raises Problems for a catalog that cannot be read, OSError.
    """
    folder = assets.project
    found = messages(folder)
    made = {TEMPLATE: _undated(_text(_template(found)))} if _has_messages(assets) else {}
    for name, language in languages.items():
        if language.inherits and not _has(folder, name):
            continue
        if language.messages == "catalog" or language.inherits:
            catalog = _catalog(assets, name, language, found)
            if len(catalog) or _has(folder, name):
                made[catalogs.path(name)] = _text(catalog)
    changed = []
    for path, text in made.items():
        if not (folder / path).is_file() or (folder / path).read_bytes() != text:
            publish(folder / path, text)
            changed.append(path)
    return changed


def _has_messages(assets: Assets) -> bool:
    """Whether there is anything to translate beside what the program says itself."""
    return assets.program is None or any((assets.project / folder).is_dir() for folder in SHARED)


def _template(found: Iterable[Message]) -> Catalog:
    catalog = Catalog(project="Universal Brief", header_comment="# What documents and problems say, in English.")
    catalog.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
    for message in found:
        catalog.add(_id(message), context=message.context or None, auto_comments=message.comments)
    return catalog


def _catalog(assets: Assets, name: str, language: Language, found: Iterable[Message]) -> Catalog:
    """The catalog of a language with the translations it has, in the order of the messages.

    What the program's catalog has, translated or not, one of a project need not have.
    """
    lower = catalogs.read(assets.program, name) if assets.program and _has(assets.program, name) else None
    before = catalogs.read(assets.project, name) if lower is None or _has(assets.project, name) else _empty(lower)
    after = Catalog(locale=name.replace("-", "_"), header_comment=before.header_comment, fuzzy=False)
    after.mime_headers = before.mime_headers
    for message in found:
        # The usual form of address is the message without a context; the others have one each.
        forms = [f"{catalogs.ADDRESS}{form}" for form in language.address[1:]] if message.addressed else []
        for context in (message.context, *forms):
            known = before.get(message.id, context or None)
            if language.inherits and not (known and known.string):
                continue
            # A translation without plural forms is none of a message that has them, nor the other way round.
            if known is None or known.pluralizable != bool(message.plural):
                if lower is not None and _has_message(lower, message, context):
                    continue
                after.add(_id(message), context=context or None, auto_comments=message.comments)
            else:
                kept = {"flags": known.flags, "user_comments": known.user_comments, "auto_comments": message.comments}
                after.add(_id(message), known.string or "", context=context or None, **kept)  # type: ignore[arg-type]
    return after


def _has(folder: Path, name: str) -> bool:
    return (folder / catalogs.path(name)).is_file()


def _empty(lower: Catalog) -> Catalog:
    """A catalog without messages, of the language and the plural forms of another."""
    catalog = Catalog(lower.locale, header_comment=lower.header_comment)
    catalog.mime_headers = lower.mime_headers
    return catalog


def _has_message(catalog: Catalog, message: Message, context: str) -> bool:
    known = catalog.get(message.id, context or None)
    return known is not None and known.pluralizable == bool(message.plural)


def _id(message: Message) -> str | tuple[str, str]:
    return (message.id, message.plural) if message.plural else message.id


def _text(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, no_location=True, ignore_obsolete=True)
    return stream.getvalue()


def _undated(template: bytes) -> bytes:
    """A template without the day it was made on: it changes with the messages alone."""
    return b"".join(line for line in template.splitlines(keepends=True) if not line.startswith(b'"POT-Creation-Date:'))
