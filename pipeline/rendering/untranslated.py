"""Texts that a document prints and that are not there in its language → the places where they are missing."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.base.problems import Problem
from pipeline.reading.project import Project
from pipeline.reading.texts import Text, placed


def untranslated(texts: Iterable[Text], language: str, project: Project) -> list[Problem]:
    """A problem at each place of the texts, which have no words in the language that prints them."""
    wanted = list(texts)
    return [
        project.sources[path].problem(place, "no text in {languages}", languages=language)
        for path, place, text in placed(project)
        if text in wanted
    ]
