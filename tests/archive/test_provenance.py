from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, METRICS, ORGANISATION, PLATFORMS, load

from pipeline.archive import provenance
from pipeline.base.problems import Problems
from pipeline.domain.subjects import subjects
from pipeline.reading.project import Project
from pipeline.workspace import new


def names(project: Project, name: str = "dawn", *, everything: bool = False) -> set[str]:
    return set(provenance.files(project, subjects(project)[name], everything=everything))


def test_a_campaign_s_documents_come_from_its_own_records_and_what_all_share(minimal: Path) -> None:
    content = {name for name in names(load(minimal)) if name.startswith("content/")}
    assert content == {CAMPAIGN, CREATOR, MARKET, METRICS, ORGANISATION, PLATFORMS}


def test_templates_theme_and_catalogs_are_among_them(minimal: Path) -> None:
    found = names(load(minimal))
    assert {"templates/kinds/brief.html", "templates/theme/theme.yaml", "templates/theme/print.typ"} <= found
    assert {"locales/en/language.yaml", "locales/ru/LC_MESSAGES/messages.po"} <= found


def test_another_campaign_and_its_creators_stay_out_unless_everything_is_asked_for(project: Project) -> None:
    own, everything = names(project, "spring-glow"), names(project, "spring-glow", everything=True)
    others = {f"content/campaigns/{name}.yaml" for name in project.campaigns if name != "spring-glow"}
    assert others
    assert not others & own
    assert others < everything
    assert own < everything
    agreed = {partnership.creator for partnership in project.campaigns["spring-glow"].partnerships.values()}
    assert {name for name in own if name.startswith("content/creators/")} == {
        f"content/creators/{name}.yaml" for name in agreed
    }


def test_a_procedure_speaks_of_every_market_and_of_no_creator(minimal: Path) -> None:
    new.start(minimal, "sop", "creators", None)
    content = {name for name in names(load(minimal), "creators") if name.startswith("content/")}
    assert content == {"content/sops/creators.yaml", MARKET, METRICS, ORGANISATION, PLATFORMS}


def test_what_programs_keep_for_themselves_is_left_out(minimal: Path) -> None:
    for name in ("content/schema.json", "content/schema/x.json", "content/.x.yaml.swp", "locales/messages.pot"):
        (minimal / name).parent.mkdir(exist_ok=True)
        (minimal / name).write_text("x", encoding="utf-8")
    (minimal / "content/pictures").mkdir()
    (minimal / "content/pictures/logo.svg").write_text("<svg/>", encoding="utf-8")
    found = names(load(minimal))
    assert "content/pictures/logo.svg" in found
    assert not {name for name in found if name.endswith((".json", ".pot", ".swp")) or "/new/" in name}


def test_each_file_comes_with_its_content(minimal: Path) -> None:
    project = load(minimal)
    found = provenance.files(project, subjects(project)["dawn"])
    assert {name: (minimal / name).read_bytes() for name in found} == found


def test_a_name_that_a_list_of_checksums_cannot_hold_is_a_problem(minimal: Path) -> None:
    project = load(minimal)
    (minimal / "templates/theme/a\nb.css").write_text("", encoding="utf-8")
    with pytest.raises(Problems) as found:
        names(project)
    assert [str(item) for item in found.value.problems] == [
        r"'templates/theme/a\nb.css': a file with this name cannot be archived (rename it)"
    ]


def test_what_changed_is_what_either_side_has_or_has_otherwise() -> None:
    assert provenance.changed({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"}) == ["a", "c", "d"]


def test_the_theme_says_nothing() -> None:
    assert provenance.looks_only("templates/theme/theme.yaml")
    assert not provenance.looks_only("templates/kinds/brief.html")
