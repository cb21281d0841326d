from __future__ import annotations

import json

import pytest

from pipeline.checks import lint
from pipeline.checks.lint import AvoidedWord, Lint, Linter
from pipeline.reading.authored import Authored, authored
from pipeline.reading.project import Project
from pipeline.reading.sources import parse


@pytest.fixture(scope="module")
def russian(project: Project) -> Linter:
    return dict(zip(project.languages, lint.linters(project.assets, project.languages), strict=True))["ru"]


def text(ru: str, en: str = "", place: tuple[str | int, ...] = ("note",)) -> Authored:
    value: object = {"ru": ru, "en": en}
    for part in reversed(place):
        value = [value] if isinstance(part, int) else {part: value}
    return Authored(parse(json.dumps(value), "content/f.yaml"), place, {"en": en, "ru": ru})


def said(linter: Linter, found: Authored) -> list[str]:
    return [str(item).partition(": ")[2].partition(": ")[2] for item in linter.problems(found)]


@pytest.mark.parametrize(
    ("words", "prefer"),
    [
        ("наш блоггер", "блогер"),
        ("Хэштегом", "хештег"),
        ("разглашение рекламы", "маркировка или раскрытие рекламы"),
        ("рекламная компания", "рекламная кампания"),
        ("в течении дня", "в течение"),
        ("по окончанию срока", "по окончании"),
        ("фидбек за день", "замечания"),
        ("вовлеченность", "вовлечённость"),
        ("ролик на 180–240 с", "минуты, например 3–4 мин"),
        ("n = 3", "число словами, например шесть результатов"),
        ("до 30 дней после счёта", "в течение стольких дней со дня счёта"),
        ("два  пробела", "один пробел"),
        ("тире - дефис", "тире"),
    ],
)
def test_a_word_to_avoid_is_told_with_the_one_to_write(russian: Linter, words: str, prefer: str) -> None:
    assert any(line.endswith(f"(write {prefer})") for line in said(russian, text(words))), said(russian, text(words))


@pytest.mark.parametrize(
    "words",
    ["наша кампания", "компания «Аврора»", "в течение дня", "блогер", "хештег", "счётчик", "платит {блоггер}"],
)
def test_a_good_word_is_left_alone(russian: Linter, words: str) -> None:
    assert said(russian, text(words)) == []


def test_a_term_has_one_translation(russian: Linter) -> None:
    assert said(russian, text("акция", "the campaign")) == [
        '"campaign" is translated differently here (write кампания)'
    ]
    assert said(russian, text("кампания", "the campaign")) == []


def test_foreign_words_are_looked_for_where_the_public_reads(russian: Linter) -> None:
    place: tuple[str | int, ...] = ("messages", "must", 0)
    assert said(russian, text("наш sale", place=place)) == [
        '"sale" is a foreign word in a text for the public (translate it, or allow it in lint.yaml)'
    ]
    assert said(russian, text("в TikTok", place=place)) == []
    assert said(russian, text("наш sale")) == []


def test_a_foreign_word_is_told_whole_whatever_groups_its_expression_has() -> None:
    linter = Linter("ru", Lint(foreign="(?:[A-Z])?(sale)", public=("note",)))
    assert said(linter, text("наш Xsale")) == [
        '"Xsale" is a foreign word in a text for the public (translate it, or allow it in lint.yaml)'
    ]


@pytest.mark.parametrize("words", ["ролик на 30–45 с", "ролик 1920 с подписью", "в течение 30 дней со дня счёта"])
def test_short_lengths_and_terms_with_their_first_day_are_left_alone(russian: Linter, words: str) -> None:
    assert said(russian, text(words)) == []


def test_a_word_to_avoid_begins_where_a_word_does_whichever_alternative_it_is() -> None:
    linter = Linter("ru", Lint(avoid=(AvoidedWord(avoid="кот|пёс", prefer="зверь"),)))
    assert said(linter, text("скот и барбопёс")) == []
    assert said(linter, text("кот")) == ['"кот" is a word to avoid (write зверь)']


def test_the_sample_passes_the_lint(project: Project) -> None:
    linters = lint.linters(project.assets, project.languages)
    assert [str(item) for found in authored(project) for linter in linters for item in linter.problems(found)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Отметьте @sale_of_day",
        "Хештег #saleoftheday",
        "См. https://shop.example/sale",
        "Код SALE15",
        "Пишите на sale@shop.example",
    ],
)
def test_what_a_code_is_made_of_is_nobody_s_choice_of_words(words: str) -> None:
    linter = Linter(
        "ru", Lint(foreign="[A-Za-z][A-Za-z]+", avoid=(AvoidedWord(avoid="sale", prefer="скидка"),), public=("note",))
    )
    assert said(linter, text(words)) == []


PERSONAL = [
    ("ru", "отвечает, когда уснула дочь", "дочь"),
    ("ru", "после операции болеет", "болеет"),
    ("ru", "в пост и в церковь не снимает", "церковь"),
    ("ru", "ходит на митинги", "митинги"),
    ("en", "after her daughter is asleep", "daughter"),
    ("en", "was ill in May", "ill"),
    ("en", "no shoots before church", "church"),
    ("en", "writes about politics", "politics"),
    ("de", "wenn die Tochter schläft", "Tochter"),
]


@pytest.mark.parametrize(("language", "words", "found"), PERSONAL)
@pytest.mark.parametrize("place", [("working", "prefers"), ("profile", "channel")])
def test_a_profile_says_how_to_work_and_nothing_of_a_life(
    project: Project, language: str, words: str, found: str, place: tuple[str, str]
) -> None:
    linter = dict(zip(project.languages, lint.linters(project.assets, project.languages), strict=True))[language]
    value = json.dumps({place[0]: {place[1]: {language: words}}})
    for path, count in (("content/creators/f.yaml", 1), ("content/campaigns/f.yaml", 0)):
        told = said(linter, Authored(parse(value, path), place, {language: words}))
        assert len([line for line in told if line.startswith(f'"{found}" is about somebody’s ')]) == count


def test_a_variant_of_a_language_has_its_private_words(project: Project) -> None:
    linter = dict(zip(project.languages, lint.linters(project.assets, project.languages), strict=True))["en-GB"]
    place, words = ("working", "prefers"), {"en-GB": "after her daughter is asleep"}
    value = json.dumps({"working": {"prefers": words}})
    assert len(said(linter, Authored(parse(value, "content/creators/f.yaml"), place, words))) == 1
