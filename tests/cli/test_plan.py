from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

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
    assert table[:5] == [
        "anna-ivanova (ru)",
        "  2027-02-25  product        olga-lebedeva      2027-02-17, slack 5",
        "  2027-02-25  issued         olga-lebedeva      2027-02-12, slack 8",
        "* 2027-02-26  draft          creator            2027-02-25, slack 1",
        "* 2027-03-01  feedback       olga-lebedeva      2027-02-26, slack 1",
    ]
    assert "  2027-03-05  approval       irina-volkova      no date" in table


def test_the_same_for_other_programs() -> None:
    found = json.loads(run("spring-glow", "--json", "--project", str(ROOT)).stdout)
    assert [item["partnership"] for item in found][:2] == ["anna-ivanova", "alina-safina"]
    assert found[0]["critical"] == ["draft", "feedback", "final"]
    assert found[0]["steps"][2] == {
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


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The sample, with one market whose dates are not typed yet."""
    for name in ("content", "templates", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    # What was kicked off is no draft again.
    (tmp_path / "content/agreements/spring-glow.yaml").unlink()
    path = tmp_path / "content/campaigns/spring-glow.yaml"
    text = path.read_text(encoding="utf-8").replace("status: in-force", "status: draft")
    path.write_text(re.sub(r"    schedule:\n(      - .*\n)+", "    schedule: []\n", text, count=1), encoding="utf-8")
    return tmp_path


def test_an_empty_schedule_is_filled_and_what_was_written_is_shown(draft: Path) -> None:
    found = run("spring-glow", "--write", "--project", str(draft))
    assert found.exit_code == 0, found.output
    path, head, first, *_, left = found.stdout.splitlines()
    number = int(head.split(" + ")[0])
    assert path == "content/campaigns/spring-glow.yaml"
    assert first == f"{number + 1:5} +       - {{milestone: draft, date: 2027-02-26}}"
    assert left == "still to be typed: advance (markets.ru), payment (markets.ru)"
    lines = (draft / path).read_text(encoding="utf-8").splitlines()
    assert lines[number - 1 : number + 1] == ["    schedule:", first.split(" + ")[1]]


def test_typed_dates_are_left_alone() -> None:
    found = run("spring-glow", "--write", "--project", str(ROOT))
    assert found.exit_code == 2
    assert "has dates already; typed dates are compared, never overwritten" in found.stderr
