from __future__ import annotations

import pytest

from pipeline.model import word_names
from pipeline.model.theme import Theme
from pipeline.reading.project import Project


def said(theme: Theme) -> list[tuple[object, ...]]:
    """Where the names of a theme are wrong, with what has them already."""
    contexts = [error.context or {} for error in theme.broken_rules()]
    return [(*found["at"], found["values"]["other"]) for found in contexts if "Word name" in found["message"]]


def named(theme: Theme, part: str, key: str, word: str) -> Theme:
    """The theme with another name for one of its styles."""
    looks = getattr(theme, part)
    return theme.model_copy(update={part: {**looks, key: looks[key].model_copy(update={"word": word})}})


def test_each_name_of_the_theme_is_its_own(project: Project) -> None:
    assert said(project.theme) == []


@pytest.mark.parametrize(
    ("part", "key", "of"),
    [
        ("styles", "td.number", ("styles", "td")),
        ("marks", "code", ("styles", "h1")),
        ("tables", "list", ("marks", "a")),
    ],
)
def test_a_name_that_something_else_has_is_told_whatever_its_case(
    project: Project, part: str, key: str, of: tuple[str, str]
) -> None:
    theme = project.theme
    word = getattr(theme, of[0])[of[1]].word
    for again in (word, word.upper(), word.replace(" ", "")):
        assert said(named(theme, part, key, again)) == [(part, key, "word", ".".join(of))]


@pytest.mark.parametrize("name", word_names.RESERVED)
def test_what_every_word_file_has_no_theme_may_name(project: Project, name: str) -> None:
    assert said(named(project.theme, "styles", "td.number", name)) == [("styles", "td.number", "word", name)]
