"""What a market's calls say of the rest: creators of that market, hours that suit every clock, nobody's name told."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Collection, Iterator
from typing import Any

from babel.dates import get_month_names

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain import cohort as calls
from pipeline.model.cohort import Cohort, CohortCall
from pipeline.model.localized import Localized
from pipeline.reading.yaml_values import Place


class CohortCheck(Check):
    """Checks of the calls of one market."""

    def cohort(self, market: str, cohort: Cohort) -> Iterator[Problem]:
        """Every rule between a market's calls and the rest."""
        if market not in self.names.markets:
            hint = suggestion(market, self.names.markets)
            yield self.problem((), N_('there is no market "{name}"'), name=market, **hint)
            return
        yield from self.zone(cohort.when.zone, ("when", "zone"))
        for index, call in enumerate(cohort.calls):
            place: Place = ("calls", index)
            yield from self._creators(market, call, place)
            yield from self._lessons(call, place)
            if not call.held and market in self.project.markets:
                yield from self._hours(market, cohort, call, place)

    def _creators(self, market: str, call: CohortCall, place: Place) -> Iterator[Problem]:
        """A problem for each who is no creator, or does not work in this market."""
        here = calls.creators_of(self.project, market)
        # Who was on a call may have left since, and a campaign that could not be read may have its creators.
        judged = not call.held and self.names.campaigns <= self.project.campaigns.keys()
        named: dict[Place, str] = {}
        for field in ("invited", "came"):
            named |= {(*place, field, index): name for index, name in enumerate(getattr(call, field))}
        for index, topic in enumerate(call.topics):
            if topic.asked_by is not None:
                named[*place, "topics", index, "asked_by"] = topic.asked_by
        for at, name in named.items():
            yield from self.known("creator", name, self.names.creators, at)
            if judged and name in self.project.creators and name not in here:
                message, hint = N_("{creator} has no partnership in {market}"), suggestion(name, here)
                yield self.problem(at, message, creator=name, market=market, **hint)

    def _lessons(self, call: CohortCall, place: Place) -> Iterator[Problem]:
        """A problem for who or what does not exist, and for a text that names a creator."""
        texts: dict[Place, Localized] = {}
        for index, topic in enumerate(call.topics):
            texts[*place, "topics", index, "about"] = topic.about
        for index, lesson in enumerate(call.learned):
            at: Place = (*place, "learned", index)
            yield from self.people({(*at, "who"): lesson.who})
            if lesson.change is not None:
                yield from self.field(lesson.change, (*at, "change"))
            texts |= {(*at, "said"): lesson.said, (*at, "act"): lesson.act}
        for where, text in texts.items():
            yield from self._named(text, where)

    def _named(self, text: Localized, place: Place) -> Iterator[Problem]:
        """A problem for a text that says which creator spoke: others read it."""
        for language, words in text.root.items():
            for name, creator in self.project.creators.items():
                known = creator.name.get(language)
                # A creator may be called like a month.
                if not known or known in self._months(language):
                    continue
                if re.search(rf"(?<!\w){re.escape(known)}(?!\w)", words):
                    message = N_("names {creator}: creators read this, and none is told who spoke")
                    hint = N_("say it without the name")
                    yield self.problem((*place, language), message, hint=hint, creator=name)

    def _months(self, language: str) -> Collection[str]:
        return get_month_names(locale=self.project.languages[language].cldr).values()

    def _hours(self, market: str, cohort: Cohort, call: CohortCall, place: Place) -> Iterator[Problem]:
        """A problem for a call that is too early or too late on somebody's clock, or on somebody's day off."""
        starts = calls.begins(cohort, call.month)
        team = calls.participants(self.project, market, call.month)
        suits = next(iter(calls.slots(cohort, team, call.month, 1)), None)
        hint = N_("{day} suits everybody, from {first} to {last}") if suits else N_("invite them to two calls")
        better = _slot(suits)
        late: dict[str, list[str]] = {}
        off: dict[datetime.date, list[str]] = {}
        for who in team:
            if calls.outside(who, starts, cohort.minutes) is not None:
                late.setdefault(who.time_zone, []).append(who.id)
            elif who.works(who.day(starts)) is False:
                off.setdefault(who.day(starts), []).append(who.id)
        for zone, people in late.items():
            message = N_("the call is at {time} in {zone} for {people}, not between 9:00 and 20:00")
            time = f"{starts.astimezone(zoneinfo.ZoneInfo(zone)):%H:%M}"
            values = {"time": time, "zone": zone, "people": ", ".join(people), **better}
            yield self.problem((*place, "on"), message, hint=hint, **values)
        for day, people in off.items():
            message = N_("{off} is a day off for {people}")
            yield self.problem((*place, "on"), message, hint=hint, off=day, people=", ".join(people), **better)


def _slot(suits: calls.Slot | None) -> dict[str, Any]:
    """The day and the hours that suit everybody, as a hint says them."""
    if suits is None:
        return {}
    return {"day": suits.first.date(), "first": f"{suits.first:%H:%M}", "last": f"{suits.last:%H:%M}"}
