"""The text of a file → its source and its record; where asked to, those of a file that is as it was are kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from pipeline.model.identifier import Declared
from pipeline.reading import sources
from pipeline.reading.sources import Source
from pipeline.reading.validation import validate

Record = TypeVar("Record", bound=BaseModel)


class FileRecords:
    """Reads each file anew. The arguments of `record` are those of `validate`."""

    def source(self, text: str, name: str) -> Source:
        """The values of some YAML text, named `name` in problems. Raises Problems."""
        return sources.parse(text, name)

    def record(
        self,
        model: type[Record],
        source: Source,
        languages: tuple[str, ...],
        known: tuple[str, ...],
        identifiers: Declared | None = MappingProxyType({}),
        inherits: Mapping[str, str] = MappingProxyType({}),
    ) -> Record:
        """The record that a source describes. Raises Problems."""
        return validate(model, source, languages, known, identifiers, inherits)


class KeptFileRecords(FileRecords):
    """Keeps what it has read, for whoever reads one project again and again: a file that is as it was is not read."""

    def __init__(self) -> None:
        self._sources: dict[str, list[Source]] = {}
        self._records: dict[str, tuple[Source, tuple[object, ...], BaseModel]] = {}

    def source(self, text: str, name: str) -> Source:
        """The values of some YAML text, read only where it is another than before. Raises Problems."""
        raw, kept = text.encode(), self._sources.setdefault(name, [])
        found = next((source for source in kept if source.raw == raw), None)
        found = found or sources.parse(text, name, kept[0] if kept else None)
        # A theme is two files of one name, one laid over the other.
        self._sources[name] = [found, *(source for source in kept if source is not found)][:2]
        return found

    def record(
        self,
        model: type[Record],
        source: Source,
        languages: tuple[str, ...],
        known: tuple[str, ...],
        identifiers: Declared | None = MappingProxyType({}),
        inherits: Mapping[str, str] = MappingProxyType({}),
    ) -> Record:
        """The record that a source describes, validated only where anything is other than before. Raises Problems."""
        held = (model, languages, known, _copied(identifiers), dict(inherits))
        kept = self._records.get(source.path)
        if kept is not None and (kept[0], kept[1]) == (source, held) and isinstance(kept[2], model):
            return kept[2]
        record = super().record(model, source, languages, known, identifiers, inherits)
        self._records[source.path] = source, held, record
        return record


def _copied(identifiers: Declared | None) -> dict[str, dict[str, object]] | None:
    """Identifiers as they are now: files that are read later add theirs."""
    if identifiers is None:
        return None
    return {holder: dict(names) for holder, names in identifiers.items()}
