from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.base import Model
from pipeline.model.localized import Localized, Translated


class Page(Model):
    """Words that every language needs, and words that need not be in all."""

    title: Localized | None = None
    wording: Translated | None = None


def test_words_are_found_by_language() -> None:
    page = record(Page, "title: {en: Light, ru: Свет}\nwording: {ru: Реклама}")
    assert page.title is not None
    assert page.wording is not None
    assert page.title["ru"] == "Свет"
    assert (page.wording.get("ru"), page.wording.get("en")) == ("Реклама", None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: ^{en: Light}", "^ title: no text in ru"),
        ("title: ^{}", "^ title: is empty"),
        ("title: ^Light", "^ title: expected a text for each language (write {en: …, ru: …})"),
        ("title: ^[Light, Свет]", "^ title: expected a text for each language (write {en: …, ru: …})"),
        ("title: {en: Light, ru: Свет, fr: ^Lumière}", '^ title.fr: there is no language "fr"'),
        ("title: {en: Light, ru: ^''}", "^ title.ru: is empty"),
        ("title: {en: Light, ru: ^5}", "^ title.ru: expected text, not 5 (put it in quotes)"),
        ("wording: {fr: ^Publicité}", '^ wording.fr: there is no language "fr"'),
    ],
)
def test_words_that_are_missing_or_in_no_language_are_refused(text: str, line: str) -> None:
    assert refused(Page, text) == [line]
