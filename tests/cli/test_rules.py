from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from samples import ROOT, edit

from pipeline.cli.main import main

CAMPAIGN = "content/campaigns/summer-shade.yaml"


def run(*arguments: str, project: Path = ROOT) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["rules", *arguments, "--project", str(project)])


def test_each_deliverable_has_its_verdict_and_what_it_needs() -> None:
    done = run("spring-glow")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0] == (
        "spring-glow 1.2  anna-ivanova  vk-clips clip  2027-03-09 to 2027-09-30  "
        "allowed if (platforms-in-use) +erid +registry +contract"
    )
    assert "nora-whitfield, 2027: 9000.00 USD  unknown: no amount of 2027 is known (tax-1099)" in done.stdout


def test_the_same_for_other_programs() -> None:
    first = json.loads(run("summer-shade", "--json").stdout)[0]
    assert (first["partnership"], first["verdict"], first["archived"]) == ("daria-kuznetsova", "allowed if", False)
    assert first["needs"][0] == {"name": "erid", "rule": None, "proof": None}


def test_a_day_after_the_review_makes_it_unknown_and_leaves_out_what_is_down() -> None:
    done = run("--on", "2027-06-01")
    assert done.exit_code == 1
    assert "story-series" not in done.stdout
    assert "unknown: the rule was due for review by 2027-05-17 (platforms-in-use)" in done.stdout


def test_a_platform_that_no_rule_speaks_of_is_unknown(copy: Path) -> None:
    edit(
        copy,
        "content/markets/us.yaml",
        ("tiktok, youtube, youtube-shorts]}\n    effective_from: 2024", "youtube]}\n    effective_from: 2024"),
    )
    done = run("spring-glow", project=copy)
    assert done.exit_code == 1
    assert "tiktok video  2027-03-19 to 2027-09-30  unknown: no rule speaks of tiktok" in done.stdout


def test_a_campaign_is_named() -> None:
    assert 'no campaign "sumer-shade" (did you mean "summer-shade"?)' in run("sumer-shade").stderr
