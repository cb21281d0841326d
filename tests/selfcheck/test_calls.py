"""What creators are handed at a call names no creator, and no fee or result of anybody; the lead's page may name them."""

from __future__ import annotations

import pytest

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.inspect import content_complaints
from pipeline.writers import Reading


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Anna Ivanova said so", "names another creator"),
        ("it cost RUB 120,000", "contains an amount of"),
        ("209,998 views", "contains a result of"),
        ("ANNA15", "contains the promo code of"),
        ("https://aurora.example/ru/anna", "contains the link of"),
        ("erid: 2VfnxwQ8dKs", "contains an identifier of"),
    ],
)
@pytest.mark.parametrize("view", ["call", "minutes", "lead"])
def test_what_is_another_s_is_found(project: Project, view: str, said: str, told: str) -> None:
    [target] = targets.targets(project, f"2027-07.cohort.{view}-us.en.pdf")
    known = ProjectFacts(project)
    facts = known.facts(target)
    assert facts is not None
    found = [each.message for each in content_complaints(Reading(said, beside=""), facts, known.ledgers["en"])]
    expected = not (view == "lead" and told == "names another creator")
    assert any(told in message for message in found) == expected, found


def test_what_the_call_itself_says_is_nobody_s_secret(project: Project) -> None:
    [target] = targets.targets(project, "2027-07.cohort.call-us.en.pdf")
    known = ProjectFacts(project)
    facts = known.facts(target)
    assert facts is not None
    said = "We never hear how our posts did. Fall: who has which weeks free"
    assert content_complaints(Reading(said, beside=""), facts, known.ledgers["en"]) == []
