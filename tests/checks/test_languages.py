from __future__ import annotations

from pathlib import Path

import pytest
from samples import said

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.language import catalogs
from pipeline.language.localization import Localization


def variant(folder: Path, text: str, name: str = "en-GB") -> Path:
    own = folder / f"locales/{name}/language.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(text, encoding="utf-8")
    return folder


def test_a_variant_has_what_it_does_not_say_from_its_base(minimal: Path) -> None:
    languages = load.languages(variant(minimal, 'name: British\ninherits: en\ndates: {day: "d MMMM"}\n'))
    british, english = languages["en-GB"], languages["en"]
    assert (british.name, british.dates.day, british.inherits) == ("British", "d MMMM", "en")
    assert british.typography == english.typography
    assert british.dates.short == english.dates.short


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "name: British\ninherits: eng\n",
            'locales/en-GB/language.yaml:2:11: inherits: there is no language "eng" (did you mean "en"?)',
        ),
        (
            "name: British\ninherits: en-GB\n",
            'locales/en-GB/language.yaml:2:11: inherits: there is no language "en-GB"',
        ),
        ("inherits: en\n", 'locales/en-GB/language.yaml:1:1: the field "name" is missing'),
        ("name: British\ninherits: 5\n", "locales/en-GB/language.yaml"),
        ("name: British\ninherits: en\ndates: {day: qqqq{\n", "locales/en-GB/language.yaml:3"),
    ],
)
def test_what_a_variant_says_wrongly_is_told_in_its_file(minimal: Path, text: str, problem: str) -> None:
    assert said(variant(minimal, text))[0].startswith(problem)


def test_nothing_inherits_from_what_inherits(minimal: Path) -> None:
    variant(variant(minimal, "name: British\ninherits: en\n"), "name: Irish\ninherits: en-GB\n", "en-IE")
    assert '"en-GB" inherits from another language (name the language that has everything)' in said(minimal)[0]


def test_texts_and_counted_phrases_of_the_base_are_the_variant_s_where_it_has_none(minimal: Path) -> None:
    variant(minimal, "name: British\ninherits: en\n")
    organisation = minimal / "content/organisation.yaml"
    words = organisation.read_text(encoding="utf-8").replace("languages: [en, ru]", "languages: [en, ru, en-GB]")
    organisation.write_text(words, encoding="utf-8")
    campaign = minimal / "content/campaigns/dawn.yaml"
    own = campaign.read_text(encoding="utf-8").replace("en: A soft light.", "en-GB: A soft glow, en: A soft light.")
    campaign.write_text(own, encoding="utf-8")
    project = load.load(minimal)
    dawn = project.campaigns["dawn"]
    assert dawn.name["en-GB"] == dawn.name["en"]
    assert [dawn.messages.must[0][name] for name in ("en", "en-GB")] == ["A soft light.", "A soft glow"]
    unit = next(iter(project.platforms.formats.values())).unit
    assert Localization("en-GB", project.languages["en-GB"]).counted(unit, 2) == Localization(
        "en", project.languages["en"]
    ).counted(unit, 2)


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def test_a_variant_s_catalog_says_only_what_differs(minimal: Path) -> None:
    variant(minimal, "name: British\ninherits: en\n")
    variant(minimal, "name: Kazakhstan\ninherits: ru\n", "ru-KZ")
    languages = load.languages(minimal)
    for name, text in {
        "en-GB": 'msgid "Canceled"\nmsgstr "Cancelled"\n\nmsgid "Fee"\nmsgstr ""\n',
        "ru-KZ": 'msgid "Own"\nmsgstr "Своё"\n',
    }.items():
        path = minimal / catalogs.path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEADER + text, encoding="utf-8")
    british, russian = (catalogs.load(Assets.of(minimal), name, languages[name]) for name in ("en-GB", "ru-KZ"))
    assert [british.gettext(words) for words in ("Canceled", "Fee")] == ["Cancelled", "Fee"]
    assert [russian.gettext(words) for words in ("Own", "Creator brief")] == [
        "Своё",
        catalogs.load(Assets.of(minimal), "ru", languages["ru"]).gettext("Creator brief"),
    ]
    with pytest.raises(catalogs.MissingMessage):
        russian.gettext("What nobody says")


def test_a_variant_without_a_catalog_says_what_its_base_says(minimal: Path) -> None:
    languages = load.languages(variant(minimal, "name: British\ninherits: en\n"))
    assert catalogs.load(Assets.of(minimal), "en-GB", languages["en-GB"]).gettext("Fee") == "Fee"


def test_a_variant_s_catalog_has_no_other_placeholders(minimal: Path) -> None:
    languages = load.languages(variant(minimal, "name: British\ninherits: en\n"))
    path = minimal / catalogs.path("en-GB")
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + 'msgid "%(n)s days"\nmsgstr "%(m)s days"\n', encoding="utf-8")
    with pytest.raises(Problems) as found:
        catalogs.load(Assets.of(minimal), "en-GB", languages["en-GB"])
    assert "has other placeholders (n)" in str(found.value.problems[0])
