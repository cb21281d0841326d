from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base.content_codes import ALPHABET, as_typed, code


def test_a_code_is_forty_bits_in_eight_signs() -> None:
    assert code("00" * 32) == "0000-0000"
    assert code("ff" * 32) == "ZZZZ-ZZZZ"
    assert code("0000000001" + "ab" * 27) == "0000-0001"


def test_signs_that_people_confuse_are_in_no_code() -> None:
    assert len(set(ALPHABET)) == 32
    assert set("ILOU").isdisjoint(ALPHABET)


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_code_is_read_back_however_it_is_typed(digest: str) -> None:
    printed = code(digest)
    assert as_typed(printed) == printed
    assert as_typed(printed.lower().replace("-", "")) == printed
    assert as_typed(printed.replace("0", "o").replace("1", "l").replace("-", " ")) == printed


@pytest.mark.parametrize("text", ["", "K7Q2", "K7Q2-94M", "K7Q2-94MDX", "K7Q2-94MU", "K7Q2_94MD", "К7Q2-94MD"])
def test_what_can_be_no_code_is_none(text: str) -> None:
    assert as_typed(text) is None
