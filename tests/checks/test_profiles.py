"""What a year has passed over is asked again; whom it is about is printed for nobody else."""

from __future__ import annotations

from pathlib import Path

from samples import edit

from pipeline.checks import load, warnings
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.services import deliveries

NAME = "spring-glow"
ANNA = "content/creators/anna-ivanova.yaml"


def test_what_was_due_when_a_campaign_was_issued_is_asked_again(copy: Path) -> None:
    edit(
        copy, ANNA, ("asked_on: 2027-01-18", "asked_on: 2026-01-18"), ("review_by: 2028-01-18", "review_by: 2027-01-18")
    )
    told = [item.told() for item in warnings.warnings(load.load(copy), NAME)]
    assert [line for line in told if ANNA in line] == [
        f"{ANNA}:45:14: profile.review_by: what is known of anna-ivanova is of 2026-01-18, and spring-glow was issued "
        "on 2027-02-12 (ask again, and write asked_on: and review_by:)"
    ]


def test_the_sample_says_nothing_that_is_old(project: Project) -> None:
    assert [item for item in warnings.warnings(project) if "what is known of" in item.told()] == []


def test_a_profile_is_a_page_of_one_s_own(project: Project) -> None:
    for target in targets.targets(project, f"{NAME}.profile.*.pdf"):
        said = "\n".join(lines(Composer(project).compose(target).blocks))
        others = [each.name[target.language] for name, each in project.creators.items() if name != target.partnership]
        assert [name for name in others if name in said] == [], target.id


def test_a_creator_corrects_what_the_manager_reads(project: Project) -> None:
    found = targets.targets(project, f"{NAME}.profile.*-anna-ivanova.ru.pdf")
    said = ["\n".join(lines(Composer(project).compose(each).blocks)).replace("\u00a0", " ") for each in found]
    assert [target.view for target in found] == ["creator", "manager"]
    for words in (
        "Почта, после 21:00",
        "Два дня на предложение",
        "18 января 2027",
        "18 января 2028",
        "сервер в Москве",
    ):
        assert [words in text for text in said] == [True, True], words
    assert ["Всё верно?" in text for text in said] == [True, False]


def test_who_has_no_profile_has_no_page(project: Project) -> None:
    assert {target.partnership for target in targets.targets(project, f"{NAME}.profile.*")} == {
        "anna-ivanova",
        "claire-bennett",
        "maya-brooks",
    }


def test_nothing_internal_is_sent_or_archived(project: Project) -> None:
    for name in project.campaigns[NAME].partnerships:
        assert {target.kind for target in deliveries.documents(project, NAME, name)} == {"brief", "plan", "rules"}
    kept = targets.for_partners(project, targets.targets(project, campaign=NAME))
    for target in kept:
        assert project.kinds[target.kind].audience_of(target.view) == "partners"
    assert {(target.kind, target.view) for target in kept}.isdisjoint(
        [("profile", "manager"), ("profile", "creator"), ("scorecard", "manager"), ("views", "team")]
    )
