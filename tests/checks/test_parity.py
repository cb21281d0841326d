from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.checks import load, parity
from pipeline.checks.parity import FactReader, Record
from pipeline.reading.authored import Authored, authored
from pipeline.reading.project import Project
from pipeline.reading.sources import parse


@pytest.fixture(scope="module")
def facts(project: Project) -> dict[str, FactReader]:
    return parity.fact_readers(project.languages)


def text(en: str, ru: str, **others: str) -> Authored:
    source = parse("note: {\n  en: x,\n  ru: x}\n", "content/f.yaml")
    return Authored(source, ("note",), {"en": en, "ru": ru, **others})


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "1,500 buyers, 4.5% and $8–12", {"1500": 1, "4.5": 1, "8": 1, "12": 1, "USD": 1}),
        ("ru", "1 500 покупательниц, 4,5 % и 8–12 $", {"1500": 1, "4.5": 1, "8": 1, "12": 1, "USD": 1}),
        ("ru", "1\u00a0490 ₽ и 2 500 рублей", {"1490": 1, "2500": 1, "RUB": 1}),
        ("en", "by 6:00 p.m. on March 9", {"18:00": 1, "9": 1, "month 3": 1}),
        ("ru", "до 18:00 9 марта", {"18:00": 1, "9": 1, "month 3": 1}),
        ("en", "12:05 a.m.", {"00:05": 1}),
        ("en", "code `ANNA15`, #glow, https://a.example/x1", {"ANNA15": 1, "#glow": 1, "https://a.example/x1": 1}),
        ("ru", "10,50 и 10,5", {"10.5": 2}),
    ],
)
def test_facts_are_the_same_however_a_language_writes_them(
    facts: dict[str, FactReader], language: str, words: str, found: dict[str, int]
) -> None:
    assert facts[language].of(words) == Counter(found)


def test_a_word_of_money_is_looked_for_letter_for_letter(project: Project) -> None:
    english = project.languages["en"]
    money = english.money.model_copy(update={"words": {"GBP": "poun](" + "](" * 100}})
    odd = parity.fact_readers({"en": english.model_copy(update={"money": money})})
    assert odd["en"].of("5 pounds") == Counter({"5": 1})
    assert odd["en"].of("5 POUN](" + "](" * 100) == Counter({"5": 1, "GBP": 1})


@pytest.mark.parametrize(
    ("en", "ru", "said"),
    [
        ("15% off", "скидка 10 %", "says 10, where en says 15"),
        ("$38", "38 ₽", "says RUB, where en says USD"),
        ("March 9", "9 апреля", "says month 4, where en says month 3"),
        ("by 6:00 p.m.", "до 19:00", "says 19:00, where en says 18:00"),
        ("use ANNA15", "код ANNA10", "says ANNA10, where en says ANNA15"),
        (
            "see https://a.example/en",
            "см. https://a.example/ru",
            "says https://a.example/ru, where en says https://a.example/en",
        ),
        ("two of 30", "две", "says …, where en says 30"),
    ],
)
def test_a_fact_that_differs_is_told(facts: dict[str, FactReader], en: str, ru: str, said: str) -> None:
    assert [str(item) for item in parity.differences(text(en, ru), facts)] == [f"content/f.yaml:3:7: note.ru: {said}"]


@pytest.mark.parametrize(("en", "ru"), [("15% off", "скидка 15 %"), ("May 9", "9 мая"), ("no number", "без чисел")])
def test_texts_that_agree_are_left_alone(facts: dict[str, FactReader], en: str, ru: str) -> None:
    assert list(parity.differences(text(en, ru), facts)) == []


def test_a_translation_left_behind_is_told() -> None:
    record = Record().renewed([text("old", "старый")])
    assert list(record.problems(text("old", "старый"))) == []
    assert [str(item) for item in record.problems(text("new", "старый"))] == [
        "content/f.yaml:3:7: note.ru: older than the text in en (translate it again, then run briefs parity --record)"
    ]
    assert list(record.problems(text("new", "новый"))) == []


def test_a_language_that_is_added_makes_no_other_older() -> None:
    record = Record().renewed([text("one", "один")])
    assert list(record.problems(text("one", "один", de="eins"))) == []
    [found] = record.problems(text("two", "один", de="zwei"))
    assert str(found).endswith(
        "note.ru: older than the text in en (translate it again, then run briefs parity --record)"
    )


def test_a_locked_text_is_told_when_it_changes() -> None:
    record = Record().renewed([text("old", "старый")])
    record.locked = [parity.name_of(text("", ""))]
    assert [str(item) for item in record.problems(text("new", "новый"))] == [
        "content/f.yaml:2:7: note.en: this text is locked (undo the change, or unlock it with briefs parity --unlock)"
    ]


def test_the_record_is_kept_in_the_project(minimal: Path) -> None:
    project = load.load(minimal)
    parity.record(project, "dawn", ["objective.business"], [], renew=True)
    kept = parity.load(minimal)
    assert kept.locked == ["content/campaigns/dawn.yaml:objective.business"]
    assert len(kept.digests) == len(list(authored(project)))
    parity.record(project, "dawn", [], ["objective.business"], renew=False)
    assert parity.load(minimal).locked == []


def test_a_place_without_a_text_is_refused(minimal: Path) -> None:
    with pytest.raises(parity.NoSuchText) as found:
        parity.record(load.load(minimal), "dawn", ["objective.busines"], [], renew=False)
    assert "objective.business" in found.value.known


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ":1:1"),
        ('{\n "locked": [],\n<<<<<<< ours\n', ":3:1"),
        ("[" * 100_000, ":1:42"),
        ("NaN", ":1:1"),
        ("[]", ":1:1"),
        ("{}", ":1:1"),
        ("\ufeff{}", ":1:1"),
        ('{"texts": {}, "locked": {}}', ":1:25: locked"),
        ('{"texts": [], "locked": []}', ":1:11: texts"),
        ('{"texts": {"content/f.yaml:note": "x"}, "locked": []}', ":1:35: texts.content/f.yaml:note"),
        ('{"texts": {"content/f.yaml:note": {"en": 1}}, "locked": []}', ":1:42: texts.content/f.yaml:note.en"),
        ('{"texts": {}, "locked": [1]}', ":1:26: locked.0"),
        ('{"texts": {"\\ud800": {}}, "locked": []}', ":1:15"),
        ('{"texts": {},\n "locked": [],\n "texts": {}}', ":3:2"),
    ],
)
def test_a_damaged_record_is_told_because_of_what_it_may_have_locked(minimal: Path, text: str, place: str) -> None:
    (minimal / parity.RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as found:
        parity.load(minimal)
    [line] = map(str, found.value.problems)
    assert line == (
        f"content/translations.json{place}: changed since briefs parity --record wrote it "
        "(restore an earlier version of the file, or delete it and run briefs parity --record)"
    )


def test_a_record_in_another_encoding_is_told_where_it_begins(minimal: Path) -> None:
    (minimal / parity.RECORD).write_bytes(b'{"locked": [],\n "texts": {"\xff": {}}}')
    with pytest.raises(Problems) as found:
        parity.load(minimal)
    assert str(found.value.problems[0]).startswith(
        "content/translations.json:2:13: changed since briefs parity --record wrote"
    )


def test_a_record_that_is_no_file_is_told(minimal: Path) -> None:
    os.mkfifo(minimal / parity.RECORD)
    with pytest.raises(Problems) as found:
        parity.load(minimal)
    assert [str(item) for item in found.value.problems] == ["content/translations.json: not a file"]


def test_the_sample_s_languages_agree(project: Project) -> None:
    readers, record = parity.fact_readers(project.languages), parity.load(project.folder)
    found = [
        item for each in authored(project) for item in (*parity.differences(each, readers), *record.problems(each))
    ]
    assert [str(item) for item in found] == []
