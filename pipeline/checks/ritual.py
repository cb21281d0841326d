"""What the monthly half hour says of the rest: people and metrics that exist, no insider presents, 30 minutes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain.ritual import dispensable, may_present
from pipeline.model.ritual import Ritual, RitualMetric, RitualMonth
from pipeline.reading.yaml_values import Place


class RitualCheck(Check):
    """Checks of the ritual."""

    def ritual(self, ritual: Ritual) -> Iterator[Problem]:
        """Every rule between the ritual and the rest."""
        yield from self.people({("host",): ritual.host})
        yield from self.people({("presenters", index): name for index, name in enumerate(ritual.presenters)})
        yield from self.zone(ritual.when.zone, ("when", "zone"))
        for index, metric in enumerate(ritual.metrics):
            yield from self._metric(ritual, metric, ("metrics", index))
        yield from self._minutes(ritual)
        for index, month in enumerate(ritual.months):
            yield from self._month(ritual, month, ("months", index), last=index == len(ritual.months) - 1)

    def _metric(self, ritual: Ritual, metric: RitualMetric, place: Place) -> Iterator[Problem]:
        yield from self.known("metric", metric.metric, self.project.metrics.metrics, (*place, "metric"))
        if metric.market is not None:
            yield from self.known("market", metric.market, self.names.markets, (*place, "market"))
        named: dict[Place, str] = {(*place, "owner"): metric.owner}
        if metric.tracker is not None:
            named[*place, "tracker"] = metric.tracker
        yield from self.people(named | {(*place, "near", index): name for index, name in enumerate(metric.near)})
        if metric.key not in ritual.kept_by_host and not any(may_present(name, metric) for name in ritual.presenters):
            message = N_("nobody can present {metric}: all presenters own it, count it or work near it")
            hint = N_("add a presenter, or keep it for the host under kept_by_host:")
            yield self.problem(place, message, hint=hint, metric=metric.key)

    def _minutes(self, ritual: Ritual) -> Iterator[Problem]:
        if ritual.needed > ritual.minutes:
            message = N_("{count} metrics take {needed} minutes, and there are {minutes}")
            hint = N_("leave out {metric}: its group has the most")
            values = {"count": len(ritual.metrics), "needed": ritual.needed, "minutes": ritual.minutes}
            metric = dispensable(ritual, self.project.metrics.metrics)
            yield self.problem(("metrics",), message, hint=hint, metric=metric, **values)

    def _month(self, ritual: Ritual, month: RitualMonth, place: Place, *, last: bool) -> Iterator[Problem]:
        named: dict[Place, str] = {(*place, "absent", index): name for index, name in enumerate(month.absent)}
        named |= {(*place, "presented", key): name for key, name in month.presented.items()}
        named |= {(*place, "acts", index, "who"): act.who for index, act in enumerate(month.acts)}
        yield from self.people(named)
        known = {key.partition(":")[0] for key in ritual.keys} | set(self.project.metrics.metrics)
        for field in ("presented", "learned"):
            for key in getattr(month, field):
                if key.partition(":")[0] not in known or (last and key not in ritual.keys):
                    at, hint = (*place, field, key), suggestion(key, ritual.keys)
                    yield self.problem(at, N_('no metric "{name}" in this ritual'), key=True, name=key, **hint)
        yield from self._insiders(ritual, month, place) if last else ()

    def _insiders(self, ritual: Ritual, month: RitualMonth, place: Place) -> Iterator[Problem]:
        """Who may not present: asked of the last month alone, as owners may have changed since the others."""
        by_key = {metric.key: metric for metric in ritual.metrics}
        for key, person in month.presented.items():
            metric = by_key.get(key)
            kept = key in ritual.kept_by_host and person == ritual.host
            if metric is not None and not kept and not may_present(person, metric):
                message = N_("{person} owns, counts or works near {metric}: somebody else tells it")
                hint = N_("briefs ritual --month {month} says who")
                values = {"person": person, "metric": key, "month": month.month}
                yield self.problem((*place, "presented", key), message, hint=hint, **values)
