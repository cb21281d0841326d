from __future__ import annotations

import operator

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.ritual_sheet import meeting
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.rendering.board import board
from pipeline.rendering.compose import Composer


def test_a_board_has_a_row_for_each_market_and_labels_in_the_language(project: Project) -> None:
    assert project.ritual is not None
    for language, last in (("en", "Jun\u00a02027"), ("ru", "июнь\u00a02027")):
        localization = Localization(language, project.languages[language])
        found = board(meeting(project, project.ritual, "2027-07"), localization, operator.itemgetter(language), 700)
        assert (found.across, len(found.panels)) == (6, 12)
        cpa = found.panels[4]
        assert (cpa.last, cpa.values[-1], cpa.signal) == (last, "11.4", True)


def test_a_month_is_told_in_both_languages_in_words(project: Project) -> None:
    composer = Composer(project)
    for language, words in (("en", "signal: below $11.72–13.85"), ("ru", "сигнал: ниже 11,72–13,85")):
        [target] = targets.targets(project, f"2027-07.ritual.board.{language}.pdf")
        said = "\n".join(lines(composer.compose(target).blocks))
        assert words in said


def test_only_the_first_month_tells_the_example(project: Project) -> None:
    composer = Composer(project)
    told = {}
    for month in ("2027-01", "2027-02"):
        [target] = targets.targets(project, f"{month}.ritual.stage.en.pdf")
        told[month] = "the samples had come late" in "\n".join(lines(composer.compose(target).blocks))
    assert told == {"2027-01": True, "2027-02": False}
