from __future__ import annotations

import dataclasses
from pathlib import Path

from samples import CAMPAIGN, load

from pipeline.domain import targets
from pipeline.reading.project import Project


def test_a_brief_exists_once_per_partnership_language_and_format(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = targets.targets(project, "spring-glow.brief.*")
    assert len(found) == len(campaign.partnerships) * 2 * 3
    assert {target.partnership for target in found} == set(campaign.partnerships)


def test_an_id_names_campaign_kind_partnership_language_and_format(project: Project) -> None:
    [target] = targets.targets(project, "spring-glow.brief.anna-ivanova.ru.pdf")
    assert (target.campaign, target.kind, target.partnership, target.market) == (
        "spring-glow",
        "brief",
        "anna-ivanova",
        "ru",
    )
    assert (target.language, target.format) == ("ru", "pdf")
    assert target.path == "spring-glow/spring-glow.brief.anna-ivanova.ru.pdf"


def test_targets_come_in_id_order_and_each_once(project: Project) -> None:
    names = [target.id for target in targets.targets(project)]
    assert names == sorted(set(names))


def test_a_pattern_may_be_narrowed_to_a_campaign(project: Project) -> None:
    for campaign in project.campaigns:
        assert {target.campaign for target in targets.targets(project, campaign=campaign)} == {campaign}
        assert {target.sop for target in targets.targets(project, campaign=campaign)} == {""}
    assert targets.targets(project, "nothing.*") == []


def test_a_procedure_exists_once_per_language_and_format_in_a_folder_of_its_own(project: Project) -> None:
    found = targets.targets(project, "partnership.*")
    assert [target.id for target in found] == [
        f"partnership.sop.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")
    ]
    assert {(target.sop, target.campaign, target.partnership, target.market) for target in found} == {
        ("partnership", "", "", "")
    }
    assert found[0].path == "partnership/partnership.sop.en.docx"
    assert found[0].source == "content/sops/partnership.yaml"


def test_a_target_has_the_version_of_its_campaign_or_procedure(project: Project) -> None:
    for target in targets.targets(project):
        if target.month:
            continue
        record = project.sops[target.sop] if target.sop else project.campaigns[target.campaign]
        assert targets.record(project, target) is record
        assert targets.version(project, target) == record.version


def test_a_kind_with_calendars_exists_where_all_markets_have_one(project: Project) -> None:
    found = targets.targets(project, "spring-glow.plan.*.en.pdf")
    assert {target.view for target in found} == {"all", "market", "partnership"}
    assert len(found) == 1 + 2 + len(project.campaigns["spring-glow"].partnerships)
    [own] = targets.targets(project, "spring-glow.plan.partnership-maya-brooks.en.pdf")
    assert (own.partnership, own.market) == ("maya-brooks", "us")
    bare = project.markets["us"].model_copy(update={"calendar": None})
    without = dataclasses.replace(project, markets={**project.markets, "us": bare})
    names = {target.id for target in targets.targets(without, "spring-glow.plan.*.en.pdf")}
    assert "spring-glow.plan.all.en.pdf" not in names
    assert "spring-glow.plan.market-us.en.pdf" not in names
    assert "spring-glow.plan.partnership-anna-ivanova.en.pdf" in names


def test_a_kind_that_requires_permissions_exists_where_all_markets_allow_something(project: Project) -> None:
    assert targets.targets(project, "spring-glow.rules.all.en.pdf")
    market = project.markets["us"]
    silent = market.model_copy(
        update={"rules": {name: rule for name, rule in market.rules.items() if rule.severity != "allow"}}
    )
    without = dataclasses.replace(project, markets={**project.markets, "us": silent})
    names = {target.id for target in targets.targets(without, "spring-glow.rules.*.en.pdf")}
    assert "spring-glow.rules.all.en.pdf" not in names
    assert "spring-glow.rules.partnership-anna-ivanova.en.pdf" in names
    assert "spring-glow.rules.partnership-maya-brooks.en.pdf" not in names


def test_a_campaign_may_need_some_kinds_of_documents_only(minimal: Path) -> None:
    project = load(minimal, CAMPAIGN, ("approvers: [ada]\n", "approvers: [ada]\nkinds: [master, brief]\n"))
    assert {target.kind for target in targets.targets(project)} == {"master", "brief"}
    assert {target.kind for target in targets.targets(load(minimal, CAMPAIGN, ("[master, brief]", "[kpi]")))} == {"kpi"}


def test_a_kind_of_parties_exists_once_for_each_side_of_the_alignment(project: Project) -> None:
    alignment = project.agreements["spring-glow"].alignment
    assert alignment is not None
    found = targets.targets(project, "spring-glow.recap.*.ru.pdf")
    assert {target.party for target in found} == set(alignment.parties)
    assert targets.parties(project, "spring-glow") == alignment.parties
    [own] = [target for target in found if target.party == "anna-ivanova"]
    assert (own.partnership, own.market) == ("anna-ivanova", "ru")
    [other] = [target for target in found if target.party == "rachel-stone"]
    assert (other.partnership, other.market) == ("", "")


def test_a_kind_that_requires_a_call_exists_where_one_is_on_record(project: Project) -> None:
    records = project.agreements["summer-shade"].model_copy(update={"alignment": None})
    without = dataclasses.replace(project, agreements={**project.agreements, "summer-shade": records})
    assert targets.targets(without, "summer-shade.recap.*") == []
    assert targets.targets(without, "summer-shade.approvals.*")
    assert targets.parties(without, "first-frost") == ()


def test_kinds_that_speak_of_records_say_so(project: Project) -> None:
    found = targets.targets(project)
    speaking = {target.kind for target in found if targets.speaks_of_records(project, target)}
    silent = {target.view for target in found if target.kind == "review"} - {
        target.view for target in found if target.kind == "review" and targets.speaks_of_records(project, target)
    }
    assert silent == {"blank"}
    assert {"agreement", "approvals", "recap", "review"} <= speaking
    assert not speaking & {"brief", "master", "kpi", "plan", "rules", "sop"}


def test_a_month_has_documents_of_its_own_and_a_sheet_for_each_presenter(project: Project) -> None:
    found = targets.targets(project, "2027-03.ritual.*.en.pdf")
    assert [target.view for target in found].count("presenter") == 5
    assert {target.party for target in found if target.view == "presenter"} >= {"irina-volkova", "olga-lebedeva"}
    assert {(target.month, target.campaign, target.folder) for target in found} == {("2027-03", "", "2027-03")}
    assert {target.source for target in found} == {"content/ritual.yaml"}
    assert targets.version(project, found[0]) == "2027-03"
    assert targets.targets(project, "2027-03.*", "spring-glow") == []


def test_a_market_has_calls_with_documents_of_their_own(project: Project) -> None:
    found = targets.targets(project, "2027-03.cohort.*.en.pdf")
    assert {(target.view, target.market) for target in found} == {
        (view, market) for view in ("call", "minutes", "lead") for market in ("ru", "us")
    }
    assert {target.source for target in found} == {"content/cohorts/ru.yaml", "content/cohorts/us.yaml"}
    assert str(targets.record(project, found[0]).issued) == "2027-03-18"
    leaving = {target.view for target in targets.for_partners(project, found)}
    assert leaving == {"call", "minutes"}
    assert targets.targets(project, "2027-03.cohort.*", "spring-glow") == []


def test_months_that_are_over_are_made_where_they_are_named(project: Project) -> None:
    assert {target.month for target in targets.targets(project)} == {"", "2027-07"}
    assert {target.month for target in targets.targets(project, "*.ritual.*")} == {"2027-07"}
    assert {target.month for target in targets.targets(project, "2027-0[12]")} == {"2027-01", "2027-02"}
