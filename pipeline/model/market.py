"""A market: money, paper, clock, law and habits, written once and inherited by its partnerships."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from pipeline.model.base import Amount, Count, Currency, Day, Id, Inn, Model, ZoneName, mistake
from pipeline.model.localized import Localized, Translated
from pipeline.model.metric import History


class Advertiser(Model):
    """The legal entity that pays, as it is named in the market's advertising."""

    name: Translated
    inn: Inn | None = None


class DisclosureLine(Model):
    """One line to copy. `wording` is in the language of the post, not of the document.

    It may hold {advertiser}, {inn}, {product} and {erid}; with {erid} it is
    printed once per publication.
    """

    place: Localized
    wording: Translated


class Disclosure(Model):
    """How a paid post is marked in this market."""

    name: Localized
    lines: tuple[DisclosureLine, ...] = Field(min_length=1, max_length=3)
    instruction: Localized


class Instalment(Model):
    """A share of the fee, in percent, and the milestone at which it is paid."""

    share: Amount
    at: Literal["advance", "payment"]


class Stage(Model):
    """One step of approval: who looks at what, and how many working days each side has."""

    name: Localized
    reviewer: Id
    checks: Localized
    our_days: Count
    creator_days: Count | None = None


class Terms(Model):
    """The terms a market offers every creator."""

    payment: tuple[Instalment, ...] = Field(min_length=1)
    payment_note: Localized
    payment_documents: Localized
    stages: tuple[Stage, ...] = Field(min_length=1, max_length=4)
    revision_rounds: Count
    revision_rule: Localized
    rights: Localized
    paid_use: Localized
    exclusivity: Localized
    reporting: Localized
    cancellation: Localized

    @model_validator(mode="after")
    def _shares_make_the_whole(self) -> Terms:
        total = sum(part.share for part in self.payment)
        if total != 100:
            raise mistake("the shares add up to {total} %, not 100 %", at=["payment"], total=total)
        return self


class Applies(Model):
    """What a rule is about; an empty field does not narrow it."""

    platforms: tuple[Id, ...] = ()
    followers_above: int | None = None


class MarketRule(Model):
    """One rule of the market, as dated data: who found it, where, when, how sure.

    `severity`: block refuses the deliverable, warn and info are printed on the rule card.
    """

    kind: Literal["mark", "platform", "registry", "levy", "retention", "language", "tax", "penalty", "ai"]
    applies_to: Applies = Applies()
    effective_from: Day
    effective_to: Day | None = None
    text: Localized
    severity: Literal["block", "warn", "info"]
    on_card: bool = False
    source: str
    source_kind: Literal["law", "regulator", "lawyer", "press", "platform"]
    confidence: Literal["high", "medium"]
    verified_on: Day
    review_by: Day
    owner: Id


class Process(Model):
    """What this market puts into each step of the one process."""

    vetting: Localized
    briefing: Localized
    execution: Localized
    measurement: Localized
    optimisation: Localized
    payment: Localized


class Market(Model):
    """content/markets/<id>.yaml."""

    name: Localized
    heading: Localized
    territory: str = Field(pattern=r"^[A-Z]{2}$")
    languages: tuple[str, ...] = Field(min_length=1)
    currency: Currency
    paper: str
    time_zone: ZoneName
    address: str | None = None
    lead: Id
    contact: Id
    advertiser: Advertiser
    disclosure: Disclosure
    terms: Terms
    context: Localized
    process: Process
    history: dict[Id, History] = {}
    rules: dict[Id, MarketRule] = {}


class TermsOverride(Model):
    """What one partnership agreed differently, and why."""

    reason: Localized
    payment: tuple[Instalment, ...] | None = None
    payment_note: Localized | None = None
    payment_documents: Localized | None = None
    stages: tuple[Stage, ...] | None = None
    revision_rounds: Count | None = None
    revision_rule: Localized | None = None
    rights: Localized | None = None
    paid_use: Localized | None = None
    exclusivity: Localized | None = None
    reporting: Localized | None = None
    cancellation: Localized | None = None

    def over(self, terms: Terms) -> Terms:
        """The market's terms with this partnership's in their place."""
        agreed = {name: value for name in Terms.model_fields if (value := getattr(self, name)) is not None}
        return terms.model_copy(update=agreed)
