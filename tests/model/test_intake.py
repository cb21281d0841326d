from __future__ import annotations

import pytest
from agreements import page
from samples import Change, record, refused

from pipeline.model.intake import Intake
from pipeline.reading.project import Project

INTAKE = """\
asked_by: dee
on: 2027-01-04
wants: {en: Sell lamps., ru: Продать лампы.}
really_for: {en: New buyers., ru: Новые покупатели.}
must_not: {en: Lies., ru: Ложь.}
decided_by: [dee]
proceed: true
"""


def test_a_request_goes_on_unless_it_says_otherwise() -> None:
    assert record(Intake, INTAKE).proceed
    assert record(Intake, INTAKE, ("proceed: true\n", "")).proceed


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("proceed: true", "proceed: ^false"), "^ proceed: does not say why it ends here (write reason:)"),
        (("decided_by: [dee]", "decided_by: [dee, ^dee]"), '^ decided_by.1: "dee" appears twice'),
        (("proceed: true", "budget: {amount: ^1.234, currency: USD}"), "^ budget.amount: "),
    ],
)
def test_a_request_that_says_too_little_is_refused(change: Change, expected: str) -> None:
    assert any(line.startswith(expected) for line in refused(Intake, INTAKE, change))


def test_the_form_holds_what_was_asked_beside_what_we_commit_to(project: Project) -> None:
    said = page(project, "spring-glow.intake.filled.en")
    intake = project.agreements["spring-glow"].intake
    assert intake is not None and intake.commits is not None
    assert intake.wants["en"] in said and intake.commits["en"] in said
    assert "We go on" in said


def test_the_blank_form_holds_nothing_of_the_campaign_s_request(project: Project) -> None:
    said = page(project, "spring-glow.intake.blank.en")
    intake = project.agreements["spring-glow"].intake
    assert intake is not None
    assert intake.wants["en"] not in said
    assert "It ends here, because" in said
