"""The ad labels of a partnership's posts: the market's wording with everything that it names filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.partnership import Deliverable, Partnership, Publication

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
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


def marks(campaign: Campaign, market: Market, partnership: Partnership) -> Iterator[LabelLine]:
    """The disclosure in each post's own language; a line that names a publication once for each of them."""
    seen = set()
    for deliverable in partnership.deliverables:
        language = deliverable.language or market.languages[0]
        shared = of_advertiser(market, language) | {"product": campaign.product.name.get(language) or ""}
        for line in market.disclosure.lines:
            wording = line.wording[language]
            names = named(wording, market.held_by("publication"))
            if names:
                for publication in deliverable.publish:
                    own = {name: publication.identifiers.get(name, _PENDING) for name in names}
                    yield LabelLine(filled(wording, shared | own), language, line.place, deliverable, publication)
            elif (text := filled(wording, shared)) not in seen:
                seen.add(text)
                yield LabelLine(text, language, line.place)


def of_advertiser(market: Market, language: str) -> dict[str, str]:
    """What is the same in each label of a market, by placeholder: its advertiser with the identifiers it has."""
    pending = dict.fromkeys(market.held_by("advertiser"), _PENDING)
    return {"advertiser": market.advertiser.name.get(language) or "", **pending, **market.advertiser.identifiers}


def filled(wording: str, values: Mapping[str, str]) -> str:
    """A wording with values in the place of their placeholders."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), wording)


def named(wording: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some placeholders that a wording holds."""
    held = set(_PLACEHOLDER.findall(wording))
    return tuple(name for name in names if name in held)
