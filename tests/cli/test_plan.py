from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from samples import ROOT

from pipeline.cli.main import main


def run(*arguments: str) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["plan", *arguments])


@pytest.fixture(scope="module")
def table() -> list[str]:
    return run("spring-glow", "--project", str(ROOT)).stdout.splitlines()


def test_each_partnership_has_its_latest_dates(table: list[str]) -> None:
    assert table[:4] == [
        "anna-ivanova (ru)",
        "  2027-02-25  issued         olga-lebedeva      2027-02-12, slack 8",
        "* 2027-02-26  draft          creator            2027-02-25, slack 1",
        "* 2027-03-01  feedback       olga-lebedeva      2027-02-26, slack 1",
    ]
    assert "  2027-03-05  approval       irina-volkova      no date" in table


def test_the_same_for_other_programs() -> None:
    found = json.loads(run("spring-glow", "--json", "--project", str(ROOT)).stdout)
    assert [item["partnership"] for item in found][:2] == ["anna-ivanova", "alina-safina"]
    assert found[0]["critical"] == ["draft", "feedback", "final"]
    assert found[0]["steps"][1] == {
        "step": "draft",
        "actor": "creator",
        "latest": "2027-02-26",
        "begins": "2027-02-25",
        "typed": "2027-02-25",
        "slack": 1,
    }


def test_a_campaign_is_named(minimal: object) -> None:
    assert 'no campaign "spring-glo" (did you mean "spring-glow"?)' in run("spring-glo", "--project", str(ROOT)).stderr
    assert "a market has no calendar" in run("dawn", "--project", str(minimal)).stderr
