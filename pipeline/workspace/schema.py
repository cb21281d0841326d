"""The models → JSON Schema of the content files, by which an editor completes, explains and checks them."""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import babel
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from pipeline.base.files import publish
from pipeline.checks import load
from pipeline.model.agreements import Agreements
from pipeline.model.base import Model
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.cohort import Cohort
from pipeline.model.creator import Creator
from pipeline.model.identifier import HELD, Declared, Holder, IdentifierHolder
from pipeline.model.language import Language
from pipeline.model.localized import Localized, Translated
from pipeline.model.market import Market
from pipeline.model.metric import Metrics
from pipeline.model.organisation import Organisation
from pipeline.model.platform import CountedPhrase, Platforms
from pipeline.model.results import Results
from pipeline.model.ritual import Ritual
from pipeline.model.scorecard import Scorecards
from pipeline.model.sop import Sop
from pipeline.reading import sources
from pipeline.reading.location import MARK
from pipeline.reading.validation import validate

WHOLE = "content/schema.json"
"""The schema that holds every definition."""

KINDS: tuple[type[Model], ...] = (
    Organisation,
    Platforms,
    Metrics,
    Calendar,
    Market,
    Creator,
    Campaign,
    Agreements,
    Results,
    Scorecards,
    Ritual,
    Cohort,
    Sop,
)
"""One record for each kind of content file."""

# Definitions whose class is named for what it is in the program; editors say these words in their messages.
_NAMES = {
    Agreements.__name__: Agreements.__name__.lower().removesuffix("s"),
    "Result": "past-result",
    "Results": "result",
    "AtMost": "upper-bound",
    "CountedPhrase": "phrase-with-a-number",
    "Localized": "text-in-every-language",
    "Signed": "signature",
    "Translated": "text-in-some-languages",
    "Working": "way-of-working",
}

# The dialect that every YAML plug-in reads; `$defs` is only a place that references point to.
_DIALECT = "http://json-schema.org/draft-07/schema#"


def write(folder: Path) -> list[str]:
    """The schema files of a project folder that were written: those that changed. Raises Problems, OSError."""
    changed = []
    for name, text in files(folder).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            publish(path, text.encode())
            changed.append(name)
    return changed


def files(folder: Path) -> dict[str, str]:
    """The text of each schema file, by its path in the project folder. Raises Problems."""
    written, declared = _written(folder), load.identifiers(folder)

    class ProjectSchema(_Generator):
        languages = written
        identifiers = declared

    _, whole = models_json_schema([(model, "validation") for model in KINDS], schema_generator=ProjectSchema)
    definitions = {_words(name): _renamed(schema) for name, schema in whole["$defs"].items()}
    for name, schema in definitions.items():
        schema["title"] = name.replace("-", " ")
    found = {WHOLE: _text({"$schema": _DIALECT, "$defs": dict(sorted(definitions.items()))})}
    for model in KINDS:
        name = _words(model.__name__)
        reference = f"../{Path(WHOLE).name}#/$defs/{name}"
        found[f"content/schema/{name}.json"] = _text({"$schema": _DIALECT, "$ref": reference})
    return found


@dataclass(frozen=True)
class _Written:
    """A language of the project as an editor has to know it."""

    id: str
    name: str
    printed: bool
    plurals: tuple[str, ...]


def _written(folder: Path) -> tuple[_Written, ...]:
    """The languages of a project, those it prints first. Raises Problems."""
    languages = load.languages(folder)
    organisation = validate(Organisation, sources.read(folder / MARK, MARK), (), tuple(languages))
    printed = [name for name in organisation.languages if name in languages]
    others = [name for name in languages if name not in printed]
    return tuple(
        _as_written(name, languages[name], name in printed and not languages[name].inherits)
        for name in printed + others
    )


def _as_written(name: str, language: Language, printed: bool) -> _Written:
    locale = babel.Locale.parse(language.cldr)
    return _Written(name, locale.english_name or language.name, printed, (*sorted(locale.plural_form.tags), "other"))


class _Generator(GenerateJsonSchema):
    """pydantic's schema in the words of the source, with the project's own languages and identifiers."""

    languages: tuple[_Written, ...] = ()
    identifiers: Declared = {}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # An editor offers the default as what to type: "null" or "[]" is not.
        found = super().default_schema(schema)
        if not isinstance(found.get("default"), bool):
            found.pop("default", None)
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        if "patternProperties" in found:
            found["additionalProperties"] = False
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        if issubclass(model, Translated):
            self._spread(found, lambda language: f"The words in {language.name}.", found.pop("additionalProperties"))
        elif issubclass(model, CountedPhrase):
            self._spread(found, lambda language: f"Its forms in {language.name}.", {"type": "object"})
            for language in self.languages:
                found["properties"][language.id] |= _forms(language)
        if issubclass(model, Localized | CountedPhrase):
            found["required"] = [language.id for language in self.languages if language.printed]
        if issubclass(model, IdentifierHolder):
            self._hold(found, model.holder)
        for name, description in _descriptions(model).items():
            if name in found.get("properties", {}):
                found["properties"][name]["description"] = description
        return found

    def _hold(self, found: JsonSchemaValue, holder: Holder) -> None:
        """Gives a record a property for each identifier that markets ask of it."""
        each = found["properties"].pop(HELD)["additionalProperties"]
        del each["examples"]
        description = "An identifier that a market asks for, in quotes, letter for letter."
        for name in sorted(self.identifiers.get(holder, ())):
            found["properties"][name] = {"anyOf": [each, {"type": "null"}], "description": description}

    def _spread(self, found: JsonSchemaValue, described: Any, each: JsonSchemaValue) -> None:
        """Gives a map of languages a property for each of them."""
        found["properties"] = {language.id: {**each, "description": described(language)} for language in self.languages}
        found["additionalProperties"] = False


def _forms(language: _Written) -> JsonSchemaValue:
    forms = {
        name: {"type": "string", "pattern": r"\{n\}", "description": f"The whole phrase where CLDR says “{name}”."}
        for name in language.plurals
    }
    # A form that the language does not count by is never printed.
    required = list(forms) if language.printed else ["other"]
    return {"properties": forms, "required": required, "additionalProperties": False}


def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What the source says below each field of a record, by the name that the field is written with."""
    said: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, BaseModel) and owner is not BaseModel:
            said |= _documented(owner.__module__, inspect.getsourcefile(owner) or "").get(owner.__name__, {})
    return {field.alias or name: said[name] for name, field in model.model_fields.items() if name in said}


@functools.cache
def _documented(module: str, path: str) -> Mapping[str, Mapping[str, str]]:
    """The text below each attribute, by class, of a module's source."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8")) if Path(path).is_file() else ast.Module([], [])
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_attributes(node.body)) for node in classes}


def _attributes(body: Iterable[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in itertools.pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)


def _words(name: str) -> str:
    """A class's name as the words of the field: MarketSection is market-section."""
    return _NAMES.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _renamed(schema: Any) -> Any:
    """A schema whose references have the names of the definitions as they are written."""
    if isinstance(schema, list):
        return [_renamed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: "#/$defs/" + _words(value.rpartition("/")[2]) if key == "$ref" else _renamed(value)
        for key, value in schema.items()
    }


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
