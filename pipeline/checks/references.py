"""What one file says of another: every name must exist, every rule between files must hold."""

from __future__ import annotations

from collections.abc import Iterator

import babel

from pipeline import __version__
from pipeline.base import versions
from pipeline.base.problems import N_, Problem
from pipeline.checks import identifiers, logo, pay, scorecards
from pipeline.checks.agreements import AgreementsCheck
from pipeline.checks.campaign import CampaignCheck
from pipeline.checks.cohorts import CohortCheck
from pipeline.checks.consistency import table
from pipeline.checks.records import Check, KnownIds
from pipeline.checks.results import ResultsCheck
from pipeline.checks.reviews import ReviewCheck
from pipeline.checks.ritual import RitualCheck
from pipeline.checks.scorecards import ScorecardCheck
from pipeline.domain.labels import named
from pipeline.domain.metrics import contradictions
from pipeline.model.calendar import Calendar
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.organisation import Organisation
from pipeline.model.platform import CountedPhrase
from pipeline.model.range import Range
from pipeline.model.sop import Sop
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place


def problems(project: Project, names: KnownIds, *, whole: bool) -> list[Problem]:
    """Everything that the files of a project say of each other and that does not hold.

    `names` are the ids that have a file; a name whose file could not be read is not missing. `whole` says that every
    file could be read.
    """
    found = list(_OrganisationCheck(project, names, "content/organisation.yaml").organisation(project.organisation))
    found += _PlatformsCheck(project, names, "content/platforms.yaml").platforms()
    for name, calendar in project.calendars.items():
        found += _CalendarCheck(project, names, f"content/calendars/{name}.yaml").calendar_record(calendar)
    for name, market in project.markets.items():
        found += _MarketCheck(project, names, f"content/markets/{name}.yaml").market(name, market)
    for name, creator in project.creators.items():
        found += _CreatorCheck(project, names, f"content/creators/{name}.yaml").creator(creator)
    for name, campaign in project.campaigns.items():
        campaign_check = CampaignCheck(project, names, f"content/campaigns/{name}.yaml")
        found += [*campaign_check.no_month(name), *campaign_check.campaign(campaign)]
    for name, records in project.agreements.items():
        found += AgreementsCheck(project, names, f"content/agreements/{name}.yaml").agreements(name, records)
    for name, results in project.results.items():
        path = f"content/results/{name}.yaml"
        found += ResultsCheck(project, names, path).results(name, results)
        found += ReviewCheck(project, names, path).review(name, results)
    for name, own in project.scorecards.items():
        found += ScorecardCheck(project, names, scorecards.scorecards_path(name)).scorecards(name, own)
    if project.ritual is not None:
        found += RitualCheck(project, names, "content/ritual.yaml").ritual(project.ritual)
    for name, cohort in project.cohorts.items():
        found += CohortCheck(project, names, f"content/cohorts/{name}.yaml").cohort(name, cohort)
    found += table.problems(project)
    for name, sop in project.sops.items():
        found += _SopCheck(project, names, f"content/sops/{name}.yaml").sop(name, sop)
    # What results come to is worked out where everything is right.
    for name, results in project.results.items() if whole and not found else ():
        path = f"content/results/{name}.yaml"
        found += ReviewCheck(project, names, path).missed(name, results)
        found += scorecards.decisions(project, name)
    return found


class _OrganisationCheck(Check):
    def organisation(self, organisation: Organisation) -> Iterator[Problem]:
        for index, language in enumerate(organisation.languages):
            yield from self.known("language", language, self.project.languages, ("languages", index))
        for index, kind in enumerate(organisation.kinds or ()):
            yield from self.known("kind", kind, self.names.kinds, ("kinds", index))
        if organisation.logo is not None:
            yield from self.picture(organisation.logo, ("logo",), logo.problems)
        for name, person in organisation.people.items():
            yield from self.calendar(person.calendar, ("people", name))
            yield from self.zone(person.time_zone, ("people", name, "time_zone"))
        if organisation.program is not None and not versions.within(__version__, organisation.program):
            message = "this is version {version} of the program, and {wanted} is asked for"
            hint = "install such a version, or change what is asked for"
            yield self.problem(("program",), message, hint=hint, version=__version__, wanted=organisation.program)
        yield from self.accent(organisation.accent)


class _PlatformsCheck(Check):
    def platforms(self) -> Iterator[Problem]:
        """Every printed language has a form for each way in which it counts."""
        for name, form in self.project.platforms.formats.items():
            for field, phrase in (("unit", form.unit), ("parts", form.parts)):
                for language in self.project.organisation.languages if phrase else ():
                    if phrase is not None and language in self.project.languages:
                        yield from self.counted(phrase, language, ("formats", name, field, language))

    def counted(self, phrase: CountedPhrase, language: str, place: Place) -> Iterator[Problem]:
        tags = babel.Locale.parse(self.project.languages[language].cldr).plural_form.tags
        for form in sorted(tags - phrase.root[language].keys()):
            hint = "this language needs it to count"
            yield self.problem(place, 'the form "{form}" is missing', hint=hint, form=form)


class _CalendarCheck(Check):
    def calendar_record(self, calendar: Calendar) -> Iterator[Problem]:
        yield from self.people({("owner",): calendar.owner})


class _MarketCheck(Check):
    def market(self, market_id: str, market: Market) -> Iterator[Problem]:
        yield from self.calendar(market.calendar)
        yield from self.zone(market.time_zone, ("time_zone",))
        named: dict[Place, str] = {("lead",): market.lead, ("contact",): market.contact}
        for index, stage in enumerate(market.terms.stages):
            named["terms", "stages", index, "reviewer"] = stage.reviewer
        for name, rule in market.rules.items():
            named["rules", name, "owner"] = rule.owner
        yield from self.people(named)
        yield from self.known("paper", market.paper, self.project.theme.papers, ("paper",))
        for index, language in enumerate(market.languages):
            yield from self.known("language", language, self.project.languages, ("languages", index))
        yield from self.address(market.address, market.languages[0], ("address",))
        for name, rule in market.rules.items():
            for index, platform in enumerate(rule.applies_to.platforms):
                place = ("rules", name, "applies_to", "platforms", index)
                yield from self.known("platform", platform, self.project.platforms.platforms, place)
            for index, format_id in enumerate(rule.applies_to.formats):
                place = ("rules", name, "applies_to", "formats", index)
                yield from self.known("format", format_id, self.project.platforms.formats, place)
        for number, placement in enumerate(market.disclosure.placements):
            for index, format_id in enumerate(placement.formats):
                where: Place = ("disclosure", "placements", number, "formats", index)
                yield from self.known("format", format_id, self.project.platforms.formats, where)
        yield from identifiers.names(self, market)
        yield from pay.in_one_line(self, market.terms.payment_note, market.terms.payment, ("terms", "payment_note"))
        yield from identifiers.asked_for(self, market)
        yield from self.disclosure(market, draft=self.in_drafts_alone(market_id))
        yield from self.history(market)
        yield from self.monthly(market)

    def disclosure(self, market: Market, *, draft: bool) -> Iterator[Problem]:
        """Whatever a wording has filled in is there in its language; numbers only where it is no draft."""
        wordings = [
            (("disclosure", *at, language), language, wording)
            for at, said in market.disclosure.wordings
            for language, wording in said.root.items()
        ]
        for place, language, wording in wordings:
            if "{advertiser}" in wording and market.advertiser.name.get(language) is None:
                hint = 'write it in "{language}" under advertiser: name:'
                yield self.problem(place, "the advertiser has no name in this language", hint=hint, language=language)
            if "{organisation}" in wording and self.project.organisation.name.get(language) is None:
                hint = N_('write it in "{language}" under name: in content/organisation.yaml')
                yield self.problem(place, "the organization has no name in this language", hint=hint, language=language)
            for name in named(wording, market.held_by("advertiser")) if not draft else ():
                if name not in market.advertiser.identifiers:
                    hint = "write it under advertiser: {name}:"
                    yield self.problem(place, "the advertiser has no {name}", hint=hint, name=name)

    def in_drafts_alone(self, market_id: str) -> bool:
        """Whether every campaign of the market is a draft: its documents are not final yet."""
        return all(each.status == "draft" for each in self.project.campaigns.values() if market_id in each.markets)

    def history(self, market: Market) -> Iterator[Problem]:
        """Values of one period must not contradict each other."""
        metrics = self.project.metrics
        periods: dict[tuple[str, str | None], dict[str, Range]] = {}
        places: dict[tuple[str, str], Place] = {}
        currencies = {history.currency for history in market.history.values() if history.currency}
        for metric, history in market.history.items():
            place: Place = ("history", metric)
            yield from self.known("metric", metric, metrics.metrics, place)
            if metric not in metrics.metrics:
                continue
            yield from self.currency(metrics.metrics[metric].unit, history.currency, place)
            for index, result in enumerate(history.results):
                value = Range.model_construct(low=result.value, high=result.value)
                places[metric, result.period] = (*place, "results", index, "value")
                for currency in currencies if history.currency is None else {history.currency}:
                    periods.setdefault((result.period, currency), {})[metric] = value
        for (period, _), values in periods.items():
            for found in contradictions(metrics, values):
                yield self.contradiction(found, places[found.metrics[0], period])

    def monthly(self, market: Market) -> Iterator[Problem]:
        """Counts of a month are of a metric that exists, in its unit, from a source that somebody names."""
        for metric, monthly in market.monthly.items():
            place: Place = ("monthly", metric)
            history = market.history.get(metric)
            yield from self.known("metric", metric, self.project.metrics.metrics, place)
            if metric in self.project.metrics.metrics:
                currency = monthly.currency or (history.currency if history else None)
                yield from self.currency(self.project.metrics.metrics[metric].unit, currency, place)
            if monthly.source is None and history is None:
                yield self.problem(place, N_("nobody says where the counts come from"), hint=N_("write source:"))
        yield from self.contradicted(market)

    def contradicted(self, market: Market) -> Iterator[Problem]:
        """Counts of one month must not contradict each other."""
        months: dict[str, dict[str, Range]] = {}
        places: dict[tuple[str, str], Place] = {}
        for metric, monthly in market.monthly.items():
            for index, count in enumerate(monthly.counts if metric in self.project.metrics.metrics else ()):
                places[metric, count.month] = ("monthly", metric, "counts", index, "value")
                months.setdefault(count.month, {})[metric] = Range.model_construct(low=count.value, high=count.value)
        for month, values in months.items():
            for found in contradictions(self.project.metrics, values):
                yield self.contradiction(found, places[found.metrics[0], month])


class _CreatorCheck(Check):
    def creator(self, creator: Creator) -> Iterator[Problem]:
        yield from self.known("language", creator.language, self.project.languages, ("language",))
        if creator.agent:
            yield from self.known("language", creator.agent.language, self.project.languages, ("agent", "language"))
        yield from self.calendar(creator.calendar)
        yield from self.zone(creator.time_zone, ("time_zone",))
        yield from self.address(creator.address, creator.language, ("address",))
        if creator.profile:
            stored: Place = ("profile", "stored_in", "checked_by")
            yield from self.people(
                {("profile", "by"): creator.profile.by, stored: creator.profile.stored_in.checked_by}
            )
        for index, account in enumerate(creator.accounts):
            platforms = self.project.platforms.platforms
            yield from self.known("platform", account.platform, platforms, ("accounts", index, "platform"))


class _SopCheck(Check):
    def sop(self, name: str, sop: Sop) -> Iterator[Problem]:
        yield from self.no_month(name)
        if name in self.names.campaigns:
            # Both would have their documents in build/<id>/.
            message, hint = N_('there is also a campaign called "{name}"'), N_("give this file another name")
            yield self.problem((), message, hint=hint, name=name)
        named: dict[Place, str] = {("owner",): sop.owner, ("author",): sop.author}
        for index, review in enumerate(sop.reviewers):
            named["reviewers", index, "person"] = review.person
        for index, approval in enumerate(sop.approvers):
            named["approvers", index, "person"] = approval.person
        for index, revision in enumerate(sop.history):
            named["history", index, "author"] = revision.author
        for name, role in sop.roles.items():
            if role.person is not None:
                named["roles", name, "person"] = role.person
        yield from self.people(named)
        languages = self.project.organisation.languages
        yield from self.known("language", sop.controlling_language, languages, ("controlling_language",))
