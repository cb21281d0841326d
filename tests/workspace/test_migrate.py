"""Content of each earlier format, which today's program reads once it is migrated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import ROOT

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.workspace.migrate import migrated

FORMATS = sorted((ROOT / "tests/formats").iterdir())
MARKET = "content/markets/ru.yaml"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/formats/0.1", tmp_path / "project"))


def write(folder: Path) -> list[str]:
    found = migrated(Assets.of(folder))
    for item in found:
        (folder / item.path).write_text(item.text, encoding="utf-8")
    return [item.path for item in found]


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_content_of_every_released_format_is_read_once_it_is_migrated(folder: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(folder, tmp_path / "project"))
    with pytest.raises(Problems):
        load.load(project)
    before = {path: path.read_text(encoding="utf-8").splitlines() for path in project.rglob("*.yaml")}
    written = write(project)
    assert written
    for path, lines in before.items():
        after = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in after if line in lines] == lines
        assert (after != lines) is (path.relative_to(project).as_posix() in written)
    assert load.load(project).campaigns
    assert write(project) == []


def test_what_is_new_is_shown_with_its_lines(first: Path) -> None:
    [found] = migrated(Assets.of(first))
    assert found.path == MARKET
    assert found.lines == (
        (11, "identifiers:"),
        (12, '  inn: {of: advertiser, check: "ru.inn"}'),
        (13, "  erid: {of: publication, check: letters-and-digits}"),
    )


def test_comments_stay_and_a_number_of_an_account_is_declared_too(first: Path) -> None:
    market, creator = first / MARKET, first / "content/creators/ivan.yaml"
    market.write_text(
        market.read_text(encoding="utf-8").replace("\ndisclosure:", "\n\n# The label.\ndisclosure:  # of posts"),
        encoding="utf-8",
    )
    creator.write_text(
        creator.read_text(encoding="utf-8").replace("followers:", "registry: A-1, followers:"), encoding="utf-8"
    )
    [found] = migrated(Assets.of(first))
    assert "  registry: {of: account}\n\n# The label.\ndisclosure:  # of posts\n" in found.text


def test_a_market_that_declares_its_own_or_uses_none_is_left(first: Path) -> None:
    market = first / MARKET
    text = market.read_text(encoding="utf-8")
    market.write_text(text.replace("disclosure:", "identifiers: {}\ndisclosure:", 1), encoding="utf-8")
    assert migrated(Assets.of(first)) == []
    market.write_text(text.replace(', inn: "7799012346"', ""), encoding="utf-8")
    (first / "content/campaigns/dawn.yaml").unlink()
    assert migrated(Assets.of(first)) == []


@pytest.mark.parametrize("text", ["5\n", "advertiser: 5\n", "- a\n", "advertiser: {inn: '1'}\ndisclosure: 5\n"])
def test_content_of_any_shape_is_looked_at_without_a_word(first: Path, text: str) -> None:
    for name in (MARKET, "content/campaigns/dawn.yaml", "content/creators/ivan.yaml"):
        (first / name).write_text(text, encoding="utf-8")
    assert {item.path for item in migrated(Assets.of(first))} <= {MARKET}
    (first / MARKET).write_text("a: [", encoding="utf-8")
    with pytest.raises(Problems):
        migrated(Assets.of(first))
