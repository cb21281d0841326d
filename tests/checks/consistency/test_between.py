from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, content, load

from pipeline.checks import warnings

DUSK, OLGA = "content/campaigns/dusk.yaml", "content/creators/olga.yaml"


def write(folder: Path, *changes: tuple[str, str], of: str = CAMPAIGN, name: str = DUSK) -> None:
    """A second file, made from one of the smallest project."""
    text = content(of).replace("NL-DW", "NL-DK").replace("2Vtzq", "4Vtzq")
    for old, new in changes:
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def found(folder: Path, campaign: str = "") -> list[str]:
    return [str(item).partition(": ")[2] for item in warnings.warnings(load(folder), campaign)]


@pytest.mark.parametrize(("first", "last", "told"), [
    ("2027-03-09", "2027-03-16", True),
    ("2027-03-15", "2027-03-20", True),
    ("2027-03-17", "2027-03-20", False),
    ("2027-03-01", "2027-03-08", False),
])  # fmt: skip
def test_posts_of_one_creator_go_out_in_the_same_days_or_apart(
    minimal: Path, first: str, last: str, told: bool
) -> None:
    write(
        minimal,
        ("IVAN10", "IVAN20"),
        ("date: 2027-03-09, time", f"date: {first}, time"),
        ("date: 2027-03-16, time", f"date: {last}, time"),
    )
    line = "partnerships.ivan.creator: ivan posts for ivan in dawn as well, from 2027-03-09 to 2027-03-16"
    assert [item.partition(" (")[0] for item in found(minimal)] == ([line] if told else [])
    assert found(minimal, "dawn") == []


def test_a_creator_may_keep_a_code_and_another_may_not_have_it(minimal: Path) -> None:
    later = ("2027-", "2028-")
    write(minimal, later)
    assert found(minimal) == []
    write(minimal, ('"ivan"', '"olga"'), of=CREATOR, name=OLGA)
    write(minimal, later, ("creator: ivan", "creator: olga"))
    [line] = found(minimal)
    assert line.startswith('partnerships.ivan.tracking.code: "IVAN10" is also the promo code of ivan in dawn')


def test_an_account_is_one_creator_s(minimal: Path) -> None:
    write(minimal, ('"ivan"', '"@IVAN"'), of=CREATOR, name=OLGA)
    [line] = found(minimal)
    assert line.startswith('accounts.0.handle: "@IVAN" is already an account of ivan')
