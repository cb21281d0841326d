"""The texts of records with their places: what has to be there in each language that prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from pipeline.model.localized import Translated
from pipeline.model.platform import CountedPhrase
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

Text = Translated | CountedPhrase


class PlacedText(NamedTuple):
    """A text, the file that it stands in and the place there."""

    path: str
    place: Place
    text: Text


def placed(project: Project) -> Iterator[PlacedText]:
    """Every text of a project's records, file by file."""
    for path, record in _records(project):
        for place, text in _below(record, ()):
            yield PlacedText(path, place, text)


def _records(project: Project) -> Iterator[tuple[str, BaseModel]]:
    yield "content/organisation.yaml", project.organisation
    yield "content/platforms.yaml", project.platforms
    yield "content/metrics.yaml", project.metrics
    if project.ritual is not None:
        yield "content/ritual.yaml", project.ritual
    for folder in (
        "calendars",
        "markets",
        "creators",
        "campaigns",
        "agreements",
        "results",
        "scorecards",
        "cohorts",
        "sops",
    ):
        records: Mapping[str, BaseModel] = getattr(project, folder)
        for name, record in records.items():
            yield f"content/{folder}/{name}.yaml", record


def _below(value: Any, place: Place) -> Iterator[tuple[Place, Text]]:
    if isinstance(value, Translated | CountedPhrase):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _below(getattr(value, name), (*place, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _below(item, (*place, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _below(item, (*place, index))
