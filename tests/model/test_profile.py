"""What is known of how to approach a creator: when, by whom, and until when it holds."""

from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.profile import Profile

TEXT = """\
channel: {en: email, ru: почта}
briefs: {en: in writing, ru: письменно}
source: said
asked_on: 2027-01-18
by: ada
review_by: 2028-01-18
stored_in: {place: {en: a folder, ru: папка}, checked_by: ada, checked_on: 2027-01-18}
"""


def test_only_what_was_asked_has_to_be_there() -> None:
    profile = record(Profile, TEXT)
    assert (profile.source, profile.calls, profile.stored_in.checked_by) == ("said", None, "ada")


@pytest.mark.parametrize("day", ["2027-01-18", "2026-12-01", "2028-01-20"])
def test_somebody_asks_again_within_a_year(day: str) -> None:
    [line] = refused(Profile, TEXT, ("review_by: 2028-01-18", f"review_by: ^{day}"))
    assert line.startswith(f"^ review_by: {day} is not within a year after 2027-01-18 (write a day up to 2028-01-19)")


@pytest.mark.parametrize("field", ["source", "asked_on", "by", "review_by", "stored_in", "channel", "briefs"])
def test_nothing_is_known_without_when_by_whom_and_where_it_lies(field: str) -> None:
    text = "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith(f"{field}:"))
    assert any(f'the field "{field}" is missing' in line for line in refused(Profile, text))
