from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.content import PostContent

USUAL = "hashtags: ['#дом_светлый', '#lamp']\nmusic: {en: none, ru: без музыки}\n"


def test_a_partnership_s_own_content_takes_the_place_of_what_it_names() -> None:
    own = record(PostContent, "hashtags: ['#mine']\nmentions: ['@northlight']\n").over(record(PostContent, USUAL))
    assert (own.hashtags, own.mentions, own.music and own.music["en"]) == (("#mine",), ("@northlight",), "none")


def test_content_that_names_nothing_is_the_usual() -> None:
    usual = record(PostContent, USUAL)
    assert PostContent().over(usual) == usual


@pytest.mark.parametrize("tag", ["lamp", "#", "#two words", "#a-b", "##lamp", "#lamp,"])
def test_what_is_no_hashtag_is_refused(tag: str) -> None:
    [line] = refused(PostContent, f"hashtags: [^'{tag}']")
    assert line == f'^ hashtags.0: "{tag}" is not a hashtag (write "#" and one word of letters, digits or underscores, in quotes)'  # fmt: skip


def test_a_hashtag_in_two_alphabets_is_refused() -> None:
    [line] = refused(PostContent, "hashtags: ['#lаmp']")
    assert "mixes two alphabets" in line
