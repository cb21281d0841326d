"""The worked scores, what follows from them, and who may see them."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from samples import edit

from pipeline.checks import load
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.scorecards import Card, cards
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

NAME = "spring-glow"
FILE, RESULTS = "content/scorecards/anna-ivanova.yaml", f"content/results/{NAME}.yaml"


def card(project: Project, name: str) -> Card:
    [found] = cards(project, NAME, partnership=name)
    return found


def rounded(found: Card) -> list[Decimal]:
    return [score.quantize(Decimal("0.1"), ROUND_HALF_UP) for _, score in found.scores if score is not None]


def printed(project: Project, view: str, language: str) -> str:
    [target] = targets.targets(project, f"{NAME}.scorecard.{view}.{language}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")


def test_good_work_within_the_range_is_asked_for_more(project: Project) -> None:
    anna = card(project, "anna-ivanova")
    assert rounded(anna) == [Decimal("80.0"), Decimal("89.6"), Decimal("87.5"), Decimal("75.0")]
    assert anna.mean is not None and anna.verdict is not None
    assert (round(anna.mean), round(anna.verdict.value, 2), anna.decision) == (83, Decimal("8.97"), "scale")


def test_good_work_for_another_audience_is_coached(project: Project) -> None:
    claire = card(project, "claire-bennett")
    assert rounded(claire) == [Decimal("68.5"), Decimal("93.8"), Decimal("81.3"), Decimal("87.5")]
    assert claire.mean is not None and claire.verdict is not None
    assert (round(claire.mean, 1), round(claire.verdict.value, 2)) == (Decimal("82.8"), Decimal("20.34"))
    assert (claire.verdict.state, claire.decision) == ("missed", "coach")


def test_our_own_word_stands_beside_theirs(project: Project) -> None:
    ours = {item.name: (item.kept, item.of) for item in card(project, "claire-bennett").ours}
    assert ours == {"answer": (1, 1), "paid": (2, 2), "notes": (0, 1), "contact": (1, 1), "silent": (1, 1)}
    assert ("answer", 1, 1) in [(item.name, item.kept, item.of) for item in card(project, "anna-ivanova").ours]


@pytest.mark.parametrize(
    ("file", "change", "decision"),
    [
        (RESULTS, ("by_link: 168, by_code: 94, both: 48", "by_link: 60, by_code: 40, both: 1"), "not-yet"),
        (FILE, ("      ours:\n", "      gates: [label]\n      ours:\n"), "coach"),
        (FILE, ("      ours:\n", "      gates: [followers]\n      warned: true\n      ours:\n"), "end"),
    ],
)
def test_too_little_says_nothing_and_a_gate_is_a_limit(
    copy: Path, file: str, change: tuple[str, str], decision: str
) -> None:
    edit(copy, file, change)
    project, wrong = load.examine(copy)
    assert project is not None
    assert card(project, "anna-ivanova").decision == decision
    assert any(f"{decision} does" in item.told() for item in wrong)


def twice(project: Project, creator: str) -> Project:
    """The project as if the campaign had been held once before, with the same outcome."""
    before, results = "winter-glow", project.results[NAME]
    earlier = results.model_copy(update={"measured": results.measured - datetime.timedelta(days=180)})
    own = project.scorecards[creator]
    both = own.model_copy(update={"campaigns": {**own.campaigns, before: own.campaigns[NAME]}})
    return dataclasses.replace(
        project,
        campaigns={**project.campaigns, before: project.campaigns[NAME]},
        results={**project.results, before: earlier},
        scorecards={**project.scorecards, creator: both},
    )


def test_a_range_that_was_clearly_missed_twice_running_ends_it(project: Project) -> None:
    assert card(project, "claire-bennett").decision == "coach"
    assert card(twice(project, "claire-bennett"), "claire-bennett").decision == "end"
    assert card(twice(project, "anna-ivanova"), "anna-ivanova").decision == "scale"


def test_a_mean_that_is_low_twice_running_ends_it(project: Project) -> None:
    scoring = project.organisation.scoring
    assert scoring is not None
    strict = scoring.model_copy(update={"end_below": Decimal(90)})
    organisation = project.organisation.model_copy(update={"scoring": strict})
    again = dataclasses.replace(twice(project, "anna-ivanova"), organisation=organisation)
    assert card(again, "anna-ivanova").decision == "end"
    once = dataclasses.replace(project, organisation=organisation)
    assert card(once, "anna-ivanova").decision == "scale"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["80", "89.6", "87.5", "75", "83", "We would like to do more together", "$8.97"]),
        ("ru", ["80", "89,6", "87,5", "75", "83", "Хотим продолжить — и чаще", "8,97 $"]),
    ],
)
def test_a_creator_reads_own_scores_and_nobody_else_s(project: Project, language: str, said: list[str]) -> None:
    text = printed(project, "creator-anna-ivanova", language)
    assert [words for words in said if words not in text] == []
    others = [creator.name[language] for name, creator in project.creators.items() if name != "anna-ivanova"]
    assert [name for name in others if name in text] == []
    # What raters thought in their own words stays inside.
    assert "within the hour" not in text and "в течение часа" not in text


def test_what_is_for_us_alone_is_never_archived_with_partners_files(project: Project) -> None:
    found = targets.targets(project, f"{NAME}.scorecard.*")
    assert {target.view for target in found} == {"manager", "creator", "market"}
    assert targets.for_partners(project, found) == []
    audiences = {target.view: project.kinds["scorecard"].audience_of(target.view) for target in found}
    assert audiences == {"manager": "internal", "market": "internal", "creator": "creator"}


def test_our_word_is_counted_from_the_records(project: Project) -> None:
    ours = {item.name: (item.kept, item.of) for item in card(project, "anna-ivanova").ours}
    assert (ours["paid"], ours["notes"]) == ((2, 2), (1, 1))
    records = project.agreements[NAME]
    late = [each.model_copy(update={"on": each.on + datetime.timedelta(days=3)}) for each in records.kept]
    changed = records.model_copy(update={"kept": tuple(late)})
    other = dataclasses.replace(project, agreements={**project.agreements, NAME: changed})
    ours = {item.name: (item.kept, item.of) for item in card(other, "anna-ivanova").ours}
    assert (ours["paid"], ours["notes"]) == ((1, 2), (0, 1))
    none = dataclasses.replace(project, agreements={})
    ours = {item.name: (item.kept, item.of) for item in card(none, "anna-ivanova").ours}
    assert (ours["paid"], ours["notes"]) == ((1, 1), (0, 0))


def test_a_scorecard_is_dated_by_the_count(project: Project) -> None:
    [card] = cards(project, "spring-glow", partnership="anna-ivanova")
    assert card.measured == project.results["spring-glow"].measured
