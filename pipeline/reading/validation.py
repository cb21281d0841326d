"""Values of a source → a validated record, every mistake with its place and the nearest valid name."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from pipeline.base.characters import shown
from pipeline.base.problems import N_, Problem, Problems, nearest, suggestion
from pipeline.model.base import FORMS
from pipeline.model.identifier import HELD, Declared, IdentifierHolder
from pipeline.model.localized import IN_LANGUAGES, TYPED
from pipeline.reading.sources import Source
from pipeline.reading.yaml_values import Place

Record = TypeVar("Record", bound=BaseModel)

_NO_PLACES = ("[key]", HELD, TYPED, IN_LANGUAGES)
"""Parts of pydantic's places that stand in no file."""
_MANY = 500
"""How many mistakes of one file are named."""

# pydantic's error types in the words of someone who writes a campaign; `{…}` are its own values.
_MESSAGES = {
    "missing": N_("is missing"),
    "string_type": N_("expected text, not {input}"),
    "int_type": N_("expected a whole number, not {input}"),
    "int_parsing": N_("expected a whole number, not {input}"),
    "int_from_float": N_("expected a whole number, not {input}"),
    "bool_type": N_("expected true or false, not {input}"),
    "bool_parsing": N_("expected true or false, not {input}"),
    "dict_type": N_("expected fields, each on its own line, not {input}"),
    "model_type": N_("expected fields, each on its own line, not {input}"),
    "model_attributes_type": N_("expected fields, each on its own line, not {input}"),
    "tuple_type": N_("expected a list, not {input}"),
    "list_type": N_("expected a list, not {input}"),
    "float_type": N_("expected a number, not {input}"),
    "float_parsing": N_("expected a number, not {input}"),
    "string_too_short": N_("is empty"),
    "string_too_long": N_("longer than {max_length} characters"),
    "too_short": N_("expected at least {min_length}, found {actual_length}"),
    "too_long": N_("expected at most {max_length}, found {actual_length}"),
    "greater_than_equal": N_("{input} is below {ge}"),
    "less_than_equal": N_("{input} is above {le}"),
    "literal_error": N_("{input} is not one of {expected}"),
    "string_pattern_mismatch": N_("{input} does not have the expected form"),
}

_DECLARED = N_(
    "an identifier is declared under identifiers: in its market's file; briefs migrate does so in older content"
)


def validate(
    model: type[Record],
    source: Source,
    languages: tuple[str, ...],
    known: tuple[str, ...],
    identifiers: Declared | None = MappingProxyType({}),
    inherits: Mapping[str, str] = MappingProxyType({}),
) -> Record:
    """The record that a source describes.

    `languages` must be present in each authored text, `known` are those that exist at all;
    `identifiers` are the fields that markets add to records, by holder; None where that is not known.
    `inherits` names for a language the one whose words it has where it has none of its own.
    Raises Problems with everything that is wrong in the file.
    """
    context = {"languages": languages, "known_languages": known, "identifiers": identifiers, "inherits": inherits}
    try:
        return model.model_validate(source.data, context=context)
    except ValidationError as error:
        items = error.errors(include_url=False)
        unknown = [item for item in items if item["type"] == "extra_forbidden"]
        misspelt = {_misspelt(model, item, identifiers) for item in unknown[:_MANY]}
        # A misspelt field is also a missing one: the person made one mistake.
        broken = {item["loc"][:length] for item in items for length in range(len(item["loc"]))}
        told = [item for item in items if not (item["type"] == "missing" and item["loc"] in misspelt)]
        # What is counted are the items without mistakes of their own.
        told = [item for item in told if not (item["type"] in ("too_short", "too_long") and item["loc"] in broken)]
        problems = [_problem(model, source, item, identifiers) for item in told[:_MANY]]
        if len(told) > _MANY:
            more = N_("{more} more mistakes in this file")
            problems.append(source.problem((), more, more=len(told) - _MANY).without_where())
        raise Problems(problems) from None


def _misspelt(model: type[BaseModel], item: Mapping[str, Any], identifiers: Declared | None) -> Place:
    """Where the field would stand that an unknown one was most likely meant to be."""
    *outer, name = item["loc"]
    return (*outer, nearest(str(name), _fields(model, tuple(outer), identifiers)))


def _problem(model: type[BaseModel], source: Source, item: Mapping[str, Any], identifiers: Declared | None) -> Problem:
    place: Place = tuple(part for part in item["loc"] if part not in _NO_PLACES)
    context = item.get("ctx", {})
    if item["type"] == "mistake":
        place += context["at"]
        found = source.problem(place, context["message"], hint=context["hint"], **context["values"])
        return found.moved(*context["position"]) if "position" in context else found
    if item["type"] == "extra_forbidden":
        hint = suggestion(str(place[-1]), _fields(model, place[:-1], identifiers))
        moved: Mapping[str, str] = getattr(model, "moved_fields", {})
        if len(place) == 1 and str(place[0]) in moved:
            hint = {"hint": moved[str(place[0])]}
        if str(place[-1]).isdecimal():
            hint = {"hint": N_("a comma between braces ends a value; write numbers without it")}
        if not hint and _holds_identifiers(model, place[:-1]):
            hint = {"hint": _DECLARED}
        return source.problem(place, 'unknown field "{name}"', key=True, name=shown(place[-1]), **hint).without_where()
    if item["type"] == "missing":
        *outer, name = place
        return source.problem(tuple(outer), 'the field "{name}" is missing', name=name)
    hint = _hint(item)
    message = _MESSAGES.get(_kind(item), "{said}")
    values = {name: shown(value) for name, value in context.items()}
    if item["type"] == "literal_error":
        values["expected"] = ", ".join(_expected(item))
    said = item["msg"][:1].lower() + item["msg"][1:]
    return source.problem(
        place, message, key="[key]" in item["loc"], **{**values, **hint}, input=_shown(item["input"]), said=said
    )


def _kind(item: Mapping[str, Any]) -> str:
    """The type of an error, a text's told from a list's."""
    if isinstance(item["input"], str) and item["type"] in ("too_long", "string_pattern_mismatch"):
        return (
            "string_too_long"
            if item["input"] and item["type"] == "too_long"
            else (item["type"] if item["input"] else "string_too_short")
        )
    return str(item["type"])


def _hint(item: Mapping[str, Any]) -> dict[str, str]:
    if item["type"] == "literal_error":
        return suggestion(str(item["input"]), _expected(item))
    if (
        item["type"] == "string_type"
        and isinstance(item["input"], int | Decimal)
        and not isinstance(item["input"], bool)
    ):
        return {"hint": N_("put it in quotes")}
    if item["type"] == "string_pattern_mismatch":
        return {"hint": FORMS.get(item["ctx"]["pattern"], "")}
    return {}


def _expected(item: Mapping[str, Any]) -> list[str]:
    """The words that a field may hold."""
    return [word.strip(" '") for word in item["ctx"]["expected"].replace(" or ", ", ").split(",")]


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "fields"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | Decimal) else f'"{shown(value)}"'


def _fields(model: type[BaseModel], place: Place, identifiers: Declared | None) -> list[str]:
    """The names of the fields of the record that stands at a place below a model."""
    record = _record(_at(model, place))
    if record is None:
        return []
    names = [field.alias or name for name, field in record.model_fields.items() if field.alias != HELD]
    return (
        names + sorted(identifiers.get(record.holder, {}))
        if identifiers and issubclass(record, IdentifierHolder)
        else names
    )


def _holds_identifiers(model: type[BaseModel], place: Place) -> bool:
    """Whether the record that stands at a place below a model holds identifiers."""
    record = _record(_at(model, place))
    return record is not None and issubclass(record, IdentifierHolder)


def _at(model: type[BaseModel], place: Place) -> Any:
    """The annotation of what stands at a place below a model."""
    annotation: Any = model
    for part in place:
        annotation = _below(annotation, part)
    return annotation


def _below(annotation: Any, part: str | int) -> Any:
    """The annotation of what stands under a key or an index."""
    record = _record(annotation)
    if record is not None:
        field = record.model_fields.get("root" if issubclass(record, RootModel) else str(part))
        return None if field is None else field.annotation
    for option in _options(annotation):
        inner = typing.get_args(option)
        if inner and typing.get_origin(option) in (dict, tuple):
            return inner[-1] if typing.get_origin(option) is dict else inner[0]
    return None


def _record(annotation: Any) -> type[BaseModel] | None:
    """The record class that an annotation allows, if it allows one."""
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def _options(annotation: Any) -> tuple[Any, ...]:
    """What an optional or annotated type may be."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        return typing.get_args(annotation)[:1]
    return (annotation,)
