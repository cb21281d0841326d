from __future__ import annotations

import pytest

from pipeline.model.table_style import TableStyle

LIST = TableStyle(word="UB Rules", columns={2: (25, 75)}, rules=True, header_rule=True)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_short_table_has_no_lines_and_a_style_of_its_own(rows: int) -> None:
    short = LIST.lined(rows)
    assert (short.rules, short.header_rule, short.short, short.word) == (False, False, True, "UB Rules Short")
    assert short.columns == LIST.columns


def test_a_long_table_and_a_form_keep_their_lines() -> None:
    form = LIST.model_copy(update={"form": True})
    assert LIST.lined(4) is LIST
    assert form.lined(1) is form


def test_a_table_without_lines_is_the_same_at_any_length() -> None:
    plain = LIST.model_copy(update={"rules": False})
    assert plain.lined(1) is plain


def test_columns_that_no_theme_names_are_all_as_wide() -> None:
    assert LIST.shares(2) == (25, 75)
    assert LIST.shares(4) == (25.0, 25.0, 25.0, 25.0)
