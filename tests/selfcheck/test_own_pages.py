"""What one creator is handed of a review, of their scorecard and profile holds nothing of another's."""

from __future__ import annotations

import pytest

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.inspect import content_complaints
from pipeline.writers import Reading

DOCUMENTS = ("review.creator-anna-ivanova", "scorecard.creator-anna-ivanova", "profile.creator-anna-ivanova")


def complaints(project: Project, document: str, language: str, said: str) -> list[str]:
    [target] = targets.targets(project, f"spring-glow.{document}.{language}.pdf")
    known = ProjectFacts(project)
    facts = known.facts(target)
    assert facts is not None
    return [each.message for each in content_complaints(Reading(said, beside=""), facts, known.ledgers[language])]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "Claire Bennett was better", "names another creator"),
        ("ru", "Алина Сафина лучше", "names another creator"),
        ("en", "326,661 views", "contains a result of"),
        ("ru", "326 661 просмотров", "contains a result of"),
        ("en", "Good work, and an audience that asks and does not order yet.", "contains a result of"),
        ("ru", "Один клип, где цена и ссылка — в первые десять секунд.", "contains a result of"),
        ("en", "good work, another audience", "contains a result of"),
        ("en", "it cost RUB 300,000", "contains an amount of"),
        ("ru", "за 300 000 ₽", "contains an amount of"),
        ("en", "CLAIRE15", "contains the promo code of"),
    ],
)
def test_what_is_another_s_is_found(project: Project, document: str, language: str, said: str, told: str) -> None:
    found = complaints(project, document, language, said.replace("300 000", "300\u00a0000"))
    assert any(told in message for message in found), found


@pytest.mark.parametrize("said", ["209,998 views", "RUB 120,000", "Anna Ivanova", "ANNA15"])
def test_what_is_their_own_is_no_secret(project: Project, said: str) -> None:
    assert complaints(project, DOCUMENTS[0], "en", said) == []
