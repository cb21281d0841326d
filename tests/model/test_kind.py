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
