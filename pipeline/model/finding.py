"""What a difference between markets does to a campaign, and what was decided about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pipeline.model.base import Id, Model
from pipeline.model.localized import Localized, at_most

Topic = Literal[
    "purpose", "range", "plan", "working-days", "days-off", "rounds", "reply", "advance", "label", "platforms", "clock"
]


class Finding(Model):
    """What one difference between the markets does, and what was decided about it; "nothing, because" is an effect."""

    effect: Annotated[Localized, at_most(200)]
    """What it does to the campaign, or why it changes nothing."""
    decision: Annotated[Localized, at_most(200)]
    """What was decided about it."""
    who: Id
    """Who decided, by id."""
