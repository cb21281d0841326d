from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from samples import ROOT

from pipeline.cli.main import main


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, ["ritual", *arguments])


def test_the_month_to_prepare_is_told_with_its_names_and_numbers() -> None:
    lines = run("--project", str(ROOT)).stdout.splitlines()
    assert lines[:3] == [
        "2027-07, 2027-07-13",
        "  reach        daniel-kim, asks tessa-morgan",
        "               ru 2027-06: 462000, noise: within 340699–583968",
    ]
    assert lines[-2:] == ["  nothing is missing", "  to print it: briefs build 2027-07.ritual"]


def test_who_is_absent_is_replaced() -> None:
    lines = run("--absent", "daniel-kim", "--project", str(ROOT)).stdout.splitlines()
    assert any("instead of daniel-kim, asks tessa-morgan" in line for line in lines)


def test_the_same_in_russian() -> None:
    lines = run("--project", str(ROOT), language="ru").stdout.splitlines()
    assert lines[1] == "  reach        daniel-kim, спрашивает: tessa-morgan"
    assert lines[-2:] == ["  всё есть", "  чтобы напечатать: briefs build 2027-07.ritual"]


def test_the_same_for_other_programs() -> None:
    found = json.loads(run("--month", "2027-03", "--json", "--project", str(ROOT)).stdout)
    assert (found["month"], found["on"], found["held"], found["absent"]) == (
        "2027-03",
        "2027-03-09",
        True,
        ["rachel-stone"],
    )
    [cpa] = [each for each in found["presents"] if each["metric"] == "cpa"]
    assert (cpa["person"], cpa["owner"]) == ("tessa-morgan", "daniel-kim")
    assert cpa["counts"][1]["market"] == "us"


def test_what_is_typed_wrong_is_wrong_usage(minimal: Path) -> None:
    for arguments, said in (
        (["--month", "2027-13"], '"2027-13" is not a month (write it as 2027-03)'),
        (["--absent", "olga"], 'no person "olga"'),
    ):
        found = run(*arguments, "--project", str(ROOT))
        assert (found.exit_code, said in found.stderr) == (2, True)
    assert "there is no content/ritual.yaml yet" in run("--project", str(minimal)).stderr
