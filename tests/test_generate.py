from __future__ import annotations

from pathlib import Path

from pipeline.checks import load
from pipeline.domain import targets
from tools import generate


def test_a_project_of_any_size_has_partnerships_in_campaigns_of_25_in_every_market(tmp_path: Path) -> None:
    project = load.load(generate.generate(tmp_path / "project", 30))
    assert [len(campaign.partnerships) for campaign in project.campaigns.values()] == [25, 5]
    for campaign in project.campaigns.values():
        assert {partnership.market for partnership in campaign.partnerships.values()} == set(campaign.markets)
    assert [target.kind for target in targets.targets(project)] == ["brief"] * 30 * 2 * 3
