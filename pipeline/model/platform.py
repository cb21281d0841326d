"""Platforms and the formats that run on them."""

from __future__ import annotations

from pydantic import RootModel, model_validator

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
                if "{n}" not in phrase:
                    raise mistake(
                        '"{value}" does not say where the number stands',
                        at=[language, category],
                        hint="write {{n}}",
                        value=phrase,
                    )
        return self


class Format(Model):
    """A kind of post. `unit` counts posts, `parts` the frames of one post where it has such."""

    name: Localized
    unit: Counted
    parts: Counted | None = None


class Platform(Model):
    """Where posts appear."""

    name: Localized
    formats: tuple[Id, ...]


class Platforms(Model):
    """content/platforms.yaml."""

    platforms: dict[Id, Platform]
    formats: dict[Id, Format]

    @model_validator(mode="after")
    def _formats_exist(self) -> Platforms:
        for name, platform in self.platforms.items():
            for index, form in enumerate(platform.formats):
                if form not in self.formats:
                    raise mistake('no format "{value}"', at=["platforms", name, "formats", index], value=form)
        return self
