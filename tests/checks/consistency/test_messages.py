from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.checks.consistency import messages
from pipeline.checks.consistency.subject import subjects

MUST = "  must: [{en: A soft light., ru: Мягкий свет.}]"


@pytest.mark.parametrize(("count", "found"), [(3, 0), (4, 1), (6, 1)])
def test_more_than_three_things_to_say_are_told(minimal: Path, count: int, found: int) -> None:
    edit(minimal, CAMPAIGN, (MUST, "  must: [" + ", ".join(["{en: a, ru: а}"] * count) + "]"))
    [subject] = subjects(load(minimal))
    said = [str(problem) for problem in messages.more_than_three(subject)]
    assert len(said) == found
    assert all(line.endswith(f"{count} things must be said; people remember three (move what may be left out to may:)") for line in said)  # fmt: skip
