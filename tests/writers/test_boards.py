from __future__ import annotations

from pipeline.document.boards import Board, BoardPanel
from pipeline.reading.project import Project
from pipeline.writers import boards, pictures

VALUES = ("38.4", "39", "42.3")


def panel(values: tuple[str, ...] = VALUES, *, signal: bool = False, high: str = "45") -> BoardPanel:
    return BoardPanel("CPA", values, "Jan", "Mar", "$42.30", "35", high, "37", "40", signal)


def drawn(project: Project, *panels: BoardPanel) -> bytes:
    reference = Board(700, 3, panels).reference
    return pictures.svg(reference, project.theme, project.organisation.accent)


def test_a_board_is_as_high_as_its_rows(project: Project) -> None:
    one, two = Board(700, 3, (panel(),) * 3), Board(700, 3, (panel(),) * 4)
    assert boards.height(two) == 2 * boards.height(one)
    assert pictures.size(two.reference) == (700, boards.height(two))


def test_a_signal_has_a_sign_of_its_own_and_the_same_data_the_same_bytes(project: Project) -> None:
    plain = drawn(project, panel())
    assert plain == drawn(project, panel())
    assert plain != drawn(project, panel(signal=True))


def test_a_range_without_an_end_and_one_value_can_be_drawn(project: Project) -> None:
    assert drawn(project, panel(high="")).startswith(b"<?xml")
    assert drawn(project, BoardPanel("CPA", ("5",), "Jan", "Jan", "5", "", "", "", "", signal=False)).startswith(
        b"<?xml"
    )
