"""A partnership: one creator in one market, and what exactly was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.address import WebLink
from pipeline.model.base import Aspect, Clock, Count, Day, Flag, Id, Line, Model, Name, mistake
from pipeline.model.codes import Code
from pipeline.model.content import PostContent
from pipeline.model.identifier import IdentifierHolder
from pipeline.model.localized import Localized, at_most
from pipeline.model.market import TermsOverride
from pipeline.model.pay import Pay
from pipeline.model.range import Range
from pipeline.model.rights import Rights
from pipeline.model.schedule import OwnDates


class Publication(IdentifierHolder):
    """One post: when it goes out, in the creator's time zone, and its identifiers.

    With `until` it may go out on any day of the window.
    """

    holder = "publication"

    date: Day
    """The day, in the creator's time zone."""
    time: Clock | None = None
    """The time."""
    until: Day | None = None
    """The last day of the window, where any day of it will do."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.until is not None and self.until < self.date:
            yield mistake("{until} is before {date}", at=["until"], until=self.until, date=self.date)


class Deliverable(Model):
    """What is to be made. `length` is seconds, `parts` the frames of one post."""

    platform: Id
    """The platform's id."""
    account: Annotated[Line, Field(max_length=80)] | None = None
    """The handle or title of the account, where the creator has several on the platform."""
    format: Id
    """The format's id."""
    count: Count
    """How many posts."""
    parts: Count | None = None
    """How many parts one post has."""
    length: Range | None = None
    """Seconds."""
    characters: Range | None = None
    """Characters of an article or another text."""
    aspect: Aspect | None = None
    """Width to height, in quotes: "9:16"."""
    detail: Localized | None = None
    """What else there is to say, in a few words."""
    publish: tuple[Publication, ...] = Field(min_length=1, max_length=99)
    """One date for each post, or one window for all."""
    stays_up_until: Day
    """The last day it must stay reachable."""
    language: Name | None = None
    """The language of the post, where it is not the market's usual one."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if len(self.publish) not in (1, self.count):
            yield mistake(
                "{count} posts, but {dates} publication dates",
                at=["publish"],
                count=self.count,
                dates=len(self.publish),
                hint="give one date for each post, or one window for all",
            )
        for index, publication in enumerate(self.publish):
            last = publication.until or publication.date
            if last > self.stays_up_until:
                yield mistake(
                    "goes out on {date}, after the day it may come down ({end})",
                    at=["publish", index, "until" if publication.until else "date"],
                    date=last,
                    end=self.stays_up_until,
                )


class CancelledPost(Model):
    """A post that an earlier version promised and that is called off, on the creator's clock."""

    date: Day
    """The day on which it was to go out."""
    time: Clock | None = None
    """The time, if there was one."""


class CancelledPartnership(Model):
    """A partnership that an earlier version had and that is called off."""

    creator: Id
    """The creator's id."""
    market: Id
    """The market's id."""
    posts: tuple[CancelledPost, ...] = Field(min_length=1, max_length=100)
    """The posts that it promised: calendar files cancel them."""


class PartnershipTerm(Model):
    """Trial or long term: said up front, with what comes next."""

    kind: Literal["test", "long-term"]
    """A trial or a long-term partnership."""
    note: Annotated[Localized, at_most(90)]
    """What comes next, in one line."""
    answer_by: Day | None = None
    """The day by which we say what comes next, where the line promises one."""


class Paper(Model):
    """A paper that is on file: when it came, and where it is."""

    on: Day
    """The day it came."""
    evidence: Line
    """Where it is, in a few words: "mail of Feb 15"."""


class Tracking(Model):
    """How results are attributed: link, promo code, attribution window in days."""

    link: WebLink | None = None
    """The link to the product, if there is one."""
    code: Annotated[Code, Field(max_length=30)] | None = None
    """The promo code, if there is one."""
    shared: Flag = False
    """Whether other partnerships have the same link or code by agreement: their orders are counted together."""
    window_days: Count
    """Days after a click within which an order counts."""
    qr: Flag = False
    """Whether the brief prints the link as a QR code too, for those who read it on paper."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.qr and self.link is None:
            yield mistake("a QR code of which link?", at=["qr"], hint="write link:, or remove this")


class SuggestedOpening(Model):
    """The one of its market's openings that we would choose for this creator, and why."""

    name: Line
    """The name of the opening, in any language."""
    why: Annotated[Localized, at_most(60)]
    """Why it suits this creator, in a few words of at most 60 characters."""


class OwnFreedom(Model):
    """What works well and badly for one creator, in place of the campaign's."""

    good: Localized | None = None
    """What works well here."""
    avoid: Localized | None = None
    """What works badly here."""


class Partnership(Pay):
    """One creator in one market: what exactly was agreed."""

    number: Annotated[Code, Field(max_length=20)]
    """The number in the document's id, in quotes."""
    creator: Id
    """The creator's id."""
    market: Id
    """The market's id."""
    ask: Annotated[Localized, at_most(90)]
    """What we ask, in one line of at most 90 characters."""
    why_you: Annotated[Localized, at_most(150)] | None = None
    """Why this creator: a line or two about their own work, at most 150 characters."""
    opening: SuggestedOpening | None = None
    """Which of the openings we suggest, and why."""
    freedom: OwnFreedom | None = None
    """What works well and badly for this creator, where the campaign's own words do not fit."""
    term: PartnershipTerm
    """A test or long term: said up front."""
    tax_status: Id | None = None
    """The creator's tax status, by the market's `tax_documents`: its brief then says only what concerns it."""
    tracking: Tracking
    """How results are attributed."""
    deliverables: tuple[Deliverable, ...] = Field(min_length=1, max_length=20)
    """What is to be made."""
    cancelled: tuple[CancelledPost, ...] = Field(default=(), max_length=100)
    """Posts that an earlier version promised and that are called off: calendar files cancel them."""
    wave: Id | None = None
    """The wave that it belongs to, where the campaign has several."""
    dates: OwnDates | None = None
    """Dates that were agreed apart from the market's, with the reason."""
    content: PostContent = PostContent()
    """What its posts carry where that is not as in its market: hashtags, mentions, music, words on the screen."""
    rights: Rights = ()
    """Rights that are bought, each for its time."""
    papers: dict[Id, Paper] = Field(default={}, max_length=20)
    """The papers on file, such as contract or w-9, by the names that the market's rules ask for them by."""
    overrides: TermsOverride | None = None
    """What was agreed apart from the market's terms, with the reason."""
