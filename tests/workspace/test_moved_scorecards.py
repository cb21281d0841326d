from __future__ import annotations

from pathlib import Path

from samples import edit

from pipeline.base.assets import Assets
from pipeline.checks import load
from pipeline.workspace.migrate import migrated

RESULTS = "content/results/spring-glow.yaml"
FILES = ("content/scorecards/anna-ivanova.yaml", "content/scorecards/claire-bennett.yaml")


def moved_back(copy: Path) -> None:
    """The sample as it was when scorecards stood in the results."""
    block = "# How partnerships went.\nscorecards:\n"
    for name in FILES:
        lines = (copy / name).read_text(encoding="utf-8").split("    ", 1)[1].split("\n")
        block += "\n".join(["  " + lines[0].strip(), *(line[2:] for line in lines[1:])])
        (copy / name).unlink()
    edit(copy, RESULTS, ("three_months:", f"{block}three_months:"))


def test_scorecards_move_to_a_file_for_each_creator_with_their_comments(copy: Path) -> None:
    before = load.load(copy).scorecards
    results = (copy / RESULTS).read_text(encoding="utf-8")
    moved_back(copy)
    found = {item.path: item.text for item in migrated(Assets.of(copy))}
    assert set(found) == {RESULTS, *FILES}
    assert found[RESULTS] == results
    assert "        # The advance and the notes are among the records of the campaign." in found[FILES[0]]
    for path, text in found.items():
        (copy / path).write_text(text, encoding="utf-8")
    assert load.load(copy).scorecards == before
    assert migrated(Assets.of(copy)) == []


def test_what_would_have_to_be_merged_stays(copy: Path) -> None:
    kept = (copy / FILES[0]).read_text(encoding="utf-8")
    moved_back(copy)
    (copy / FILES[0]).write_text(kept, encoding="utf-8")
    assert migrated(Assets.of(copy)) == []
