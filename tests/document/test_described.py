from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.document.described import Day, Number, Width, described


@dataclass(frozen=True)
class Drawing:
    width: Width
    number: Number
    day: Day


def test_what_is_described_is_read() -> None:
    found = described(Drawing, 'x:{"width":1.5,"number":"-9.40","day":3}', "x:")
    assert found == Drawing(1.5, "-9.40", 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"width":"nan","number":"1","day":1}',
        '{"width":NaN,"number":"1","day":1}',
        '{"width":0,"number":"1","day":1}',
        '{"width":1e400,"number":"1","day":1}',
        '{"width":1,"number":"NaN","day":1}',
        '{"width":1,"number":1,"day":1}',
        '{"width":1,"number":"1E+999999","day":1}',
        '{"width":1,"number":"1","day":99999999999}',
        '{"width":1,"number":"1","day":null}',
    ],
)
def test_what_cannot_be_drawn_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        described(Drawing, f"x:{text}", "x:")
