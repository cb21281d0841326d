"""Identifiers that a market asks for: who holds each of them, and by which standard it is checked."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from types import ModuleType
from typing import Annotated, Any, ClassVar, Literal, get_args

import stdnum
import stdnum.exceptions
from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import FieldName, Model, mistake
from pipeline.model.codes import ISSUED, NOT_ISSUED, Code
from pipeline.model.localized import Localized, at_most

Holder = Literal["advertiser", "account", "publication"]
"""Whose identifier it can be."""


HELD = "[identifiers]"
"""How a mistake's path calls the field that holds a record's identifiers; no file has such a field."""

_MODULE = re.compile(r"([a-z]+_?\.)?[a-z][a-z0-9_]*")
_LETTERS_AND_DIGITS = "letters-and-digits"
"""The one check of our own: Latin letters and digits, not all of them the same."""

# What a check found, the special before the general.
_CHECK_DIGIT = N_('"{value}" is not a valid {name}: its check digit is wrong')
_LENGTH = N_('"{value}" is not a valid {name}: it is too long or too short')
_CHARACTER = N_('"{value}" is not a valid {name}: it contains an invalid character')
_INVALID = N_('"{value}" is not a valid {name}')
_FAULTS: tuple[tuple[type[stdnum.exceptions.ValidationError], str], ...] = (
    (stdnum.exceptions.InvalidChecksum, _CHECK_DIGIT),
    (stdnum.exceptions.InvalidLength, _LENGTH),
    (stdnum.exceptions.InvalidFormat, _CHARACTER),
    (stdnum.exceptions.ValidationError, _INVALID),
)


def _known(name: str) -> str:
    if name != _LETTERS_AND_DIGITS and _module(name) is None:
        hint = "write {own}, or the module of python-stdnum that knows it, such as lei or eu.vat"
        raise mistake('there is no check called "{value}"', hint=hint, value=name, own=_LETTERS_AND_DIGITS)
    return name


def _module(name: str) -> ModuleType | None:
    """The module of python-stdnum that checks numbers of one standard, or None where there is none."""
    if not _MODULE.fullmatch(name):
        return None
    try:
        module = importlib.import_module(f"{stdnum.__name__}.{name}")
    except ImportError:
        return None
    return module if hasattr(module, "validate") and hasattr(module, "compact") else None


class Identifier(Model):
    """A number or code that the market asks for: a field of whoever holds it, and a placeholder of the ad label."""

    of: Holder
    """Who holds it: the market's advertiser, a creator's account, or each publication."""
    check: Annotated[str, AfterValidator(_known)] | None = None
    """What it is checked by: letters-and-digits, or a standard as python-stdnum names it, such as lei or eu.vat."""
    name: Annotated[Localized, at_most(60)] | None = None
    """What people call it, in a few words; without it, its id."""
    form: Localized | None = None
    """What it looks like, for whoever typed another one."""

    def fault(self, name: str, value: str) -> str:
        """The message that says what is wrong with a value, with {value} and {name}; empty where it is right."""
        if value.casefold() == name:
            return NOT_ISSUED
        if self.check == _LETTERS_AND_DIGITS:
            return _CHARACTER if not (value.isascii() and value.isalnum()) else _INVALID if len(set(value)) == 1 else ""
        return _standard_fault(self.check, value) if self.check else ""

    def refusal(self, name: str, value: str) -> PydanticCustomError:
        """The mistake that a value is, at the field of its name."""
        fault, form = self.fault(name, value), next(iter(self.form.root.values())) if self.form else ""
        hint = ISSUED if fault == NOT_ISSUED else "{form}" if form else ""
        return mistake(fault, at=[name], hint=hint, value=value, name=name, form=form)


def _standard_fault(standard: str, value: str) -> str:
    """The message that says what is wrong with a number of a standard; empty where it is right."""
    module = _module(standard)
    if module is None:
        return ""
    try:
        plain = module.validate(value)
    except stdnum.exceptions.ValidationError as error:
        return next(message for kind, message in _FAULTS if isinstance(error, kind))
    # Signs that the check leaves out would be printed: they may stand only where the standard puts them.
    written = module.format(plain) if hasattr(module, "format") else plain
    # A country's letters in front, as in DE136695976, are left out by the check and belong to the number.
    country = value[:2].isalpha() and value[:2].isupper()
    return "" if {value, value[2:].lstrip(" ") if country else value} & {plain, written} else _CHARACTER


Identifiers = dict[FieldName, Identifier]


Declared = Mapping[str, Mapping[str, tuple[Identifier, ...]]]
"""What markets declare: by holder and name, the identifier of each market that asks for it."""


class IdentifierHolder(Model):
    """A record that holds the identifiers that markets declare for its kind, each as a field by its own name."""

    holder: ClassVar[Holder]

    identifiers: dict[str, Code] = Field(default={}, alias=HELD)

    @model_validator(mode="before")
    @classmethod
    def _gathers_identifiers(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Mapping):
            return value
        if HELD in value:
            raise mistake('unknown field "{name}"', name=HELD)
        known = declared(info, cls.holder)
        names = (value.keys() if known is None else known.keys()) - cls.model_fields.keys()
        rest = {name: item for name, item in value.items() if name not in names}
        return {**rest, HELD: {name: value[name] for name in value if name in names and value[name] is not None}}

    @field_validator("identifiers")
    @classmethod
    def _have_their_form(cls, value: dict[str, Code], info: ValidationInfo) -> dict[str, Code]:
        known = declared(info, cls.holder) or {}
        errors = [
            InitErrorDetails(type=known[name][0].refusal(name, code), loc=(), input=code)
            for name, code in value.items()
            if name in known and all(identifier.fault(name, code) for identifier in known[name])
        ]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return value


def declared(info: ValidationInfo, holder: Holder) -> Mapping[str, tuple[Identifier, ...]] | None:
    """The identifiers of one kind of holder, by what records are validated with; None where nobody can know them."""
    found: Declared | None = (info.context or {}).get("identifiers", {})
    return None if found is None else found.get(holder, {})


def declarations(market: Any) -> Declared:
    """The identifiers that a market's file declares, as far as it can be read."""
    written = market.get("identifiers") if isinstance(market, Mapping) else None
    found: dict[str, dict[str, tuple[Identifier, ...]]] = {holder: {} for holder in get_args(Holder)}
    for name, entry in written.items() if isinstance(written, Mapping) else ():
        try:
            identifier = Identifier.model_validate(entry)
        except ValidationError:
            # What is wrong with it is told by its own file; here it is a name.
            of = entry.get("of") if isinstance(entry, Mapping) else None
            if not isinstance(of, str) or of not in found:
                continue
            identifier = Identifier(of=of)
        found[identifier.of][name] = (identifier,)
    return found
