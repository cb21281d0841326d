"""A kind of document: the front matter of its template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import Id, Model, Name, mistake, once

Axis = Literal["campaign", "partnership", "market", "view", "language", "sop"]

_OF_CAMPAIGNS = ("campaign", "partnership", "market", "view")
FactKind = Literal["mark", "fee", "dates", "contact", "deliverables", "targets", "tracking"]
Withheld = Literal["fee", "code", "link", "identifier", "creator", "heading", "wording"]

_VALUE = r"^(campaign|section|market|partnership)(\.[a-z_]+)+$"

_OF_PARTNERSHIPS = ("mark", "fee", "deliverables", "tracking")
ViewAxis = Literal["market", "partnership"]


class Kind(Model):
    """What one template says of itself. `vary` names what the kind exists once for each of.

    Where it varies by view, `views` lists them, each with what that view exists once more for each of.
    `facts` names what must be found in the finished file, `withholds` what must not be if it is
    another partnership's or another market's. A kind for `review` prints authored texts for
    those who write them; it is made on request only. One that `requires` calendars or
    permissions exists only where every market that it speaks of has a calendar, or a rule that allows platforms, and
    some of them a creator; one that requires records where the campaign has any.
    A document has at most so many `pages`, on every paper and in every language (only of `limited_views`
    where these are listed: one that speaks of all partnerships grows with them), and at most `core`
    of them before the section whose id is `annex`; `usual` says how many lines its sections have where it just keeps
    that, so that the one that grew can be named, and `prints` which values of the content each of them prints, so that
    the place of these can be named: of the `campaign`, of its `section` for a market, of the `market` or of the
    `partnership`. Its PDF carries what `attach` names inside.
    Its pages stand on the short side of the paper unless their `orientation` is landscape.
    What its template speaks of beyond the records is worked out for it where `needs` names it.
    """

    vary: tuple[Axis, ...] = Field(min_length=1)
    formats: tuple[Name, ...] = Field(min_length=1)
    pages: int | None = Field(default=None, ge=1, le=100)
    core: int | None = Field(default=None, ge=1, le=100)
    annex: Name | None = None
    usual: dict[Id, Annotated[int, Field(ge=1, le=500)]] = Field(default={}, max_length=100)
    prints: dict[Id, tuple[Annotated[str, Field(pattern=_VALUE)], ...]] = Field(default={}, max_length=100)
    orientation: Literal["portrait", "landscape"] = "portrait"
    attach: tuple[Literal["campaign", "sop", "markets"], ...] = ()
    needs: tuple[Name, ...] = ()

    facts: tuple[FactKind, ...] = ()
    withholds: tuple[Withheld, ...] = ()

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.vary, "vary")
        yield from once(self.formats, "formats")
        yield from once(self.needs, "needs")
        if (self.core is None) != (self.annex is None):
            yield mistake("core and annex must be given together", at=["core" if self.annex is None else "annex"])
        for axis in self.vary:
            if "sop" in self.vary and axis in _OF_CAMPAIGNS:
                hint = "a kind is about campaigns or procedures, not both"
                yield mistake('"{axis}" does not go with sop', at=["vary"], axis=axis, hint=hint)
        yield from once(self.facts, "facts")
        yield from once(self.withholds, "withholds")
        for index, fact in enumerate(self.facts):
            if fact in _OF_PARTNERSHIPS and "partnership" not in self.vary:
                message, hint = '"{value}" belongs to one partnership', "add partnership to vary, or remove it"
                yield mistake(message, at=["facts", index], hint=hint, value=fact)
        for index, view in enumerate(self.limited_views):
            if view not in self.views:
                at = ("limited_views", index)
                yield mistake('no view "{value}"', at=at, value=view, **suggestion(view, self.views))
        if ("view" in self.vary) != bool(self.views):
            yield mistake("a kind that varies by view must list its views, and no other kind may", at=["vary"])

    requires: tuple[Literal["calendars", "permissions", "records"], ...] = ()
    review: bool = False
    views: dict[Id, tuple[ViewAxis, ...]] = Field(default={}, max_length=20)
    limited_views: tuple[Id, ...] = ()

    def pages_of(self, view: str) -> int | None:
        """How many pages a document of a view may have; None where nothing limits them."""
        return self.pages if not self.limited_views or view in self.limited_views else None
