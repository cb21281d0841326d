"""What the results of a campaign say of it: each post, order and cost is one that was agreed, and none is left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain.metrics import NoRate, converted
from pipeline.domain.results import posts_of
from pipeline.model.campaign import Campaign
from pipeline.model.results import PostResult, Results
from pipeline.reading.yaml_values import Place

_FINAL = "final"
_NOT_ZERO = N_("what was not counted is not 0: write it, or as_of: interim")
_SHOWN = 5
"""How many names one message lists."""


class ResultsCheck(Check):
    """Checks of one campaign's results."""

    def results(self, name: str, results: Results) -> Iterator[Problem]:
        """Every rule between the results of a campaign and the rest."""
        campaign = self.project.campaigns.get(name)
        if campaign is None:
            yield from self.no_campaign(name)
            return
        for index, post in enumerate(results.posts):
            yield from self._post(campaign, post, ("posts", index))
        for field, named in (("orders", results.orders), ("audiences", results.audiences)):
            for partnership in named:
                yield from self._partnership(campaign, partnership, (field, partnership), key=True)
        for partnership in results.interim.orders if results.interim else ():
            yield from self._partnership(campaign, partnership, ("interim", "orders", partnership), key=True)
        for index, metric in enumerate(results.also):
            yield from self._unjudged(campaign, metric, ("also", index))
        yield from self._costs(campaign, results)
        yield from self._rates(campaign, results)
        if results.as_of == _FINAL:
            yield from self._final(campaign, results)

    def _partnership(self, campaign: Campaign, name: str, place: Place, *, key: bool = False) -> Iterator[Problem]:
        if name not in campaign.partnerships:
            hint = suggestion(name, campaign.partnerships)
            message = N_('no partnership "{name}" in this campaign')
            yield self.source.problem(place, message, key=key, name=name, **hint)

    def _unjudged(self, campaign: Campaign, metric: str, place: Place) -> Iterator[Problem]:
        yield from self.known("metric", metric, self.project.metrics.metrics, place)
        if metric in {measure.metric for measure in campaign.metrics}:
            message, hint = N_("a range of {metric} was agreed"), N_("remove it: it is judged already")
            yield self.problem(place, message, hint=hint, metric=metric)

    def _post(self, campaign: Campaign, post: PostResult, place: Place) -> Iterator[Problem]:
        yield from self._partnership(campaign, post.partnership, (*place, "partnership"))
        if post.label_ok is not None:
            yield from self.people({(*place, "label_ok", "who"): post.label_ok.who})
        partnership = campaign.partnerships.get(post.partnership)
        if partnership is None:
            return
        made = partnership.deliverables
        if post.deliverable > len(made):
            message = N_("{name} has {count} deliverables")
            yield self.problem((*place, "deliverable"), message, name=post.partnership, count=len(made))
        elif post.post > made[post.deliverable - 1].count:
            message = N_("this deliverable has {count} posts")
            yield self.problem((*place, "post"), message, count=made[post.deliverable - 1].count)

    def _costs(self, campaign: Campaign, results: Results) -> Iterator[Problem]:
        for name, costs in results.costs.items():
            yield from self.known("market", name, campaign.markets, ("costs", name))
            market = self.project.markets.get(name)
            for index, cost in enumerate(costs if market else ()):
                try:
                    converted(cost.amount, cost.currency, market.currency if market else "", campaign.measurement.rates)
                except NoRate as missing:
                    place: Place = ("costs", name, index, "currency")
                    message = N_("no rate from {of} to {to} was agreed")
                    hint = N_("write the cost in {to}, or a rate under measurement: rates: in the campaign")
                    yield self.problem(place, message, hint=hint, of=missing.of, to=missing.to)
            yield from self._fees(campaign, name, market.currency) if market else ()

    def _fees(self, campaign: Campaign, market: str, currency: str) -> Iterator[Problem]:
        """A problem for each fee that cannot be compared with the others, by which the costs of a market are shared."""
        for name, partnership in campaign.partnerships.items():
            fee = partnership.fee if partnership.market == market else None
            if fee is None:
                continue
            try:
                converted(fee.amount, fee.currency, currency, campaign.measurement.rates)
            except NoRate as missing:
                message = N_("shared by fees, and no rate from {of} to {to} was agreed for the fee of {name}")
                hint = N_("write a rate under measurement: rates: in the campaign")
                yield self.problem(("costs", market), message, hint=hint, of=missing.of, to=missing.to, name=name)

    def _rates(self, campaign: Campaign, results: Results) -> Iterator[Problem]:
        """The rates are those that were agreed: another one would change who kept their range."""
        for index, rate in enumerate(results.rates):
            agreed = [each for each in campaign.measurement.rates if (each.of, each.to) == (rate.of, rate.to)]
            if not agreed:
                message = N_("no rate from {of} to {to} was agreed")
                yield self.problem(("rates", index), message, of=rate.of, to=rate.to)
            elif agreed[0].value != rate.value:
                message, hint = N_("{value} is not the agreed rate"), N_("{agreed}, of {day}, was agreed")
                values = {"value": rate.value, "agreed": agreed[0].value, "day": agreed[0].date}
                yield self.problem(("rates", index, "value"), message, hint=hint, **values)

    def _final(self, campaign: Campaign, results: Results) -> Iterator[Problem]:
        """What has to be there before results are final."""
        last = results.counted_through + datetime.timedelta(days=campaign.measurement.window_days)
        if results.measured < last:
            hint = N_("measure on that day or later, or write as_of: interim")
            yield self.problem(("measured",), N_("orders count until {day}"), hint=hint, day=last)
        counted = {(post.partnership, post.deliverable, post.post) for post in results.posts if post.counted}
        expected = list(posts_of(campaign))
        missing = [f"{name} {deliverable}.{post}" for name, deliverable, post in expected
                   if (name, deliverable, post) not in counted]  # fmt: skip
        if missing:
            message = N_("no counts of {missing} of {all} posts: {names}")
            values = {"missing": len(missing), "all": len(expected), "names": _listed(missing)}
            yield self.problem(("posts",), message, hint=_NOT_ZERO, **values)
        for field, known, there in (
            ("orders", list(campaign.partnerships), results.orders),
            ("costs", [name for name in campaign.markets if _has_partnerships(campaign, name)], results.costs),
        ):
            lacking = [name for name in known if name not in there]
            if lacking:
                yield self.problem((field,), N_("nothing of {names}"), hint=_NOT_ZERO, names=_listed(lacking))


def _has_partnerships(campaign: Campaign, market: str) -> bool:
    return any(partnership.market == market for partnership in campaign.partnerships.values())


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
