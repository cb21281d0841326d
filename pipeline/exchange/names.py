"""What people call things in a table, in any language of a project, by the ids that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import babel
import babel.numbers

from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import N_
from pipeline.language import catalogs
from pipeline.model.partnership import PartnershipTerm
from pipeline.reading.project import Project

Names = Mapping[str, Iterable[str]]

_TERMS = (N_("test | trial | one-off"), N_("long-term | long term | permanent"))
"""What a partnership is called, a test first."""


@dataclass(frozen=True)
class KnownNames:
    """The names of a project's markets, platforms, formats and languages by id."""

    project: Project

    @cached_property
    def markets(self) -> Names:
        """Markets by the names they have and their territory."""
        found = self.project.markets
        return {name: [*market.name.root.values(), market.territory] for name, market in found.items()}

    @cached_property
    def platforms(self) -> Names:
        """Platforms by their names."""
        return {name: list(item.name.root.values()) for name, item in self.project.platforms.platforms.items()}

    @cached_property
    def formats(self) -> Names:
        """Formats by their names, one and many: clip, clips."""
        return {
            name: [*item.name.root.values(), *(phrase for forms in item.unit.root.values() for phrase in _units(forms))]
            for name, item in self.project.platforms.formats.items()
        }

    @cached_property
    def languages(self) -> Names:
        """Languages by what CLDR calls them in each language of the project."""
        locales = {name: babel.Locale.parse(language.cldr) for name, language in self.project.languages.items()}
        return {
            name: [said for other in locales.values() if (said := locale.get_display_name(other) or "")]
            for name, locale in locales.items()
        }

    @cached_property
    def terms(self) -> Names:
        """What a partnership can be, in each language of the project."""
        kinds = get_args(PartnershipTerm.model_fields["kind"].annotation)
        translators = [
            MessageTranslator(catalogs.readable(self.project.assets, name)) for name in self.project.languages
        ]
        return {
            kind: [word.strip() for translator in translators for word in translator(words).split("|")]
            for kind, words in zip(kinds, _TERMS, strict=True)
        }

    def is_unit(self, currency: str, word: str) -> bool:
        """Whether a word beside an amount names a currency: its code or sign, or a word of it, cut short or not."""
        said = word.casefold().rstrip(".")
        for language in self.project.languages.values():
            stem = language.money.words.get(currency)
            sign = language.money.symbols.get(currency) or _sign(currency, language.cldr)
            if word in (sign, currency) or (stem and said and (stem.startswith(said) or said.startswith(stem))):
                return True
        return False


def _sign(currency: str, locale: str) -> str:
    return str(babel.numbers.get_currency_symbol(currency, locale))


def _units(forms: Mapping[str, str]) -> list[str]:
    return [phrase.replace("{n}", "").strip() for phrase in forms.values()]
