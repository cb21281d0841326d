from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.workspace.new import start
from pipeline.workspace.starting_values import CannotStart


@pytest.mark.parametrize(
    ("lost", "kind", "said"),
    [
        ("content/markets", "campaign", "there is no market yet (create one with briefs new market ID)"),
        ("content/campaigns", "campaign", "nothing here has a date to start from (add --issued and a day, such as 2027-03-09, or --issued today)"),
        ("content/campaigns", "sop", "nothing here has a date to start from (add --issued and a day, such as 2027-03-09, or --issued today)"),
    ],
)  # fmt: skip
def test_what_the_project_lacks_is_said(minimal: Path, lost: str, kind: str, said: str) -> None:
    shutil.rmtree(minimal / lost)
    with pytest.raises(CannotStart) as found:
        start(minimal, kind, "dusk")
    assert str(found.value) == said


def test_a_project_without_platforms_says_so(minimal: Path) -> None:
    shutil.rmtree(minimal / "content/campaigns")
    shutil.rmtree(minimal / "content/creators")
    (minimal / "content/markets/ru.yaml").unlink()
    (minimal / "content/platforms.yaml").write_text("platforms: {}\nformats: {}\n", encoding="utf-8")
    with pytest.raises(CannotStart, match=r"platforms\.yaml has no platform yet"):
        start(minimal, "creator", "dusk")
