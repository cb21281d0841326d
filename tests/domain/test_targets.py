from __future__ import annotations

import dataclasses
from pathlib import Path

from samples import CAMPAIGN, load

from pipeline.domain import targets
from pipeline.reading.project import Project


def test_a_brief_exists_once_per_partnership_language_and_format(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = targets.targets(project, "spring-glow.brief.*")
    assert len(found) == len(campaign.partnerships) * 2 * 2
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
