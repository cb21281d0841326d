"""The columns of a table of partnerships: what each is called, where its values stand and how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.base.problems import N_
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

Holder = Literal["partnership", "deliverable", "post", "creator", "account"]
"""What a value belongs to: a partnership, a deliverable, its posts, a creator, or the account on the platform."""

Kind = Literal[
    "aspect",
    "amount",
    "code",
    "codes",
    "count",
    "creator",
    "day",
    "days",
    "form",
    "id",
    "language",
    "market",
    "platform",
    "seconds",
    "term",
    "text",
    "times",
    "whole",
]


@dataclass(frozen=True)
class Column:
    """One column. `headings` are its names, the one that is written first, others that are read behind it."""

    id: str
    headings: str
    holder: Holder
    kind: Kind
    place: Place
    language: str = ""

    @property
    def key(self) -> str:
        """The column's name in this program, its language included."""
        return f"{self.id}.{self.language}" if self.language else self.id


# Each is followed by other words that people use. In translations too, the first is the one that is written.
_COLUMNS: tuple[tuple[str, str, Holder, Kind, Place], ...] = (
    ("partnership", N_("Partnership | Partnership id | Deal"), "partnership", "id", ()),
    ("number", N_("Number | No. | Contract number"), "partnership", "code", ("number",)),
    (
        "creator",
        N_("Creator | Creator id | Influencer | Blogger | Creator name"),
        "partnership",
        "creator",
        ("creator",),
    ),
    ("name", N_("Name | Full name"), "creator", "text", ("name",)),
    ("market", N_("Market | Country | Territory"), "partnership", "market", ("market",)),
    ("platform", N_("Platform | Network | Social network"), "deliverable", "platform", ("platform",)),
    ("account", N_("Account | Handle | Username | Nickname"), "account", "code", ()),
    ("followers", N_("Followers | Subscribers | Follower count"), "account", "whole", ("followers",)),
    ("format", N_("Format | Type of post | Content type"), "deliverable", "form", ("format",)),
    ("count", N_("Posts | Number of posts | Quantity"), "deliverable", "count", ("count",)),
    ("parts", N_("Parts of a post | Frames | Stories"), "deliverable", "count", ("parts",)),
    ("length", N_("Length, s | Length | Duration | Seconds"), "deliverable", "seconds", ("length",)),
    ("aspect", N_("Aspect | Aspect ratio | Width to height"), "deliverable", "aspect", ("aspect",)),
    ("publish", N_("Publication dates | Publication date | Publish | Date | Dates"), "post", "days", ("date",)),
    ("times", N_("Times | Time | Publication time"), "post", "times", ("time",)),
    ("until", N_("Until | Last day of the window"), "post", "days", ("until",)),
    ("stays", N_("Stays up until | Online until | Keep until"), "deliverable", "day", ("stays_up_until",)),
    ("fee", N_("Fee | Rate | Price | Cost | Amount"), "partnership", "amount", ("fee", "amount")),
    ("currency", N_("Currency | Currency code"), "partnership", "code", ("fee", "currency")),
    ("taxes", N_("Taxes | Taxes included"), "partnership", "text", ("fee", "taxes")),
    ("link", N_("Link | Tracking link | URL"), "partnership", "code", ("tracking", "link")),
    ("code", N_("Promo code | Code | Coupon | Discount code"), "partnership", "code", ("tracking", "code")),
    ("window", N_("Window, days | Attribution window"), "partnership", "count", ("tracking", "window_days")),
    ("ask", N_("Ask | Task | What we ask"), "partnership", "text", ("ask",)),
    ("term", N_("Term | Test or long term"), "partnership", "term", ("term", "kind")),
    ("next", N_("What comes next | Next step"), "partnership", "text", ("term", "note")),
    ("detail", N_("Details | Detail of the post"), "deliverable", "text", ("detail",)),
    ("spoken", N_("Language of the post | Post language"), "deliverable", "language", ("language",)),
    ("reads", N_("Creator's language | Language"), "creator", "language", ("language",)),
    ("email", N_("E-mail | Mail | E-mail address"), "creator", "code", ("email",)),
    ("city", N_("City | Town"), "creator", "text", ("city",)),
    ("zone", N_("Time zone | Timezone"), "creator", "code", ("time_zone",)),
    ("prefers", N_("Prefers | Likes to work"), "creator", "text", ("working", "prefers")),
    ("motivates", N_("Motivates | What motivates"), "creator", "text", ("working", "motivates")),
    ("annoys", N_("Annoys | What annoys"), "creator", "text", ("working", "annoys")),
)

_HOLDERS: dict[str, tuple[Holder, Kind]] = {"publication": ("post", "codes"), "account": ("account", "code")}
"""The identifiers that markets ask for and a table has a column of, by who holds them."""

_BEFORE_IDENTIFIERS = "stays"


def columns(project: Project) -> Iterator[Column]:
    """Every column that a table of the project's partnerships can have, in the order in which they are written."""
    for name, headings, holder, kind, place in _COLUMNS:
        if name == _BEFORE_IDENTIFIERS:
            yield from _identifiers(project)
        if kind == "text":
            for language in project.organisation.languages:
                yield Column(name, headings, holder, kind, (*place, language), language)
        else:
            yield Column(name, headings, holder, kind, place)


def _identifiers(project: Project) -> Iterator[Column]:
    """A column for each identifier of a publication or an account that a market asks for, by its own name."""
    seen = set()
    for market in project.markets.values():
        for name, identifier in market.identifiers.items():
            if identifier.of in _HOLDERS and name not in seen:
                seen.add(name)
                holder, kind = _HOLDERS[identifier.of]
                yield Column(name, name, holder, kind, (name,))
