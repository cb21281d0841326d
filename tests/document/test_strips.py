from __future__ import annotations

import pytest

from pipeline.document.strips import Strip, Strips, strips


def test_strips_say_all_their_scores_in_their_reference() -> None:
    data = Strips(496, (60, 75), (Strip("Audience", 68.5, "68.5", (71, 66)),), "Ours", (Strip("Paid", None, "0 / 0"),))
    assert strips(data.reference) == data


def test_a_score_above_a_hundred_is_refused() -> None:
    with pytest.raises(ValueError, match="less than or equal to 100"):
        strips(Strips(496, (60,), (Strip("Audience", 101, "101"),)).reference)
