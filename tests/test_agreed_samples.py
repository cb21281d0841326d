"""The samples have lived through agreeing: their records stand for what they say now."""

from __future__ import annotations

from pipeline.domain import progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.confirmations import replies
from pipeline.domain.recap import recap
from pipeline.reading.project import Project

_RENEW = "the sample changed: .venv/bin/python -m tools.agreed gives its records the codes of what it says now"


def test_spring_glow_is_in_force_by_its_records(project: Project) -> None:
    agreed = CampaignAgreements(project, "spring-glow")
    fallen = [each.scope for each in (*agreed.approvals, *agreed.acceptances) if each.state != "approved"]
    assert fallen == [], _RENEW
    assert progress.status(project, "spring-glow") == "in-force"
    assert list(progress.awaited(agreed)) == []


def test_an_approval_of_its_money_fell_when_a_fee_changed(project: Project) -> None:
    agreed = CampaignAgreements(project, "spring-glow")
    first, second = [entry for entry in agreed.records.approvals if entry.scope == "money"]
    assert (first.version, second.version) == ("1.1", "1.2")
    fields = {change.field: (change.was, change.now) for change in agreed.difference("money", first.code) or ()}
    assert fields["partnerships.anna-ivanova.fee.amount"] == ("110000", "120000"), _RENEW


def test_one_side_corrected_the_recap_and_then_confirmed_it(project: Project) -> None:
    said = [entry.reply for entry in project.agreements["spring-glow"].confirmations if entry.who == "rachel-stone"]
    assert said == ["not-so", "yes", "yes"]


def test_everybody_confirmed_the_recap_of_the_version_that_is_in_force(project: Project) -> None:
    agreed = CampaignAgreements(project, "spring-glow")
    assert {each.state for each in replies(agreed, to_all=True)} == {"confirmed"}, _RENEW
    earlier = [entry for entry in agreed.records.confirmations if entry.version == "1.1" and entry.reply == "yes"]
    assert len(earlier) == 6 and all(agreed.kept.of(entry.code) for entry in earlier)


def test_summer_shade_waits_for_one_side(project: Project) -> None:
    agreed = CampaignAgreements(project, "summer-shade")
    assert progress.status(project, "summer-shade") == "draft"
    said = [unmet.message.format(**unmet.values) for unmet in progress.awaited(agreed)]
    assert "rachel-stone says that the recap is not so" in said
    codes = {entry.who: entry.code for entry in agreed.records.confirmations}
    assert codes == {who: recap(agreed, who).code for who in codes}, _RENEW
