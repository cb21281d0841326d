"""Results and scores → drawings with their labels in one language: what templates of reviews ask for."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipeline.document.gaps import Gap, GapPanel, Gaps
from pipeline.document.ribbons import Ribbon, RibbonPart
from pipeline.document.strips import Strip, Strips
from pipeline.domain.kept_word import OwnScore
from pipeline.domain.market_results import MarketResult
from pipeline.domain.ritual_sheet import Meeting
from pipeline.domain.scorecards import Card
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.theme import Theme

_TENTH = Decimal("0.1")
_FULL = 100


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> dict[str, Callable[..., Any]]:
    """The filters by which a template draws orders around zero, scores, and minutes; `said` gives a text's words."""

    def width(paper: str) -> float:
        return round(theme.sheet(paper).text_width, 2)

    def gaps(markets: Sequence[MarketResult], paper: str, together: str) -> str:
        panels = tuple(_gap_panel(each, localization, said, html.unescape(together)) for each in markets if each.gapped)
        return Gaps(width(paper), panels).reference

    def strips(card: Card, paper: str, words: Mapping[str, str]) -> str:
        plain = {name: html.unescape(str(text)) for name, text in words.items()}
        ticks = (float(card.scoring.part_from), float(card.scoring.scale_from))
        marks = dict(card.marks)

        def of(score: OwnScore) -> str:
            return plain["of"].replace("{kept}", str(score.kept)).replace("{all}", str(score.of))

        own = tuple(_strip(plain[name], score, marks.get(name, ()), localization) for name, score in card.scores)
        other = tuple(
            Strip(plain[each.name], _FULL * each.kept / each.of if each.of else None, of(each)) for each in card.ours
        )
        return Strips(width(paper), ticks, own, plain["ours"], other).reference

    def ribbon(meeting: Meeting, paper: str, words: str) -> str:
        rows = [tuple(html.unescape(line).split("|")) for line in words.split("\n") if line]
        parts = tuple(
            RibbonPart(row.minutes, lines, row.told is not None) for row, lines in zip(meeting.parts, rows, strict=True)
        )
        return Ribbon(width(paper), parts).reference

    return {"gaps": gaps, "strips": strips, "ribbon": ribbon}


def _gap_panel(
    market: MarketResult, localization: Localization, said: Callable[[Translated], str], together: str
) -> GapPanel:
    def signed(value: Decimal) -> str:
        return f"{'+' if value > 0 else ''}{localization.number(value)}"

    bars = tuple(
        Gap(said(member.creator.name), f"{member.gap:f}", signed(member.gap))
        for member in market.members
        if member.gap is not None
    )
    title = f"{said(market.agreed.market.name)} · {together} {signed(market.gap or Decimal())}"
    return GapPanel(title, bars)


def _strip(label: str, score: Decimal | None, marks: Sequence[Decimal], localization: Localization) -> Strip:
    printed = "—" if score is None else localization.number(score.quantize(_TENTH, ROUND_HALF_UP))
    return Strip(label, None if score is None else round(float(score), 2), printed, tuple(map(float, marks)))
