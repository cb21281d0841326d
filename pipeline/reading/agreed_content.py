"""What each code stood for when somebody agreed to it, kept so that a change can be told field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from pipeline.base import content_codes, saved
from pipeline.base.digests import of_texts

_CODE = re.compile(rf"[{content_codes.ALPHABET}]{{4}}-[{content_codes.ALPHABET}]{{4}}")
_ID_DIGITS = 12


class AgreedValue(NamedTuple):
    """One value that somebody agreed to, with the file and the field where it was typed."""

    path: str
    field: str
    value: str


@dataclass(frozen=True)
class AgreedContent:
    """The content of one scope as it was under one code: each value by its key."""

    scope: str
    version: str
    values: Mapping[str, AgreedValue]

    @property
    def code(self) -> str:
        """The code of what it holds."""
        return content_codes.code(content_codes.digest({key: said.value for key, said in self.values.items()}))


def path_of(campaign: str) -> str:
    """The file that keeps what was agreed about a campaign."""
    return f"content/agreements/{campaign}.json"


@dataclass(frozen=True)
class AgreedContents:
    """All that is kept about one campaign, by code."""

    contents: Mapping[str, AgreedContent] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, campaign: str) -> Self:
        """What is kept in a project's folder. Raises OSError, and ValueError where it is not as it was saved."""
        path = folder / path_of(campaign)
        if not path.exists():
            return cls()
        record = saved.mapping(saved.parsed(saved.content(path)), "contents", "values")
        listed = saved.mapping(record["values"]).items()
        values = {name: tuple(map(saved.text, saved.listed(said))) for name, said in listed}
        found = {}
        for code, entry in saved.mapping(record["contents"]).items():
            kept = saved.mapping(entry, "scope", "version", "values")
            said = dict(_value(values, saved.text(name)) for name in saved.listed(kept["values"]))
            content = AgreedContent(saved.text(kept["scope"]), saved.text(kept["version"]), said)
            if saved.text(code, _CODE) != content.code:
                raise saved.NotAsSaved(f"{code} is not the code of what stands there")
            found[code] = content
        return cls(found)

    def of(self, code: str) -> AgreedContent | None:
        """What a code stood for; None where nobody kept it."""
        return self.contents.get(code)

    def with_contents(self, more: Iterable[AgreedContent]) -> AgreedContents:
        """The same with the content of more codes; one that is kept already stays as it is."""
        return AgreedContents({**{content.code: content for content in more}, **self.contents})

    def encoded(self) -> bytes:
        """All of it as its file holds it: a line for each value, so that two people's additions merge."""
        values, contents = {}, {}
        for code in sorted(self.contents):
            content = self.contents[code]
            names = []
            for key, said in sorted(content.values.items()):
                name = of_texts(key, *said)[:_ID_DIGITS]
                values[name] = [key, *said]
                names.append(name)
            contents[code] = {"scope": content.scope, "version": content.version, "values": names}
        lines = [f"  {_json(name)}: {_json(values[name])}" for name in sorted(values)]
        kept = [f"  {_json(code)}: {_json(contents[code])}" for code in sorted(contents)]
        return (f'{{\n "contents": {{\n{_joined(kept)}\n }},\n "values": {{\n{_joined(lines)}\n }}\n}}\n').encode()


def _value(values: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, AgreedValue]:
    said = values.get(name, ())
    if len(said) != 1 + len(AgreedValue._fields):
        raise saved.NotAsSaved(f"{name} is not there")
    key, *rest = said
    return key, AgreedValue(*rest)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _joined(lines: list[str]) -> str:
    return ",\n".join(lines)
