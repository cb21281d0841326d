from __future__ import annotations

import json
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner, Result
from samples import ROOT, archived, edit

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


def test_a_day_after_the_review_names_each_rule_once_and_nothing_that_is_right() -> None:
    done = run("--on", "2027-06-01")
    assert done.exit_code == 1
    assert "unknown in ru: the rule was due for review by 2027-05-17 (platforms-in-use); still up: 8" in done.stdout
    assert "anna-ivanova" not in done.stdout


def test_a_day_on_which_all_is_right_has_nothing_to_list() -> None:
    done = run("spring-glow", "--on", "2027-05-01")
    assert (done.exit_code, done.stdout) == (0, "no rule makes wrong what is up on 2027-05-01\n")


BAN = (
    "    applies_to: {platforms: [rutube]}\n    effective_from: 2027-04-01\n",
    "    applies_to: {platforms: [vk]}\n    effective_from: 2027-10-01\n",
)
LONGER = ("stays_up_until: 2027-09-30", "stays_up_until: 2027-12-31")


@pytest.mark.long
def test_a_rule_that_begins_makes_wrong_what_an_archived_version_left_up(minimal: Path) -> None:
    edit(minimal, samples.CAMPAIGN, LONGER)
    archived(minimal)
    edit(minimal, samples.MARKET, BAN)
    edit(
        minimal,
        samples.CAMPAIGN,
        ('version: "1.0"\nissued: 2027-02-01', 'version: "1.1"\nissued: 2027-02-02'),
        LONGER[::-1],
    )
    lines = run("--on", "2027-10-01", project=minimal).stdout.splitlines()
    assert lines == [
        "dawn 1.0 in the archive  ivan  vk post  2027-03-09 to 2027-12-31  allowed until 2027-09-30 (old-video) +erid"
    ]
    before = run("--on", "2027-09-30", project=minimal).stdout
    assert "allowed until" not in before


def test_a_platform_that_no_rule_speaks_of_is_unknown(copy: Path) -> None:
    edit(
        copy,
        "content/markets/us.yaml",
        ("tiktok, youtube, youtube-shorts]}\n    effective_from: 2024", "youtube]}\n    effective_from: 2024"),
    )
    # In force, this is refused; a draft may wait for somebody to decide.
    edit(copy, "content/campaigns/spring-glow.yaml", ("status: in-force", "status: draft"))
    for kind in ("agreements", "results"):
        (copy / f"content/{kind}/spring-glow.yaml").unlink()
    done = run("spring-glow", project=copy)
    assert done.exit_code == 1
    assert "tiktok video  2027-03-19 to 2027-09-30  unknown: no rule speaks of tiktok" in done.stdout


def test_a_campaign_is_named() -> None:
    assert 'no campaign "sumer-shade" (did you mean "summer-shade"?)' in run("sumer-shade").stderr
