"""What somebody should look at in the ritual: groups that nobody tells of, a team that cannot be fair, old insiders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain import ritual as months
from pipeline.domain.rotation import Unfair, unfair
from pipeline.model.ritual import Ritual
from pipeline.reading.project import Project
from pipeline.reading.sources import Source

_HOST = N_("let {person} host and keep one of these metrics, or give some to other owners")
_NARROW = N_(
    "{person} owns, counts or works near {count} of {all} metrics, and gives {metric} {times} times in six months"
)
_FEW = N_("{names} alone can present {metric}: ask somebody else to present too")


def warnings(project: Project) -> Iterator[Problem]:
    """What is to be looked at in the ritual of a project."""
    ritual = project.ritual
    if ritual is None:
        return
    source = project.sources["content/ritual.yaml"]
    for group in months.missing_groups(ritual, project.metrics.metrics):
        message, hint = N_("no {group} metric"), N_("people remember a story from acquisition to efficiency")
        yield source.problem(("metrics",), message, hint=hint, group=group)
    for said in unfair(months.team(ritual)):
        yield _unfair(ritual, said, source)
    if ritual.story is None and len(ritual.months) < 2:
        message, hint = N_("the first month has no example"), N_("write story: the team follows what it hears first")
        yield source.problem((), message, hint=hint)
    yield from _insiders(ritual, source)


def _unfair(ritual: Ritual, said: Unfair, source: Source) -> Problem:
    team = months.team(ritual)
    if said.reason == "insider":
        closed = sum(said.person in closed for closed in team.closed.values())
        values: dict[str, Any] = {"person": said.person, "count": closed, "all": len(team.closed)}
        if not said.metric:
            message = N_("{person} owns, counts or works near all {count} metrics and never presents")
            return source.problem(("presenters",), message, hint=_HOST, **values)
        values |= {"metric": said.metric, "times": said.count}
        return source.problem(("presenters",), _NARROW, hint=_HOST, **values)
    names = ", ".join(sorted(team.presenters - team.closed[said.metric]))
    return source.problem(
        ("presenters",), _BROKEN[said.reason], hint=_FEW, person=said.person, names=names, metric=said.metric
    )


_BROKEN = {
    "load": N_("{person} presents more often than others, however the turns are taken"),
    "third": N_("{person} gives a metric a third time before another once, however the turns are taken"),
    "alone": N_("{person} gives {metric} every month"),
}


def _insiders(ritual: Ritual, source: Source) -> Iterator[Problem]:
    """Those of earlier months: perhaps they own the metric since."""
    by_key = {metric.key: metric for metric in ritual.metrics}
    for index, month in enumerate(ritual.months[:-1]):
        for key, person in month.presented.items():
            kept = key in ritual.kept_by_host and person == ritual.host
            if key in by_key and not kept and not months.may_present(person, by_key[key]):
                message = N_("{person} owns, counts or works near {metric}")
                hint = N_("right if that is so only since then")
                yield source.problem(("months", index, "presented", key), message, hint=hint, person=person, metric=key)
