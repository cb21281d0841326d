from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import load
from pipeline.services.selection import NamesNothing, select


def test_several_patterns_name_each_target_once_in_id_order(made: Path) -> None:
    project = load.load(made)
    found = [target.id for target in select(project, ("*.olga.en.*", "*.olga.*.pdf"), "dawn")]
    assert found == [f"dawn.brief.olga.{name}" for name in ("en.docx", "en.pdf", "ru.pdf")]


@pytest.mark.parametrize(
    ("patterns", "campaign", "message", "known"),
    [
        (("dawn.bref.*",), "", 'no target matches "dawn.bref.*"', "dawn.brief.ivan.en.docx"),
        ((), "dusk", 'no campaign "dusk"', "dawn"),
    ],
)
def test_a_word_that_names_nothing_is_told_with_what_there_is(
    minimal: Path, patterns: tuple[str, ...], campaign: str, message: str, known: str
) -> None:
    with pytest.raises(NamesNothing) as found:
        select(load.load(minimal), patterns, campaign)
    said = found.value.message.format(word=found.value.word)
    assert (said, found.value.known[0]) == (message, known)


def test_an_id_of_a_campaign_or_the_first_parts_of_a_document_mean_all_of_it(made: Path) -> None:
    project = load.load(made)
    assert select(project, ("dawn",), "") == select(project, (), "dawn")
    assert {target.id for target in select(project, ("dawn.brief.olga",), "")} == {
        f"dawn.brief.olga.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")
    }


def test_languages_narrow_what_patterns_mean(made: Path) -> None:
    project = load.load(made)
    assert {target.language for target in select(project, ("dawn",), "", ("ru",))} == {"ru"}
    assert select(project, (), "", ("en", "ru")) == select(project, (), "")
    with pytest.raises(NamesNothing, match="no documents in"):
        select(project, (), "", ("de",))
