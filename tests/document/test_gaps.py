from __future__ import annotations

import pytest

from pipeline.document.gaps import Gap, GapPanel, Gaps, gaps


def test_bars_say_all_their_numbers_in_their_reference() -> None:
    data = Gaps(496, (GapPanel("Russia · together −62", (Gap("Anna", "54", "+54"), Gap("Claire", "-164", "−164"))),))
    assert gaps(data.reference) == data


@pytest.mark.parametrize("reference", ["gaps:", 'gaps:{"width":0,"panels":[]}', 'gaps:{"width":496,"panels":[]}'])
def test_what_describes_no_bars_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        gaps(reference)
