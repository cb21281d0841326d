"""A partnership that was rated and counted → its four scores, and what follows from them. Never a rank."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.domain import chance
from pipeline.domain.kept_word import OwnScore, own_scores
from pipeline.domain.market_results import MarketResult
from pipeline.domain.review_sheet import ReviewSheet, review_sheet
from pipeline.domain.verdicts import Verdict, luck, verdict
from pipeline.model.creator import Creator
from pipeline.model.organisation import Person
from pipeline.model.partnership import Partnership
from pipeline.model.results import Results
from pipeline.model.review import Audience
from pipeline.model.scorecard import DecisionKind, Scorecard, Scoring
from pipeline.reading.project import Project

_FOUR = ("quality", "delivery", "alignment", "content")
_FULL = Decimal(100)


@dataclass(frozen=True)
class Card:
    """One partnership's scorecard, worked out; a score is None where nothing says it.

    `marks` are what each score is the mean of: what single raters gave, or what is known of followers.
    """

    name: str
    partnership: Partnership
    creator: Creator
    market: MarketResult
    card: Scorecard
    scores: tuple[tuple[str, Decimal | None], ...]
    marks: tuple[tuple[str, tuple[Decimal, ...]], ...]
    mean: Decimal | None
    orders: int | None
    verdict: Verdict | None
    decision: DecisionKind
    ours: tuple[OwnScore, ...]
    helper: Person | None
    scoring: Scoring
    measured: datetime.date


def cards(project: Project, name: str, market: str = "", partnership: str = "") -> tuple[Card, ...]:
    """The scorecards of a campaign, of one market or one partnership, in the campaign's own order."""
    results, scoring = project.results.get(name), project.organisation.scoring
    if results is None or scoring is None:
        return ()
    sheet = review_sheet(project, name)
    return tuple(
        _card(project, name, each, sheet, results, card, scoring)
        for each, made in project.campaigns[name].partnerships.items()
        if partnership in ("", each) and market in ("", made.market)
        for card in (project.scorecard(name, each),)
        if card is not None
    )


def _card(
    project: Project, name: str, each: str, sheet: ReviewSheet, results: Results, card: Scorecard, scoring: Scoring
) -> Card:
    partnership = project.campaigns[name].partnerships[each]
    market = next(found for found in sheet.markets if found.name == partnership.market)
    audience, usual = results.audiences.get(each), scoring.on_time.get(partnership.market)
    scores = tuple((part, _score(part, card, audience, usual, scoring)) for part in _FOUR)
    member = next((found for found in market.members if found.name == each), None)
    judged = verdict(member.value, market.target, sheet.metric) if member and member.value is not None else None
    mean = _mean(scores, scoring)
    orders = member.outcome.orders if member else None
    posts = sum(1 for post in (member.outcome.posts if member else ()) if post is not None and post.counted)
    few = (orders or 0) < scoring.least_orders or posts < scoring.least_posts
    open_still = sheet.stage != "final" or few or mean is None or judged is None
    made = Card(
        name=each,
        partnership=partnership,
        creator=project.creators[partnership.creator],
        market=market,
        card=card,
        scores=scores,
        marks=tuple(_marks(card, audience)),
        mean=mean,
        orders=orders,
        verdict=judged,
        decision="not-yet",
        ours=own_scores(project, name, each),
        helper=project.organisation.people.get(card.decision.helper or ""),
        scoring=scoring,
        measured=results.measured,
    )
    return made if open_still else replace(made, decision=_decision(made, _before(project, name, made)))


def _before(project: Project, name: str, card: Card) -> Card | None:
    """The creator's scorecard in the campaign that was counted last before this one; None where there is none."""
    own = project.scorecards[card.partnership.creator].campaigns
    counted = {each: project.results[each].measured for each in own if each in project.results}
    earlier = [each for each, day in counted.items() if day < counted[name] and each in project.campaigns]
    if not earlier:
        return None
    latest = max(earlier, key=lambda each: (counted[each], each))
    return next((found for each in own[latest] for found in cards(project, latest, partnership=each)), None)


def _decision(card: Card, before: Card | None) -> DecisionKind:
    """What follows: more work only where the range was kept, no score is low, and nothing rules it out.

    It ends where what rules it out comes after a warning, and where it went wrong twice running.
    """
    scoring, mean = card.scoring, card.mean or Decimal()
    twice = before is not None and (
        (_missed_clearly(card) and _missed_clearly(before))
        or (mean < scoring.end_below and before.mean is not None and before.mean < scoring.end_below)
    )
    if twice or (card.card.gates and card.card.warned):
        return "end"
    low = [score for _, score in card.scores if score is not None and score < scoring.part_from]
    kept = card.verdict is not None and card.verdict.state != "missed"
    return "scale" if kept and mean >= scoring.scale_from and not low and not card.card.gates else "coach"


def _missed_clearly(card: Card) -> bool:
    """Whether the range was missed, and chance alone does not explain that."""
    member = next(found for found in card.market.members if found.name == card.name)
    outcome = member.outcome
    if card.verdict is None or card.verdict.state != "missed" or outcome.cost is None or outcome.orders is None:
        return False
    found = luck(outcome.cost, outcome.orders, card.market.target, card.market.row.metric)
    return found is None or found.clear


def _score(
    part: str, card: Scorecard, audience: Audience | None, usual: Decimal | None, scoring: Scoring
) -> Decimal | None:
    if part == "quality":
        return Decimal(audience.authenticity + audience.match) / 2 if audience else None
    if part == "delivery":
        own = [item.score for item in card.deliveries if not item.our_fault]
        return None if usual is None else _FULL * chance.shrunk(sum(own, Decimal()), len(own), usual, scoring.drawn)
    return _of_points([points for rating in card.ratings for points in getattr(rating, part)])


def _of_points(given: Sequence[int]) -> Decimal:
    """Points from 1 to 5 as a score of a hundred."""
    return (Decimal(sum(given)) / len(given) - 1) * 25


def _marks(card: Scorecard, audience: Audience | None) -> Iterator[tuple[str, tuple[Decimal, ...]]]:
    if audience:
        yield "quality", (Decimal(audience.authenticity), Decimal(audience.match))
    for part in ("alignment", "content"):
        yield part, tuple(_of_points(getattr(rating, part)) for rating in card.ratings)


def _mean(scores: Sequence[tuple[str, Decimal | None]], scoring: Scoring) -> Decimal | None:
    weights: dict[str, Decimal] = {part: getattr(scoring.weights, part) for part in _FOUR}
    if any(score is None for _, score in scores) or not sum(weights.values()):
        return None
    total = sum((weights[part] * score for part, score in scores if score is not None), Decimal())
    return total / sum(weights.values())
