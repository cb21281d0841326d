from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.kind import Kind


def test_a_kind_says_what_it_varies_by_and_its_formats() -> None:
    kind = record(Kind, "vary: [campaign, market, language]\nformats: [pdf, docx]\n")
    assert (kind.vary, kind.formats) == (("campaign", "market", "language"), ("pdf", "docx"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("vary: [^campain]\nformats: [pdf]\n", '^ vary.0: "campain" is not one of'),
        ("vary: ^[]\nformats: [pdf]\n", "^ vary: expected at least 1, found 0"),
        ("vary: [campaign]\nformats: ^[]\n", "^ formats: expected at least 1, found 0"),
        ("^vary: [campaign]\n", '^ the field "formats" is missing'),
        ("vary: [campaign]\nformats: [pdf]\n^format: docx\n", '^ unknown field "format" (did you mean "formats"?)'),
    ],
)
def test_front_matter_that_says_something_else_is_refused(text: str, line: str) -> None:
    assert any(said.startswith(line) for said in refused(Kind, text))


VIEWS = "vary: [campaign, view]\nformats: [pdf]\nviews: {all: [], partnership: [partnership]}\npages: 3\n"


def test_pages_are_limited_in_every_view_or_in_those_that_are_listed() -> None:
    assert [record(Kind, VIEWS).pages_of(view) for view in ("all", "partnership")] == [3, 3]
    limited = record(Kind, f"{VIEWS}limited_views: [partnership]\n")
    assert [limited.pages_of(view) for view in ("all", "partnership")] == [None, 3]


def test_a_limited_view_is_one_of_the_views() -> None:
    said = refused(Kind, f"{VIEWS}limited_views: [^partnerships]\n")
    assert any('no view "partnerships"' in line for line in said)


def test_pages_lie_in_every_view_or_in_those_that_are_listed() -> None:
    landscape = f"{VIEWS}orientation: landscape\n"
    assert [record(Kind, landscape).is_landscape(view) for view in ("all", "partnership")] == [True, True]
    some = record(Kind, f"{landscape}landscape_views: [all]\n")
    assert [some.is_landscape(view) for view in ("all", "partnership")] == [True, False]
    assert not record(Kind, VIEWS).is_landscape("all")


def test_a_view_may_show_what_its_kind_withholds() -> None:
    kind = record(Kind, f"{VIEWS}withholds: [fee, answer]\nshows: {{all: [answer]}}\n")
    assert kind.withheld_from("all") == {"fee"}
    assert kind.withheld_from("partnership") == {"fee", "answer"}


@pytest.mark.parametrize("field", ["landscape_views: [^al]", "shows: {^al: [answer]}"])
def test_a_view_that_is_named_is_one_of_the_views(field: str) -> None:
    said = refused(Kind, f"{VIEWS}{field}\n")
    assert any('no view "al" (did you mean "all"?)' in line for line in said)


def test_a_kind_is_for_partners_unless_it_says_whom_it_is_for() -> None:
    assert record(Kind, VIEWS).audience_of("all") == "partners"
    inside = record(Kind, f"{VIEWS}audience: internal\nview_audience: {{partnership: creator}}\n")
    assert [inside.audience_of(view) for view in ("all", "partnership")] == ["internal", "creator"]


def test_what_is_internal_is_not_sent() -> None:
    [line] = refused(Kind, f"{VIEWS}audience: internal\nsent: ^true\n")
    assert line == "^ sent: nothing of this kind is for partners (remove it)"
