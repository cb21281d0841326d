"""The milestones of a schedule: who takes each step, what is paid with it, and where it stands beside the posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

MilestoneKind = Literal["product", "advance", "draft", "feedback", "final", "approval", "report", "payment"]
PaidAt = Literal["advance", "payment"]
"""The milestones at which a part of the fee may be due."""
ADVANCE = "advance"
"""The step with which a part of the fee is paid ahead."""
PRODUCT = "product"
"""The step with which the product goes to the creator."""
PUBLISH = "publish"
"""The step that no schedule holds: it stands with each post, on the creator's clock."""


@dataclass(frozen=True)
class MilestoneType:
    """What is true of every step of one kind.

    `by_creator`: the creator takes it. `paid`: a part of the fee is due with it, so that a schedule
    holds it once. `due`: a post can't go out before it, or it can't come before the posts; empty
    where nothing else hangs on it.
    """

    by_creator: bool = False
    paid: bool = False
    due: Literal["", "before the post", "after the post"] = ""


MILESTONES: Mapping[str, MilestoneType] = MappingProxyType(
    {
        PRODUCT: MilestoneType(due="before the post"),
        "advance": MilestoneType(paid=True),
        "draft": MilestoneType(by_creator=True, due="before the post"),
        "feedback": MilestoneType(due="before the post"),
        "final": MilestoneType(by_creator=True, due="before the post"),
        "approval": MilestoneType(due="before the post"),
        PUBLISH: MilestoneType(by_creator=True),
        "report": MilestoneType(by_creator=True, due="after the post"),
        "payment": MilestoneType(paid=True, due="after the post"),
    }
)
"""Every step by name, in the order of the work."""
