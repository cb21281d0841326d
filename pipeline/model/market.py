"""A market: money, paper, clock, law and habits, written once and inherited by its partnerships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import suggestion
from pipeline.model.base import (
    Count,
    Currency,
    Id,
    Model,
    Name,
    Territory,
    ZoneName,
    mistake,
    once,
)
from pipeline.model.calendar import Absence
from pipeline.model.identifier import Holder, IdentifierHolder, Identifiers
from pipeline.model.localized import Localized, Translated, at_most
from pipeline.model.payment import Instalments
from pipeline.model.range import MetricHistory, MonthlyCounts
from pipeline.model.rule import MarketRule

NAMED = ("advertiser", "organisation", "product")
"""What every market's ad label may name; its identifiers come on top."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
"""What is filled in, in an ad label."""


class Advertiser(IdentifierHolder):
    """The legal entity that pays, as it is named in the market's advertising."""

    holder = "advertiser"

    name: Translated
    """The legal entity as advertising names it, in the languages of the market's posts."""


class FormatLine(Model):
    """A line to copy as posts of some formats have it."""

    formats: tuple[Id, ...] = Field(min_length=1, max_length=50)
    """The formats, by id."""
    place: Localized
    """Where in these posts the line stands."""
    wording: Translated
    """The words to copy in these, by language of the post."""


class DisclosureLine(Model):
    """One line to copy. `wording` is in the language of the post, not of the document.

    It may hold `{advertiser}`, `{organisation}`, `{product}` and identifiers of the advertiser and of publications;
    with one of a publication, it is printed once for each publication.
    """

    place: Localized
    """Where in the post the line stands."""
    wording: Translated
    """The words to copy, by language of the post, with {advertiser} and the like filled in."""
    instead: tuple[FormatLine, ...] = Field(default=(), max_length=5)
    """What takes the place of both in posts of some formats."""

    def of(self, format_id: str) -> DisclosureLine | FormatLine:
        """The line as posts of a format have it."""
        return next((line for line in self.instead if format_id in line.formats), self)


class Placement(Model):
    """Where the mark stands in posts of some formats."""

    formats: tuple[Id, ...] = Field(min_length=1, max_length=50)
    """The formats, by id; a brief with none of them does not say it."""
    text: Localized
    """Where it stands in these."""


class Disclosure(Model):
    """How a paid post is marked in this market."""

    name: Localized
    """What the market calls it: "Ad label", "Disclosure"."""
    lines: tuple[DisclosureLine, ...] = Field(min_length=1, max_length=3)
    """The lines to copy."""
    placements: tuple[Placement, ...] = Field(default=(), max_length=10)
    """Where they stand, by format."""
    instruction: Localized
    """How and where to place them, in every format."""

    @property
    def wordings(self) -> Iterator[tuple[tuple[str | int, ...], Translated]]:
        """Every wording with its place below `disclosure`, those of some formats too."""
        for index, line in enumerate(self.lines):
            yield ("lines", index, "wording"), line.wording
            for number, each in enumerate(line.instead):
                yield ("lines", index, "instead", number, "wording"), each.wording


class Stage(Model):
    """One step of approval: who looks at what, and how many business days each side has."""

    name: Localized
    """The step: "Draft"."""
    reviewer: Id
    """Who looks, by id."""
    checks: Localized
    """What they look at."""
    our_days: Count
    """Working days we take."""
    creator_days: Count | None = None
    """Working days the creator takes to answer."""


Stages = Annotated[tuple[Stage, ...], Field(min_length=1, max_length=4)]


class Terms(Model):
    """The terms a market offers every creator."""

    payment: Instalments
    """The parts of the fee, which together are the whole, and when each is paid."""
    payment_note: Localized
    """Payment in one line, for the key facts."""
    payment_documents: Localized
    """Invoices, receipts, tax forms and method."""
    stages: Stages
    """The steps of approval, in order; the last reviewer decides."""
    revision_rounds: Count
    """How many rounds of edits are included."""
    revision_rule: Localized
    """What counts as a round."""
    silence: Localized | None = None
    """What it means if we miss our own deadline; briefs promise it on their first page."""
    rights: Localized
    """Who may use the content, where and how long."""
    paid_use: Localized
    """Whether the posts may be promoted for money."""
    exclusivity: Localized
    """Which other brands are excluded, and how long."""
    reporting: Localized
    """What the creator reports, and by when."""
    cancellation: Localized
    """What is paid if it is called off; the first sentence, of us calling it off, stands on a brief's first page."""

    @property
    def edits(self) -> Localized:
        """What counts as a round, and what our own silence means."""
        late = self.silence.root if self.silence else {}
        rules = self.revision_rule.root
        return Localized.model_construct(root={name: f"{rules[name]} {late.get(name, '')}".strip() for name in rules})


class Framing(Model):
    """One way into the story that a creator may pick."""

    name: Localized
    """What it is called, in a word or two."""
    opening: Localized
    """The first words of the post."""
    why: Localized
    """Why it works in this market."""
    shows: Annotated[Localized, at_most(60)] | None = None
    """What is seen while the first words are said, in a few words."""

    def is_called(self, name: str) -> bool:
        """Whether it has a name in some language."""
        return name in self.name.root.values()


class Process(Model):
    """What this market puts into each step of the one process."""

    vetting: Localized
    """What differs when creators are chosen."""
    briefing: Localized
    """What differs in the brief."""
    execution: Localized
    """What differs while content is made."""
    measurement: Localized
    """What differs in measuring."""
    optimisation: Localized
    """What differs in what follows."""
    payment: Localized
    """What differs in paying."""


class Market(Model):
    """content/markets/<id>.yaml: one market, inherited by all of its partnerships."""

    name: Annotated[Localized, at_most(30)]
    """The market's name."""
    heading: Annotated[Localized, at_most(60)]
    """The heading of its section: "How it works in Russia"."""
    territory: Territory
    """The country, by ISO 3166 code."""
    languages: tuple[Name, ...] = Field(min_length=1, max_length=20)
    """The languages of its posts and documents, the usual one first."""
    currency: Currency
    """The currency fees are paid in, by ISO 4217 code."""
    paper: Name
    """The paper people print on."""
    time_zone: ZoneName
    """The clock its schedule is written in."""
    calendar: Id | None = None
    """The calendar of its working days, by id; without one, nothing can be counted in working days."""
    quiet: tuple[Absence, ...] = Field(default=(), max_length=50)
    """Days on which the market sets no deadlines, though somebody may work."""
    address: Name | None = None
    """How its creators are addressed unless their own file says otherwise."""
    lead: Id
    """Who knows the market and answers for this file, by id."""
    contact: Id
    """Who creators write to, by id."""
    advertiser: Advertiser
    """Who pays for its advertising."""
    identifiers: Identifiers = Field(default={}, max_length=20)
    """The numbers and codes that it asks for, by the field that holds them."""
    disclosure: Disclosure
    """How a paid post is marked."""
    terms: Terms
    """What every creator is offered."""
    tax_documents: dict[Id, Localized] = Field(default={}, max_length=20)
    """What a creator of each tax status sends to be paid, by the status that partnerships name."""
    context: Localized
    """What people there expect and why."""
    framings: dict[Id, Framing] = Field(default={}, max_length=100)
    """Approved openings that campaigns may use, by id."""
    process: Process
    """What the market puts into each step of the process."""
    history: dict[Id, MetricHistory] = Field(default={}, max_length=200)
    """What it reached before, by metric."""
    monthly: dict[Id, MonthlyCounts] = Field(default={}, max_length=200)
    """What it counts every month, by metric: numbers of the ritual, and of no range."""
    papers: dict[Id, Annotated[Localized, at_most(60)]] = Field(default={}, max_length=50)
    """What people call the papers that its rules ask for, by the names that partnerships note them by."""
    rules: dict[Id, MarketRule] = Field(default={}, max_length=500)
    """Its rules, as dated data, by id."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.languages, "languages")
        for name in self.identifiers:
            if name in NAMED:
                yield mistake('"{value}" already means something else', at=["identifiers", name], value=name)
        yield from self._placeholders_that_nothing_fills()

    def _placeholders_that_nothing_fills(self) -> Iterator[PydanticCustomError]:
        known = [f"{{{name}}}" for name in (*NAMED, *self.held_by("advertiser"), *self.held_by("publication"))]
        for place, said in self.disclosure.wordings:
            for wording, language in said.languages.items():
                for found in re.findall(r"\{[^{}]*\}?|\}", wording):
                    if found not in known:
                        at = ("disclosure", *place, language)
                        hint = suggestion(found, known, otherwise=", ".join(known))
                        yield mistake('nothing provides a value for "{value}"', at=at, value=found, **hint)

    def held_by(self, holder: Holder) -> tuple[str, ...]:
        """The names of the identifiers that one kind of holder has in this market."""
        return tuple(name for name, identifier in self.identifiers.items() if identifier.of == holder)


class TermsOverride(Model):
    """What one partnership agreed differently, and why."""

    reason: Localized
    """Why it was agreed differently, in a sentence; the brief prints it."""
    payment: Instalments | None = None
    """Its own parts of the fee, which together are the whole, and when each is paid."""
    payment_note: Localized | None = None
    """Its own payment in one line, for the key facts."""
    payment_documents: Localized | None = None
    """Its own invoices, receipts, tax forms and method."""
    stages: Stages | None = None
    """Its own steps of approval, in order."""
    revision_rounds: Count | None = None
    """How many rounds of edits are included here."""
    revision_rule: Localized | None = None
    """What counts as a round here."""
    silence: Localized | None = None
    """What it means here if we miss our own deadline."""
    rights: Localized | None = None
    """Who may use this content, where and how long."""
    paid_use: Localized | None = None
    """Whether these posts may be promoted for money."""
    exclusivity: Localized | None = None
    """Which other brands are excluded here, and how long."""
    reporting: Localized | None = None
    """What this creator reports, and by when."""
    cancellation: Localized | None = None
    """What is paid if this partnership is called off."""

    def over(self, terms: Terms) -> Terms:
        """The market's terms with this partnership's in their place."""
        agreed = {name: value for name in Terms.model_fields if (value := getattr(self, name)) is not None}
        return terms.model_copy(update=agreed)
