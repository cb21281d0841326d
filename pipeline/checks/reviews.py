"""What people say of a campaign's results: a missed range has a cause, and a cause changes a field that there is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.records import Check
from pipeline.domain.review_sheet import review_sheet
from pipeline.model.results import Results
from pipeline.model.review import FieldChange
from pipeline.reading.yaml_values import Place

_MISSED, _FINAL, _INTERIM = "missed", "final", "interim"
_RANGES = "targets"


class ReviewCheck(Check):
    """Checks of what the results of one campaign say of it."""

    def review(self, name: str, results: Results) -> Iterator[Problem]:
        """Every rule between a review and the rest that needs no arithmetic."""
        campaign = self.project.campaigns.get(name)
        if campaign is None:
            return
        for field, known in (("review", campaign.markets), ("lift", campaign.markets), ("sentiment", campaign.markets)):
            for market in getattr(results, field):
                yield from self.known("market", market, known, (field, market))
        for market, found in results.review.items():
            if found.signed_by is not None:
                yield from self.people({("review", market, "signed_by"): found.signed_by})
            for index, cause in enumerate(found.causes):
                place: Place = ("review", market, "causes", index)
                yield from self.people({(*place, "who"): cause.who})
                if cause.by < results.measured:
                    message = N_("due on {day}, before it was counted on {measured}")
                    yield self.problem((*place, "by"), message, day=cause.by, measured=results.measured)
                if cause.change is not None:
                    yield from self._change(cause.change, results, (*place, "change"))
        for market, read in results.sentiment.items():
            for index, person in enumerate(read.read_by):
                yield from self.people({("sentiment", market, "read_by", index): person})

    def _change(self, change: FieldChange, results: Results, place: Place) -> Iterator[Problem]:
        """A problem for a change of what is not there, and for one of ranges while orders still come in."""
        if results.as_of == _INTERIM and _RANGES in change.field.split("."):
            hint = N_("wait for the final count")
            yield self.problem((*place, "field"), N_("an interim count sets no ranges"), hint=hint)
            return
        yield from self.field(change, place)

    def missed(self, name: str, results: Results) -> Iterator[Problem]:
        """A problem for each market that missed its range finally, and nobody says why."""
        for market in review_sheet(self.project, name).markets if results.as_of == _FINAL else ():
            if market.verdict is None or market.verdict.state != _MISSED or market.causes:
                continue
            place: Place = ("review", market.name, "causes") if market.name in results.review else ("review",)
            hint = N_("write at least one cause under review: {market}: causes:, with what shows it and what changes")
            message = N_("{market} missed its range, and no cause is named")
            yield self.problem(place, message, hint=hint, market=market.name)
