"""What scorecards say: people and partnerships that there are, ratings before results, decisions that follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain.scorecards import cards
from pipeline.model.scorecard import Scorecard, Scorecards
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place


def scorecards_path(creator: str) -> str:
    """The file of a creator's scorecards."""
    return f"content/scorecards/{creator}.yaml"


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """A warning for each creator who was promised an answer by a day, and got it later or not at all."""
    results = project.results.get(name)
    for each, partnership in project.campaigns[name].partnerships.items():
        card, promised = project.scorecard(name, each), partnership.term.answer_by
        if card is None or promised is None:
            continue
        source = project.sources[scorecards_path(partnership.creator)]
        place = ("campaigns", name, each, "decision")
        first = min((told.on for told in card.decision.told), default=None)
        if first is not None and first > promised:
            message = N_("{name} was promised an answer by {day} and got it on {first}")
            yield source.problem(place, message, name=each, day=promised, first=first)
        elif first is None and results and results.measured > promised:
            message, hint = N_("{name} was promised an answer by {day}, and has none"), N_("write told: and the day")
            yield source.problem(place, message, hint=hint, name=each, day=promised)


class ScorecardCheck(Check):
    """Checks of the scorecards of one creator."""

    def scorecards(self, creator: str, found: Scorecards) -> Iterator[Problem]:
        """Every rule between scorecards and the rest that needs no arithmetic."""
        if creator not in self.names.creators:
            message, hint = N_('there is no creator "{name}"'), suggestion(creator, self.names.creators)
            yield self.problem((), message, name=creator, **hint)
        for name, own in found.campaigns.items():
            if name not in self.names.campaigns:
                message, hint = N_('no campaign "{name}"'), suggestion(name, self.names.campaigns)
                yield self.source.problem(("campaigns", name), message, key=True, name=name, **hint)
                continue
            for each, card in own.items():
                yield from self._scorecard(creator, name, each, card)
        if found.campaigns and self.project.organisation.scoring is None:
            hint_ = N_("write scoring: in content/organisation.yaml")
            yield self.problem(("campaigns",), N_("nobody said how scores are made"), hint=hint_)

    def _scorecard(self, creator: str, name: str, each: str, card: Scorecard) -> Iterator[Problem]:
        campaign, results = self.project.campaigns.get(name), self.project.results.get(name)
        at: Place = ("campaigns", name, each)
        if campaign:
            own = [key for key, made in campaign.partnerships.items() if made.creator == creator]
            if each not in own:
                message, hint = N_('no partnership "{name}" of this creator in this campaign'), suggestion(each, own)
                yield self.source.problem(at, message, key=True, name=each, **hint)
        for index, rating in enumerate(card.ratings):
            yield from self.people({(*at, "ratings", index, "by"): rating.by})
            if results and rating.on >= results.measured:
                message, hint_ = N_("rated on {day}, when results were known"), N_("rate before {measured}")
                values = {"day": rating.on, "measured": results.measured}
                yield self.problem((*at, "ratings", index, "on"), message, hint=hint_, **values)
        if card.decision.helper is not None:
            yield from self.people({(*at, "decision", "helper"): card.decision.helper})
        scoring = self.project.organisation.scoring
        if results and scoring and scoring.agreed >= results.measured:
            message = N_("how scores are made was fixed on {day}, when results were known")
            yield self.problem(at, message, day=scoring.agreed)


def decisions(project: Project, name: str) -> Iterator[Problem]:
    """A problem for each decision that does not follow from scores and results."""
    for card in cards(project, name):
        if card.card.decision.kind != card.decision:
            message, hint = N_("{typed} does not follow from scores and results"), N_("{computed} does")
            values: dict[str, Any] = {"typed": card.card.decision.kind, "computed": card.decision}
            source = project.sources[scorecards_path(card.partnership.creator)]
            place = ("campaigns", name, card.name, "decision", "kind")
            yield source.problem(place, message, hint=hint, **values)
