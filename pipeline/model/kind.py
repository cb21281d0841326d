"""A kind of document: the front matter of its template."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.model.base import Model

Axis = Literal["campaign", "partnership", "market", "language"]


class Kind(Model):
    """What one template says of itself. `vary` names what the kind exists once for each of."""

    vary: tuple[Axis, ...] = Field(min_length=1)
    formats: tuple[str, ...] = Field(min_length=1)
