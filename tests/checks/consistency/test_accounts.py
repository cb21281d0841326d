from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, CREATOR, edit, wrong


def test_a_deliverable_is_on_a_platform_where_its_creator_has_an_account(minimal: Path) -> None:
    edit(minimal, CREATOR, ("platform: vk,", "platform: rutube,"))
    [place] = edit(minimal, CAMPAIGN, ("platform: vk", "platform: ^vk"))
    [line] = wrong(minimal)
    assert line.startswith(f"{CAMPAIGN}:{place}: partnerships.ivan.deliverables.0.platform: ivan has no account on vk")


def test_a_platform_that_does_not_exist_is_told_once(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("platform: vk", "platform: vc"))
    [line] = wrong(minimal)
    assert line.endswith('platform: no platform "vc"')
