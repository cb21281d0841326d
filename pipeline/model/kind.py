"""A kind of document: the front matter of its template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import Id, Model, Name, mistake, once

Axis = Literal["campaign", "partnership", "market", "party", "view", "language", "sop", "month"]

_OF_CAMPAIGNS = ("campaign", "partnership", "market", "party", "view")
_OF_MONTHS = ("month", "market", "view", "language")
FactKind = Literal["mark", "fee", "dates", "contact", "deliverables", "targets", "tracking"]
Withheld = Literal["fee", "code", "link", "identifier", "creator", "heading", "wording", "answer", "view", "result"]

TITLE = "title"
"""How `prints` names what stands below a document's own title."""

_VALUE = r"^(records|campaign|section|market|partnership)(\.[a-z_]+)+$"

_OF_PARTNERSHIPS = ("mark", "fee", "deliverables", "tracking")
ViewAxis = Literal["market", "partnership", "party"]
Recorded = Literal["records", "alignment", "checkpoints", "intake", "views", "results", "interim", "scorecards"]
"""What a campaign's records may have to hold before a kind exists: any entry, one of these, or a count."""
Required = Literal["calendars", "permissions", "profile"] | Recorded
Audience = Literal["partners", "creator", "internal"]


class Kind(Model):
    """What one template says of itself. `vary` names what the kind exists once for each of.

    One that varies by month is of what a team does each month; parties are then those who present. Where it varies by
    market too, it is of the calls of each market that has any.
    Where it varies by view, `views` lists them, each with what that view exists once more for each of.
    `facts` names what must be found in the finished file, `withholds` what must not be if it is
    another partnership's or another market's. A kind for `review` prints authored texts for
    those who write them; it is made on request only. One whose documents of a partnership are handed to its creator
    is `sent`. One that `requires` calendars or permissions exists only where every market that it speaks of has a
    calendar, or a rule that allows platforms, and some of them a creator; one that requires a profile where each
    creator of whom it speaks has one; one that requires records where the campaign has any, or has some of that sort,
    results or an interim count. `view_requires` says the same of single views, `view_pages` what `pages` does,
    `view_audience` what `audience` does: what is for partners goes with a release and with what they are sent, what is
    for one creator is handed over by whoever made it, what is internal never leaves the organization. A party is a
    person or a partnership that took part in the alignment.
    A document has at most so many `pages`, on every paper and in every language (only of `limited_views` where
    these are listed: one that speaks of all partnerships grows with them), and at most `core` of them before the
    section whose id is `annex`; its last page holds `last_lines` at least, where somebody wrote what stands there
    and can cut it: what lists records ends anywhere. `first` names the sections that a screen shows first, in their
    order, and opens all others by their headings; `usual` says how many lines its sections have where it just keeps
    that, so that the one that grew can be named, and `prints` which values of the content each of them prints, so
    that the place of these can be named: of the `campaign`, of its `records` or its `section` for a market, of the
    `market` or of the `partnership`. Its PDF carries what `attach` names inside.
    Its pages stand on the short side of the paper unless their `orientation` is landscape (only those of
    `landscape_views` lie, where these are listed). What it withholds a view may show nevertheless (`shows`).
    What its template speaks of beyond the records is worked out for it where `needs` names it.
    """

    vary: tuple[Axis, ...] = Field(min_length=1)
    formats: tuple[Name, ...] = Field(min_length=1)
    pages: int | None = Field(default=None, ge=1, le=100)
    core: int | None = Field(default=None, ge=1, le=100)
    annex: Name | None = None
    last_lines: int = Field(default=0, ge=0, le=20)
    first: tuple[Id, ...] = ()
    sent: bool = False
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
        yield from once(self.first, "first")
        if (self.core is None) != (self.annex is None):
            yield mistake("core and annex must be given together", at=["core" if self.annex is None else "annex"])
        for axis in self.vary:
            if "sop" in self.vary and axis in _OF_CAMPAIGNS:
                hint = "a kind is about campaigns or procedures, not both"
                yield mistake('"{axis}" does not go with sop', at=["vary"], axis=axis, hint=hint)
            if "month" in self.vary and axis not in _OF_MONTHS:
                hint = "what a team does each month is of no campaign and no procedure"
                yield mistake('"{axis}" does not go with month', at=["vary"], axis=axis, hint=hint)
        yield from once(self.facts, "facts")
        yield from once(self.withholds, "withholds")
        for index, fact in enumerate(self.facts):
            if fact in _OF_PARTNERSHIPS and "partnership" not in self.vary:
                message, hint = '"{value}" belongs to one partnership', "add partnership to vary, or remove it"
                yield mistake(message, at=["facts", index], hint=hint, value=fact)
        yield from self._unknown_views()
        if self.sent and "partners" not in {self.audience_of(view) for view in self.views or ("",)}:
            yield mistake("nothing of this kind is for partners", at=["sent"], hint="remove it")
        if ("view" in self.vary) != bool(self.views):
            yield mistake("a kind that varies by view must list its views, and no other kind may", at=["vary"])

    requires: tuple[Required, ...] = ()
    audience: Audience = "partners"
    view_audience: dict[Id, Audience] = Field(default={}, max_length=20)
    view_requires: dict[Id, tuple[Required, ...]] = Field(default={}, max_length=20)
    view_pages: dict[Id, Annotated[int, Field(ge=1, le=100)]] = Field(default={}, max_length=20)
    review: bool = False
    views: dict[Id, tuple[ViewAxis, ...]] = Field(default={}, max_length=20)
    limited_views: tuple[Id, ...] = ()
    landscape_views: tuple[Id, ...] = ()
    shows: dict[Id, tuple[Withheld, ...]] = Field(default={}, max_length=20)

    def _unknown_views(self) -> Iterator[PydanticCustomError]:
        listed = {
            "limited_views": self.limited_views,
            "landscape_views": self.landscape_views,
        }
        named: list[tuple[tuple[str | int, ...], str]]
        named = [((field, index), view) for field, views in listed.items() for index, view in enumerate(views)]
        for field in ("shows", "view_requires", "view_pages", "view_audience"):
            named += [((field, view), view) for view in getattr(self, field)]
        for at, view in named:
            if view not in self.views:
                yield mistake('no view "{value}"', at=at, value=view, **suggestion(view, self.views))

    @property
    def is_of_calls(self) -> bool:
        """Whether its documents are of the calls of a market with its creators."""
        of_markets = "market" in self.vary or any("market" in axes for axes in self.views.values())
        return "month" in self.vary and of_markets

    def is_landscape(self, view: str) -> bool:
        """Whether the pages of a view lie on the long side of the paper."""
        return self.orientation == "landscape" and (not self.landscape_views or view in self.landscape_views)

    def withheld_from(self, view: str) -> frozenset[Withheld]:
        """What of others no document of a view may hold."""
        return frozenset(self.withholds).difference(self.shows.get(view, ()))

    def requires_of(self, view: str) -> tuple[Required, ...]:
        """What has to be there for a document of a view to be made."""
        return (*self.requires, *self.view_requires.get(view, ()))

    def audience_of(self, view: str) -> Audience:
        """Whom a document of a view is for."""
        return self.view_audience.get(view, self.audience)

    def pages_of(self, view: str) -> int | None:
        """How many pages a document of a view may have; None where nothing limits them."""
        if view in self.view_pages:
            return self.view_pages[view]
        return self.pages if not self.limited_views or view in self.limited_views else None
