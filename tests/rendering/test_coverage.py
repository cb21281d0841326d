from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.document.tree import Cell, Document, Heading, Paragraph, Row, Strong, Table, Text
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.rendering.coverage import Coverage


def test_a_character_is_looked_for_in_the_face_it_is_set_in(project: Project) -> None:
    box = (Text("☐ да"),)
    document = Document("ru", (), (), (Heading(1, "", box), Paragraph("", box)), ())
    voice = Document("ru", (), (), (Paragraph("ask", box),), ())
    coverage = Coverage(project.theme)
    assert coverage.missing(document) == []
    assert coverage.missing(voice) == ["☐"]


def test_a_wordmark_and_a_cell_are_looked_for_in_their_own_faces(project: Project) -> None:
    box = (Text("☐"),)
    cell = Table("facts", "", None, (), (Row("", (Cell("row", "range", box),)),))
    mark = Paragraph("masthead", (Strong(box), Text(" Brief")))
    coverage = Coverage(project.theme)
    assert [coverage.missing(Document("en", (), (), (block,), ())) for block in (cell, mark)] == [["☐"], ["☐"]]


def test_each_missing_character_is_named_once(project: Project) -> None:
    document = Document("en", (), (), (Paragraph("", (Text("漢字 漢"),)),), ())
    assert Coverage(project.theme).missing(document) == ["漢", "字"]


def test_a_character_no_font_draws_is_told_where_it_was_written(minimal: Path) -> None:
    path = minimal / "content/campaigns/dawn.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Продать 100 ламп.", "Продать 100 ламп ☃."), encoding="utf-8"
    )
    project = load.load(minimal)
    [target] = targets.targets(project, "dawn.brief.ivan.ru.pdf")
    with pytest.raises(Problems) as found:
        Composer(project).read(target)
    [line] = map(str, found.value.problems)
    assert line.startswith("content/campaigns/dawn.yaml:")
    assert 'objective.business.ru: no font draws "☃", U+2603 SNOWMAN' in line
