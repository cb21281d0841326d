from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, MARKET, edit, load, wrong

from pipeline.checks import warnings

PAPERS = ("    severity: block\n", "    severity: block\n    papers: [contract]\n")
HERE = ("    applies_to: {platforms: [rutube]}\n    effective_from: 2027-04-01\n", "    effective_from: 2027-04-01\n")
WARN = ("    severity: block\n    papers", "    severity: warn\n    papers")
ALLOW = ("    severity: block\n", "    severity: allow\n")
FILED = (
    "    deliverables:\n",
    '    papers: {contract: {on: 2027-02-01, evidence: "signed copy"}}\n    deliverables:\n',
)


def test_a_paper_that_a_rule_asks_for_is_on_file_once_the_campaign_is_in_force(minimal: Path) -> None:
    edit(minimal, MARKET, PAPERS, HERE)
    edit(minimal, MARKET, WARN)
    [line] = wrong(minimal)
    assert "no contract on file, which the rule old-video of the market ru asks for" in line
    edit(minimal, CAMPAIGN, FILED)
    load(minimal)


def test_a_draft_may_wait_for_its_papers(minimal: Path) -> None:
    edit(minimal, MARKET, PAPERS, HERE)
    edit(minimal, MARKET, WARN)
    edit(minimal, CAMPAIGN, ("status: in-force", "status: draft"))
    load(minimal)


def test_a_platform_that_a_market_does_not_allow_is_something_to_look_at(minimal: Path) -> None:
    assert warnings.warnings(load(minimal)) == []
    edit(minimal, MARKET, ALLOW)
    [found] = warnings.warnings(load(minimal))
    assert "no rule of the market ru allows this: ada decides" in str(found)


def test_a_permission_that_was_to_be_checked_before_the_campaign_was_issued(minimal: Path) -> None:
    edit(
        minimal,
        MARKET,
        ALLOW,
        ("platforms: [rutube]}\n    effective_from: 2027-04-01", "platforms: [vk]}\n    effective_from: 2026-04-01"),
    )
    edit(minimal, MARKET, ("    review_by: 2027-05-01", "    review_by: 2027-01-31"))
    [found] = warnings.warnings(load(minimal))
    assert "was due for review by 2027-01-31: ada decides" in str(found)
