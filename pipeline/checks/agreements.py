"""What the records of a campaign say of it and of the people in them, and the rules of approval."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem, problem, suggestion
from pipeline.checks import agreement_changes, agreement_endings
from pipeline.checks import agreement_names as named
from pipeline.checks.records import Check
from pipeline.domain import editorial, languages, progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import IN_FORCE, Unmet
from pipeline.domain.scopes import MARKET, MONEY
from pipeline.domain.subjects import rank
from pipeline.model.agreements import Agreements, Approval, Kickoff
from pipeline.model.campaign import Campaign
from pipeline.reading import agreed_content
from pipeline.reading.agreed_content import AgreedContents
from pipeline.reading.yaml_values import Place

_NOBODY_OF_MARKET = N_("nobody who answers for {market} approves (lead: {person})")
_NOBODY = N_("{person} answers for {scope} and approves nothing")


class AgreementsCheck(Check):
    """Checks of one campaign's records."""

    def agreements(self, name: str, records: Agreements) -> Iterator[Problem]:
        """Every rule between the records of a campaign and the rest."""
        campaign = self.project.campaigns.get(name)
        if campaign is None:
            yield from self.no_campaign(name)
            return
        yield from self._kept(name)
        yield from self.people(dict(named.people(records)))
        yield from self._sides(campaign, records)
        yield from self._versions(campaign, records)
        yield from self._editorial(records)
        if not self._whole(campaign):
            return
        agreed = CampaignAgreements(self.project, name)
        yield from self._approvers(agreed)
        for index, approval in enumerate(records.approvals):
            yield from self._approval(agreed, approval, ("approvals", index))
        yield from self._alignment(campaign, records)
        for index, kickoff in enumerate(records.kickoffs):
            if kickoff.version == campaign.version:
                yield from self._kickoff(agreed, kickoff, ("kickoffs", index))
        yield from self._views(agreed)
        yield from agreement_changes.problems(agreed, self.source)
        content = self.project.sources[f"content/campaigns/{name}.yaml"]
        yield from agreement_endings.problems(agreed, self.source, content)
        yield from self._status(agreed)

    def _whole(self, campaign: Campaign) -> bool:
        """Whether everything is there that a campaign names: what is missing has its own problem."""
        project = self.project
        agreed = campaign.partnerships.values()
        metrics = {measure.metric for measure in campaign.metrics}
        return (
            project.markets.keys() >= {*campaign.markets, *(each.market for each in agreed)}
            and campaign.markets.keys() >= {each.market for each in agreed}
            and project.creators.keys() >= {each.creator for each in agreed}
            and project.metrics.metrics.keys() >= metrics
            and all(section.targets.keys() >= metrics for section in campaign.markets.values())
            and project.platforms.platforms.keys() >= {item.platform for each in agreed for item in each.deliverables}
            and project.platforms.formats.keys() >= {item.format for each in agreed for item in each.deliverables}
            and all(
                project.markets[name].framings.keys() >= set(section.approved_framings)
                for name, section in campaign.markets.items()
            )
            and not project.languages.keys().isdisjoint(project.organisation.languages)
        )

    def _kept(self, name: str) -> Iterator[Problem]:
        """A problem where what codes stood for cannot be read any more."""
        path = agreed_content.path_of(name)
        try:
            AgreedContents.read(self.project.folder, name)
        except OSError as error:
            yield problem(path, N_("cannot be read: {reason}"), reason=error.strerror)
        except ValueError as error:
            hint = N_("take it from version control, or delete it: then nobody can say what changed since")
            yield problem(path, N_("is not as it was saved: {reason}"), hint=hint, reason=error)

    def _sides(self, campaign: Campaign, records: Agreements) -> Iterator[Problem]:
        """Whoever answers, confirms, was there or was sent something is a person or a partnership."""
        # Who took part in an older version may be gone, and what they said stays.
        older = [name for _, name, version in named.partnerships(records) if version not in ("", campaign.version)]
        known = [*self.project.organisation.people, *campaign.partnerships, *older]
        for place, name, version in named.sides(records):
            if name not in known and version in ("", campaign.version):
                message = N_('"{name}" is neither a person nor a partnership of this campaign')
                yield self.problem(place, message, name=name, **suggestion(name, known))
        for place, name, version in named.partnerships(records):
            if name not in [*campaign.partnerships, *(older if not version else ())] and version in (
                "",
                campaign.version,
            ):
                message = N_('"{name}" is no partnership of this campaign')
                yield self.problem(place, message, name=name, **suggestion(name, campaign.partnerships))
        for index, view in enumerate(records.views):
            yield from self.known("metric", view.metric, self.project.metrics.metrics, ("views", index, "metric"))

    def _versions(self, campaign: Campaign, records: Agreements) -> Iterator[Problem]:
        """Nobody agrees to a version that is not there yet."""
        for place, version in named.versions(records):
            if rank(version) > rank(campaign.version):
                message = N_("there is no version {version} yet: the campaign is at {present}")
                yield self.problem(place, message, version=version, present=campaign.version)

    def _approvers(self, agreed: CampaignAgreements) -> Iterator[Problem]:
        """Whoever answers for a scope is among the campaign's approvers, and is not its owner alone."""
        campaign, source = agreed.campaign, self.project.sources[f"content/campaigns/{agreed.name}.yaml"]
        for scope in campaign.approves:
            if scope not in agreed.approvers:
                hint = suggestion(scope, agreed.approvers, otherwise=", ".join(agreed.approvers))
                yield source.problem(("approves", scope), N_('no scope "{name}"'), key=True, name=scope, **hint)
        # A draft may still look for those who will approve it.
        for scope, people in agreed.approvers.items() if campaign.status != progress.DRAFT else ():
            place: Place = ("approves", scope) if scope in campaign.approves else ("approvers",)
            missing = [person for person in people if person not in campaign.approvers]
            if missing:
                values: dict[str, Any] = {
                    "scope": scope,
                    "market": scope.removeprefix(MARKET),
                    "person": ", ".join(missing),
                }
                message = _NOBODY_OF_MARKET if scope.startswith(MARKET) else _NOBODY
                yield source.problem(place, message, hint=N_("add them to approvers:"), **values)
            if set(people) == {campaign.owner}:
                message = N_("{person} owns this campaign and would approve {scope} alone")
                name_another = N_("name somebody else under approves:")
                yield source.problem(place, message, hint=name_another, scope=scope, person=campaign.owner)

    def _approval(self, agreed: CampaignAgreements, approval: Approval, place: Place) -> Iterator[Problem]:
        if approval.scope not in agreed.approvers:
            if not approval.scope.startswith(MARKET) or approval.version == agreed.campaign.version:
                hint = suggestion(approval.scope, agreed.approvers, otherwise=", ".join(agreed.approvers))
                yield self.problem((*place, "scope"), N_('no scope "{name}"'), name=approval.scope, **hint)
            return
        if approval.version != agreed.campaign.version:
            return
        if approval.scope == MONEY and agreed.campaign.owner in (approval.person, approval.principal):
            message = N_("{person} owns this campaign; someone else approves its money")
            yield self.problem((*place, "person"), message, person=agreed.campaign.owner)
        elif approval.principal not in agreed.approvers[approval.scope]:
            people = ", ".join(agreed.approvers[approval.scope])
            message, who_may = N_("{person} may not approve {scope}"), N_("{people} may; others only for: one of them")
            values = {"person": approval.principal, "scope": approval.scope, "people": people}
            yield self.problem((*place, "person"), message, hint=who_may, **values)
        day = _day_of_content(agreed)
        if approval.on < day:
            message = N_("{on} is before {day}, the day of the content that it approves")
            yield self.problem((*place, "on"), message, on=approval.on, day=day)

    def _alignment(self, campaign: Campaign, records: Agreements) -> Iterator[Problem]:
        """Somebody who decides for each market was there, and nobody confirmed what was not said yet."""
        alignment = records.alignment
        if alignment is None:
            return
        spoken = languages.of_markets(self.project, campaign, campaign.markets)
        if alignment.controlling_language and alignment.controlling_language not in spoken:
            message, hint = N_('no document of the campaign is in "{language}"'), N_("languages: {known}")
            values = {"language": alignment.controlling_language, "known": ", ".join(spoken)}
            yield self.problem(("alignment", "controlling_language"), message, hint=hint, **values)
        for index, reply in enumerate(records.confirmations):
            if reply.version == campaign.version and reply.on < alignment.on:
                message = N_("{on} is before {day}, the day of the call")
                yield self.problem(("confirmations", index, "on"), message, on=reply.on, day=alignment.on)
        for market in campaign.markets:
            lead = self.project.markets[market].lead
            if alignment.agreed and lead not in alignment.present:
                message = N_("no one present decides for {market} ({person})")
                hint = N_("a call without them must be repeated")
                place = ("alignment", "present")
                yield self.problem(place, message, hint=hint, market=market, person=lead)

    def _kickoff(self, agreed: CampaignAgreements, kickoff: Kickoff, place: Place) -> Iterator[Problem]:
        """A kick-off stands on decisions that were made, by everybody, before its day."""
        for name in agreed.campaign.partnerships:
            if name not in kickoff.partnerships and name not in kickoff.left_out:
                message = N_("{person} neither begins nor is left out with a reason")
                yield self.problem((*place, "for"), message, hint=N_("write it under for: or left_out:"), person=name)
        for standing in (*agreed.approvals, *agreed.acceptances):
            concerned = standing in agreed.approvals or standing.person in kickoff.partnerships
            if concerned and standing.state == "missing":
                message = N_("no kick-off: {person} has not agreed to {scope}")
                yield self.problem(place, message, person=standing.person, scope=standing.scope)
        for unmet in progress.agreed_after(agreed, kickoff.partnerships, kickoff.on):
            yield self._unmet(unmet, (*place, "on"))
        begin = [each for name, each in agreed.campaign.partnerships.items() if name in kickoff.partnerships]
        posts = [post.date for each in begin for item in each.deliverables for post in item.publish]
        if posts and kickoff.effective > min(posts):
            message, hint = N_("{effective} is after {day}, the first post"), N_("people work by it before they post")
            yield self.problem((*place, "effective"), message, hint=hint, effective=kickoff.effective, day=min(posts))

    def _views(self, agreed: CampaignAgreements) -> Iterator[Problem]:
        """A range that is better than all that creators expect says what they were answered."""
        for index, view in enumerate(agreed.records.views):
            partnership = agreed.campaign.partnerships.get(view.partnership)
            section = agreed.campaign.markets.get(partnership.market) if partnership else None
            target = section.targets.get(view.metric) if section else None
            if target is None or view.expects is None or view.heard is not None:
                continue
            of_market = [
                other.expects
                for other in agreed.records.views
                if other.metric == view.metric
                and other.expects
                and (each := agreed.campaign.partnerships.get(other.partnership))
                and partnership
                and each.market == partnership.market
            ]
            up = agreed.project.metrics.metrics[view.metric].better == "up"
            ends = [expected.high or expected.low for expected in of_market]
            better = target.low > max(ends) if up else (target.high or target.low) < min(each.low for each in of_market)
            if better:
                message = N_("the range is better than all that creators expect, and nobody answered")
                yield self.problem(("views", index), message, hint=N_("write heard: with the answer, and by:"))

    def _status(self, agreed: CampaignAgreements) -> Iterator[Problem]:
        """A status is typed only where the records bear it out."""
        campaign, source = agreed.campaign, self.project.sources[f"content/campaigns/{agreed.name}.yaml"]
        if campaign.status not in (progress.IN_REVIEW, IN_FORCE) or progress.ending(agreed) is not None:
            return
        for unmet in progress.before_review(agreed):
            yield source.problem(("status",), unmet.message, hint=unmet.hint, **dict(unmet.values))
        if campaign.status == IN_FORCE and progress.kickoff(agreed) is None:
            message, hint = (
                N_("no kick-off of {version} is on record"),
                N_("type briefs kickoff {name} --on DATE"),
            )
            yield source.problem(("status",), message, hint=hint, version=campaign.version, name=agreed.name)

    def _editorial(self, records: Agreements) -> Iterator[Problem]:
        """Words that are locked are never changed for style alone."""
        for index, edit in enumerate(records.editorial):
            if editorial.is_locked(edit.field):
                message = N_("{field} is locked: whoever approved it is asked again")
                hint = N_("objective, ask, messages, terms, disclosure and rights are")
                yield self.problem(("editorial", index, "field"), message, hint=hint, field=edit.field)

    def _unmet(self, unmet: Unmet, place: Place) -> Problem:
        return self.problem(place, unmet.message, hint=unmet.hint, **dict(unmet.values))


def _day_of_content(agreed: CampaignAgreements) -> datetime.date:
    """The day before which the content of a campaign was not there: its ranges were agreed on it at the latest."""
    measurement, alignment = agreed.campaign.measurement, agreed.records.alignment
    days = [measurement.agreed, *(rate.date for rate in measurement.rates), *([alignment.on] if alignment else [])]
    return max(days)
