from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.archive.updated import ProgramChange
from pipeline.cli import diff
from pipeline.cli.main import main


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (ProgramChange("changed", ("a",), "Fee", "Pay", "Fee"), ["Fee: a", "  - Pay", "  + Fee"]),
        (ProgramChange("changed", ("a", "b"), "", "", "New"), ["in the heading: 2 of them, such as a", "  + New"]),
        (ProgramChange("gone", ("a",)), ["documents that are not made any more: a"]),
        (ProgramChange("look", ("a", "b", "c")), ["another look: 3 of them, such as a"]),
    ],
)
def test_a_change_by_the_program_is_told_with_its_documents(change: ProgramChange, lines: list[str]) -> None:
    assert list(diff._program_change(change)) == lines


@pytest.mark.parametrize("arguments", [[], ["dawn"]])
def test_a_comparison_of_versions_needs_their_names(minimal: Path, arguments: list[str]) -> None:
    done = CliRunner().invoke(main, ["diff", *arguments, "--project", str(minimal), "--messages", "en"])
    assert (done.exit_code, "name a campaign or procedure and the version" in done.output) == (2, True)


def test_a_campaign_that_is_none_is_told(minimal: Path) -> None:
    done = CliRunner().invoke(main, ["diff", "down", "--program", "--project", str(minimal), "--messages", "en"])
    assert (done.exit_code, 'no campaign or procedure "down" (did you mean "dawn"?)' in done.output) == (2, True)
