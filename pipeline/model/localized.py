"""Authored text: the same said in each language."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Annotated, Any

from markdown_it.token import Token
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    ValidationInfo,
    model_validator,
)

from pipeline.base import characters
from pipeline.base.problems import N_, suggestion
from pipeline.base.typed_text import TypedText
from pipeline.model import address, paragraph
from pipeline.model.base import Line, mistake, mistake_within
from pipeline.model.markdown import INLINES

_LONGEST = 2000
_DEEPEST = 4
"""Marks inside marks: more of them is a typing mistake."""


def _one_paragraph(words: object) -> object:
    """Words as they were typed: one paragraph, and nothing behind them that may have been meant as more of them."""
    if not isinstance(words, str) or len(words) > _LONGEST:
        return words
    if isinstance(words, TypedText):
        if words.comment:
            hint = 'put the text in quotes, or two spaces before "#"'
            raise mistake_within(words.comment, 'what stands behind "#" is a comment', hint=hint)
        typed = [line.text for line in words.lines]
        broken = paragraph.broken_at(typed)
        if broken is not None:
            line = words.lines[broken]
            raise mistake_within((line.number, line.column), _RUNS_ON, hint=_HOW, said=line.text)
    lines = words.split("\n")
    broken = paragraph.broken_at(lines)
    if broken is not None:
        raise mistake(_RUNS_ON, hint=_HOW, said=lines[broken].strip())
    return words


_RUNS_ON = N_('a text is printed as one paragraph: "{said}" would not get its own line')
_HOW = N_("write a text for each line, or one paragraph of sentences")


def _said(words: str) -> str:
    words = words.strip()
    if not words:
        raise mistake("is empty")
    if not _PLAIN.fullmatch(words):
        for token in INLINES.parseInline(words)[0].children or ():
            _check(token)
    return words


_PLAIN = re.compile(r"[^*_\[<&\\`]*")


def _check(token: Token) -> None:
    if token.level > _DEEPEST:
        raise mistake("markup nested more than {limit} deep", limit=_DEEPEST)
    if "href" in token.attrs:
        address.check(str(token.attrs["href"]))
    # What an entity such as &zwj; stands for is not in the file.
    for found in characters.unwanted(token.content, ""):
        raise mistake(found.message, hint=found.hint, **dict(found.values))


Words = Annotated[str, BeforeValidator(_one_paragraph), Field(max_length=_LONGEST, strict=True), AfterValidator(_said)]


class Translated(RootModel[dict[str, Words]]):
    """Words by language; which languages have to be there depends on who reads them."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _is_mapping(cls, value: object, info: ValidationInfo) -> object:
        return each_language(value, info)

    @model_validator(mode="after")
    def _only_known(self, info: ValidationInfo) -> Translated:
        check_languages(self.root, info)
        if not self.root:
            raise mistake("is empty")
        inherit(self.root, info)
        return self

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    @property
    def languages(self) -> Mapping[str, str]:
        """The language of each of its words: the one that has them, where another inherits them."""
        return {words: language for language, words in reversed(self.root.items())}

    def get(self, language: str) -> str | None:
        """The words in one language, or None."""
        return self.root.get(language)


class Localized(Translated):
    """Words in every language that the organization prints."""

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Localized:
        check_languages(self.root, info, complete=True)
        return self


TYPED, IN_LANGUAGES = "[typed]", "[in languages]"
"""The parts that pydantic adds to the place of a mistake in a note."""

Note = Annotated[
    Annotated[Line, Tag(TYPED)] | Annotated[Localized, Tag(IN_LANGUAGES)],
    Discriminator(lambda value: IN_LANGUAGES if isinstance(value, Mapping | Localized) else TYPED),
]
"""Where something is, in a few words: in every language, or as somebody typed it in one."""


def each_language(value: object, info: ValidationInfo) -> object:
    """A value that maps languages. Raises a mistake for anything else."""
    if not isinstance(value, Mapping):
        languages = ", ".join(f"{language}: …" for language in _languages(info)) or "en: …"
        raise mistake("expected a text for each language", hint="write {{{languages}}}", languages=languages)
    return value


def check_languages(languages: Collection[str], info: ValidationInfo, *, complete: bool = False) -> None:
    """Raises a mistake if one of the languages does not exist or, on demand, if one that is printed is missing."""
    known = (info.context or {}).get("known_languages")
    for language in languages:
        if known is not None and language not in known:
            hint = suggestion(language, known)
            raise mistake('there is no language "{value}"', at=[language], value=language, **hint)
    inherits = _inherits(info)
    missing = [name for name in _languages(info) if name not in languages and inherits.get(name) not in languages]
    if complete and missing:
        raise mistake("no text in {languages}", languages=", ".join(missing))


def inherit(said: dict[str, Any], info: ValidationInfo) -> None:
    """Gives each language that inherits, and has no words of its own, those of the other."""
    for language, base in _inherits(info).items():
        if base in said and language not in said:
            said[language] = said[base]


def at_most(limit: int) -> AfterValidator:
    """What holds each of a text's languages to so many characters, for the place where it is printed."""

    def check(text: Localized) -> Localized:
        for language, words in text.root.items():
            if len(words) > limit:
                raise mistake("longer than {max_length} characters", at=[language], max_length=limit)
        return text

    return AfterValidator(check)


def _inherits(info: ValidationInfo) -> Mapping[str, str]:
    found: Mapping[str, str] = (info.context or {}).get("inherits", {})
    return found


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    return tuple((info.context or {}).get("languages", ()))
