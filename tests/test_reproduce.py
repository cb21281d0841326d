"""A little of what `make reproduce` does at length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import reproduce
from tools.reproduce import Variation

pytestmark = pytest.mark.long


def test_two_builds_that_share_nothing_but_the_content_give_the_same_bytes(only_briefs: Path, tmp_path: Path) -> None:
    ways = reproduce.variations(2, ["python"])
    one, two = (
        reproduce.built(only_briefs, Variation(**{**vars(way), "python": sys.executable}), tmp_path / str(n))
        for n, way in enumerate(ways)
    )
    assert len(one) == 5
    assert one == two


def test_time_zones_are_not_the_machine_s() -> None:
    program = "import pipeline, zoneinfo; print(zoneinfo.TZPATH, zoneinfo.ZoneInfo('Asia/Kamchatka'))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "() Asia/Kamchatka\n"


@pytest.mark.parametrize("number", [4, 48])
def test_every_value_of_every_axis_has_its_turn(number: int) -> None:
    ways = reproduce.variations(number, ["a", "b"])
    assert len(ways) == number
    for name, axis in (
        ("folder", reproduce.FOLDERS),
        ("seed", reproduce.SEEDS),
        ("zone", reproduce.ZONES),
        ("locale", reproduce.LOCALES),
        ("jobs", reproduce.JOBS),
        ("fonts", reproduce.FONTS),
        ("times", reproduce.CLOCKS),
        ("python", ("a", "b")),
    ):
        assert {getattr(way, name) for way in ways} == set(axis)
    assert ways == reproduce.variations(number, ["a", "b"])


def test_a_python_that_is_not_there_is_told() -> None:
    found, said = reproduce.pythons(install=False)
    assert found[0] == sys.executable
    assert len(found) + len(said) == len(reproduce.SUPPORTED)
