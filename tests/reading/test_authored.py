from __future__ import annotations

import re

from pipeline.reading.authored import authored
from pipeline.reading.project import Project


def test_every_text_has_its_place_and_its_languages(project: Project) -> None:
    texts = {(text.source.path, text.place): text for text in authored(project)}
    name = texts["content/organisation.yaml", ("name",)]
    assert name.texts == {"en": "Aurora", "ru": "Аврора", "de": "Aurora"}
    assert len(texts) > 400


def test_no_text_of_the_sample_names_the_organization(project: Project) -> None:
    """Its own name and the legal entities' names aside: another organization's texts would name another."""
    named = re.compile("aurora|аврор", re.IGNORECASE)
    naming = [
        (text.source.path, text.place)
        for text in authored(project)
        if text.place not in (("name",), ("advertiser", "name"))
        and any(named.search(words) for words in text.texts.values())
    ]
    assert naming == []


def test_codes_dates_and_numbers_are_not_texts(project: Project) -> None:
    places = {text.place[-1] for text in authored(project)}
    assert places.isdisjoint({"erid", "link", "code", "date", "amount", "email"})


def test_a_place_is_told_in_words(project: Project) -> None:
    labels = {text.label for text in authored(project)}
    assert "objective cannot go wrong" in labels
    assert "pillars 0 name" in labels


def test_a_problem_stands_at_the_words_of_its_language(project: Project) -> None:
    text = next(text for text in authored(project) if text.source.path == "content/organisation.yaml")
    found = text.problem("ru", "looks odd")
    assert found.where == "name.ru"
    assert text.problem("kk", "is missing").where == "name"
