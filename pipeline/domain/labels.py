"""The ad labels of a partnership's posts: the market's wording with everything that it names filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.market import PLACEHOLDER, Market
from pipeline.model.organisation import Organisation
from pipeline.model.partnership import Deliverable, Partnership, Publication

_PENDING = "…"
"""What stands for an identifier that a draft does not have yet, or its market's advertiser."""


@dataclass(frozen=True)
class LabelLine:
    """One line to copy, in the language of the post: of one publication, or of all of them."""

    wording: str
    language: str
    place: Localized
    deliverable: Deliverable | None = None
    publication: Publication | None = None


def marks(
    organisation: Organisation, campaign: Campaign, market: Market, partnership: Partnership
) -> Iterator[LabelLine]:
    """The disclosure in each post's own language; a line that names a publication once for each of them."""
    seen = set()
    for deliverable in partnership.deliverables:
        language = deliverable.language or market.languages[0]
        shared = of_advertiser(organisation, market, language) | {"product": campaign.product.name.get(language) or ""}
        for line in (each.of(deliverable.format) for each in market.disclosure.lines):
            wording = line.wording[language]
            names = named(wording, market.held_by("publication"))
            if names:
                for publication in deliverable.publish:
                    own = {name: publication.identifiers.get(name, _PENDING) for name in names}
                    yield LabelLine(filled(wording, shared | own), language, line.place, deliverable, publication)
            elif (text := filled(wording, shared)) not in seen:
                seen.add(text)
                yield LabelLine(text, language, line.place)


def usual_lines(organisation: Organisation, market: Market) -> Iterator[LabelLine]:
    """A market's label as a post in its first language has it, with what only a campaign knows still open."""
    language = market.languages[0]
    open_ones = dict.fromkeys(("product", *market.held_by("publication")), _PENDING)
    for line in market.disclosure.lines:
        wording = line.wording.get(language)
        if wording:
            values = of_advertiser(organisation, market, language) | open_ones
            yield LabelLine(filled(wording, values), language, line.place)


def of_advertiser(organisation: Organisation, market: Market, language: str) -> dict[str, str]:
    """What is the same in each label of a market, by placeholder: its advertiser with identifiers, and us."""
    pending = dict.fromkeys(market.held_by("advertiser"), _PENDING)
    names = {"advertiser": market.advertiser.name, "organisation": organisation.name}
    return {of: name.get(language) or "" for of, name in names.items()} | pending | market.advertiser.identifiers


def names_organisation(market: Market) -> bool:
    """Whether a label of a market says the organization's name."""
    wordings = (wording for line in market.disclosure.lines for wording in line.wording.root.values())
    return any("{organisation}" in wording for wording in wordings)


def filled(wording: str, values: Mapping[str, str]) -> str:
    """A wording with values in the place of their placeholders."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), wording)


def named(wording: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some placeholders that a wording holds."""
    held = set(PLACEHOLDER.findall(wording))
    return tuple(name for name in names if name in held)
