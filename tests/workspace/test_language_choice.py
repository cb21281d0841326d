from __future__ import annotations

import yaml

from pipeline.workspace.language_choice import in_languages

TEXT = """\
# A comment.
platforms:
  vk: {name: {en: "VK", ru: ВКонтакте}, formats: [post]}  # another
formats:
  post:
    name:
      en: "Post"
      ru: 'Пост'
    unit:
      en: {one: "{n} post", other: "{n} posts"}
      ru: {one: "{n} пост", few: "{n} поста", many: "{n} постов", other: "{n} поста"}
  names: [{en: a, ru: б}]
"""


def chosen(**cldr: str) -> str:
    return in_languages(TEXT, ("en", "ru"), {name.replace("_", "-"): locale for name, locale in cldr.items()})


def test_all_that_is_no_text_stays_as_it_stands() -> None:
    assert chosen(en="en", ru="ru") == TEXT


def test_a_text_is_there_in_the_languages_that_are_wanted_in_their_order() -> None:
    said = chosen(ru="ru")
    assert "# A comment.\n" in said
    assert "vk: {name: {ru: ВКонтакте}, formats: [post]}  # another" in said
    assert yaml.safe_load(said)["formats"]["post"]["name"] == {"ru": "Пост"}
    assert list(yaml.safe_load(chosen(ru="ru", en="en"))["platforms"]["vk"]["name"]) == ["ru", "en"]


def test_a_variant_says_what_its_language_says() -> None:
    assert yaml.safe_load(chosen(en_GB="en_GB"))["formats"]["names"] == [{"en-GB": "a"}]


def test_a_language_without_words_gets_the_first_ones_in_each_form_that_it_counts_by() -> None:
    post = yaml.safe_load(chosen(ru="ru", pl="pl"))["formats"]["post"]
    assert post["name"] == {"ru": "Пост", "pl": "Post"}
    assert post["unit"]["pl"] == {
        "one": "{n} post",
        "few": "{n} posts",
        "many": "{n} posts",
        "other": "{n} posts",
    }


def test_a_file_without_texts_stays() -> None:
    assert in_languages("", ("en",), {"ru": "ru"}) == ""
