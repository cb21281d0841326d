from __future__ import annotations

import sys

import pytest
import trees

from pipeline import __version__
from pipeline.build.cluster import identity
from pipeline.writers import registry


def test_whatever_bytes_depend_on_is_named() -> None:
    found = identity.needed(trees.THEME)
    assert found["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert found["universal-brief"].startswith(f"{__version__} (")
    assert found.keys() >= {
        "distributed",
        "babel",
        *registry.libraries("pdf"),
        *registry.libraries("pdf", "weasyprint"),
    }
    assert any(name.endswith(".ttf") for name in found)
    assert "-" not in found.values()


def test_a_machine_with_the_same_has_nothing_otherwise() -> None:
    assert identity.others(identity.needed(trees.THEME)) == {}


@pytest.mark.parametrize("name", ["python", "universal-brief", "typst"])
def test_what_it_has_otherwise_is_named(name: str) -> None:
    wanted = identity.needed(trees.THEME)
    assert identity.others(wanted | {name: "0"}) == {name: wanted[name]}


def test_what_is_not_there_at_all_is_otherwise() -> None:
    assert identity.others({"no-such-library": "1.0", "no_such_package/Font.ttf": "3fa"}) == {
        "no-such-library": "-",
        "no_such_package/Font.ttf": "-",
    }
