from __future__ import annotations

import pytest
from samples import PLATFORMS, Change, content, record, refused

from pipeline.model.platform import CountedPhrase, Platforms

TEXT = content(PLATFORMS)


def test_platforms_name_their_formats() -> None:
    platforms = record(Platforms, TEXT)
    assert platforms.platforms["vk"].formats == ("post",)
    assert platforms.formats["post"].unit.root["ru"]["few"] == "{n} поста"
    assert platforms.formats["post"].parts is None


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("ВКонтакте}, formats: [post]", "ВКонтакте}, formats: [post, ^clip]"), '^ platforms.vk.formats.1: no format "clip"'),
        (('other: "{n} posts"', 'many: "{n} posts"'), 'formats.post.unit.en: the form "other" is missing'),
        (('few: "{n} поста"', 'few: ^"два поста"'), '^ formats.post.unit.ru.few: "два поста" has no place for the number'),
    ],
)  # fmt: skip
def test_formats_that_do_not_exist_and_phrases_without_their_number_are_refused(change: Change, line: str) -> None:
    [found] = refused(Platforms, TEXT, change)
    assert line in found


def test_a_phrase_needs_no_more_than_the_form_for_all_other_numbers() -> None:
    phrases = record(CountedPhrase, "en: {other: '{n} fish'}\nru: {other: '{n} рыб'}").root
    assert phrases == {"en": {"other": "{n} fish"}, "ru": {"other": "{n} рыб"}}
