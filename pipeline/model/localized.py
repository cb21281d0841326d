"""Authored text: the same said in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, RootModel, ValidationInfo, model_validator

from pipeline.model.base import mistake


def _said(words: str) -> str:
    if not words.strip():
        raise mistake("is empty")
    return words


Words = Annotated[str, Field(max_length=2000, strict=True), AfterValidator(_said)]


class Translated(RootModel[dict[str, Words]]):
    """Words by language. Which languages must be there is the reader's question."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _is_mapping(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, Mapping):
            languages = ", ".join(f"{language}: …" for language in _languages(info))
            raise mistake("expected a text for each language", hint="write {{" + languages + "}}")
        return value

    @model_validator(mode="after")
    def _only_known(self, info: ValidationInfo) -> Translated:
        known = (info.context or {}).get("known_languages")
        for language in self.root:
            if known is not None and language not in known:
                raise mistake('there is no language "{value}"', at=[language], value=language)
        return self

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    def get(self, language: str) -> str | None:
        """The words in one language, or None."""
        return self.root.get(language)


class Localized(Translated):
    """Words in every language that the organisation prints."""

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Localized:
        missing = [language for language in _languages(info) if language not in self.root]
        if missing:
            raise mistake("no text in {languages}", languages=", ".join(missing))
        return self


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    return tuple((info.context or {}).get("languages", ()))
