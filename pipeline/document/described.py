"""What a reference to a drawing describes: data that anybody may have typed, checked before something is drawn."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Drawing = TypeVar("Drawing")

Width = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
"""Points."""

Number = Annotated[str, Field(pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,30})?(E[+-]?[0-9]{1,2})?$")]
"""A decimal number as text."""

_PLACES = 4
"""So many digits behind the point are as fine as anybody can see."""

Day = Annotated[int, Field(ge=-5000, le=5000)]
"""A day counted from a first one."""


def number_of(value: Decimal) -> str:
    """A number as a drawing holds it."""
    return f"{round(value, _PLACES).normalize():f}"


def reference_of(drawing: DataclassInstance, prefix: str) -> str:
    """What a document holds of a drawing: its data behind a prefix, the same text for the same drawing."""
    return prefix + json.dumps(asdict(drawing), ensure_ascii=False, separators=(",", ":"))


_adapter: Callable[[Any], TypeAdapter[Any]] = functools.cache(TypeAdapter)


def described(kind: type[Drawing], reference: str, prefix: str) -> Drawing:
    """The drawing that a reference describes behind its prefix. Raises ValueError where it describes none."""
    found: Drawing = _adapter(kind).validate_json(reference.removeprefix(prefix))
    return found
