"""What templates and dates say in a language, whoever a document is for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.base.message_language import CONTEXT
from pipeline.language import catalogs
from pipeline.language.localization import Localization
from pipeline.reading.project import Project

_TEMPLATES = "templates"
_EXPRESSION = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"')


def words(project: Project, localization: Localization) -> str:
    """All words of the templates, of their translations, and of dates in one language."""
    in_ids = localization.language.messages == "source"
    said = _ids(project) if in_ids else _translations(project, localization.id)
    dates = [
        names[context][width].values()
        for names in (localization.locale.months, localization.locale.days)
        for context, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated"))
    ]
    return "\n".join([*said, *itertools.chain(*dates)])


def _ids(project: Project) -> Iterator[str]:
    """The texts in quotes of all templates' expressions, among which all messages are."""
    for name, path in project.assets.below(_TEMPLATES):
        if name.endswith(".html"):
            for expression in _EXPRESSION.findall(path.read_text(encoding="utf-8")):
                yield from _QUOTED.findall(expression)


def _translations(project: Project, language: str) -> Iterator[str]:
    names = dict.fromkeys((language, project.languages[language].inherits or language))
    for name in names:
        for folder in catalogs.folders(project.assets, name):
            for message in catalogs.read(folder, name):
                if message.id and message.context != CONTEXT:
                    yield from catalogs.strings(message)
