"""Platforms and the formats that run on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field, RootModel, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import Id, Line, Model, Name, mistake, once
from pipeline.model.localized import Localized, check_languages, each_language, inherit

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


class CountedPhrase(RootModel[dict[str, dict[str, Line]]]):
    """A whole phrase with a number, by language and CLDR plural category: `{n} clips`."""

    @model_validator(mode="before")
    @classmethod
    def _is_mapping(cls, value: object, info: ValidationInfo) -> object:
        return each_language(value, info)

    @model_validator(mode="after")
    def _phrases_hold_the_number(self, info: ValidationInfo) -> CountedPhrase:
        check_languages(self.root, info, complete=True)
        inherit(self.root, info)
        for language, forms in self.root.items():
            for category, phrase in forms.items():
                if category not in _CATEGORIES:
                    hint = suggestion(category, _CATEGORIES, otherwise=", ".join(_CATEGORIES))
                    raise mistake('there is no form "{value}"', at=[language, category], value=category, **hint)
                if "".join(re.findall("[{}]", phrase)) != "{}" or "{n}" not in phrase:
                    message = '"{value}" has no place for the number'
                    raise mistake(message, at=[language, category], hint="write {{n}} once", value=phrase)
            if "other" not in forms:
                raise mistake('the form "other" is missing', at=[language])
        return self


class PostFormat(Model):
    """A kind of post."""

    name: Localized
    """One of them, as it begins a line: "Clip"."""
    unit: CountedPhrase
    """So many posts: "{n} clips"."""
    parts: CountedPhrase | None = None
    """So many parts of one post, where it has such: "{n} frames"."""


class PlatformNote(Model):
    """What documents in one language have to say where they name a platform."""

    language: Name
    """The language."""
    text: Line
    """The note."""


class Platform(Model):
    """Where posts appear."""

    name: Localized
    """The name its users know."""
    formats: tuple[Id, ...] = Field(min_length=1, max_length=50)
    """The formats that run on it, by id."""
    notes: tuple[PlatformNote, ...] = Field(default=(), max_length=20)
    """What documents in some languages say of it below, as a law asks."""


class Platforms(Model):
    """content/platforms.yaml: platforms and formats, by id."""

    platforms: dict[Id, Platform] = Field(max_length=100)
    """Platforms by id."""
    formats: dict[Id, PostFormat] = Field(max_length=200)
    """Formats by id."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for name, platform in self.platforms.items():
            yield from once(platform.formats, "platforms", name, "formats")
            for index, form in enumerate(platform.formats):
                if form not in self.formats:
                    at = ("platforms", name, "formats", index)
                    yield mistake('no format "{value}"', at=at, value=form, **suggestion(form, self.formats))
