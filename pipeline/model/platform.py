"""Platforms and the formats that run on them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import RootModel, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.base import Id, Model, mistake
from pipeline.model.localized import Localized


class Counted(RootModel[dict[str, dict[str, str]]]):
    """A whole phrase with a number, by language and CLDR plural category: `{n} clips`."""

    @model_validator(mode="after")
    def _phrases_hold_the_number(self) -> Counted:
        for language, forms in self.root.items():
            if "other" not in forms:
                raise mistake('the form "other" is missing', at=[language])
            for category, phrase in forms.items():
                if phrase.count("{n}") != 1 or phrase.replace("{n}", "").strip("{}") != phrase.replace("{n}", ""):
                    message = '"{value}" does not say where the number stands'
                    raise mistake(message, at=[language, category], hint="write {{n}} once", value=phrase)
        return self


class Format(Model):
    """A kind of post."""

    name: Localized
    """One of them, as it begins a line: "Clip"."""
    unit: Counted
    """So many posts: "{n} clips"."""
    parts: Counted | None = None
    """So many parts of one post, where it has such: "{n} frames"."""


class Platform(Model):
    """Where posts appear."""

    name: Localized
    """The name its users know."""
    formats: tuple[Id, ...]
    """The formats that run on it, by id."""


class Platforms(Model):
    """content/platforms.yaml: platforms and formats, by id."""

    platforms: dict[Id, Platform]
    """Platforms by id."""
    formats: dict[Id, Format]
    """Formats by id."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for name, platform in self.platforms.items():
            for index, form in enumerate(platform.formats):
                if form not in self.formats:
                    yield mistake('no format "{value}"', at=["platforms", name, "formats", index], value=form)
