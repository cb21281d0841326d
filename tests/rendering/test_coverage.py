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
        path.read_text(encoding="utf-8").replace("Продать 100 ламп.", "Продать 100 ламп 漢."), encoding="utf-8"
    )
    project = load.load(minimal)
    [target] = targets.targets(project, "dawn.brief.ivan.ru.pdf")
    with pytest.raises(Problems) as found:
        Composer(project).read(target)
    [line] = map(str, found.value.problems)
    assert line.startswith("content/campaigns/dawn.yaml:")
    assert 'objective.business.ru: no font has the character "漢", U+6F22 CJK UNIFIED IDEOGRAPH-6F22' in line


RUNNER = "🏃🏽\u200d♀️"
WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize("sign", ["❤️", "❤", "☕", "👍🏽", RUNNER, "🇩🇪", WALES, "1️⃣", "🌿", "🫨"])
def test_emoji_are_drawn_in_every_face(project: Project, sign: str) -> None:
    blocks = (Paragraph("ask", (Text(f"a {sign}"),)), Paragraph("", (Strong((Text(f"{sign}!"),)),)))
    assert Coverage(project.theme).missing(Document("en", (), (), blocks, ())) == []


@pytest.mark.parametrize("sign", ["🪉", "👍🏽\u200d🌿", "🏴\U000e0067\U000e0062\U000e007f", "☕🏽"])
def test_an_emoji_that_is_not_one_sign_of_the_face_is_named_whole(project: Project, sign: str) -> None:
    blocks = (Paragraph("", (Text(f"a {sign}🌿 漢"),)),)
    assert Coverage(project.theme).missing(Document("en", (), (), blocks, ())) == [sign, "漢"]


def test_without_a_font_for_emoji_none_is_drawn(project: Project) -> None:
    marks = {name: mark for name, mark in project.theme.marks.items() if name != "emoji"}
    fonts = {name: font for name, font in project.theme.fonts.items() if name != "emoji"}
    theme = project.theme.model_copy(update={"marks": marks, "fonts": fonts})
    assert Coverage(theme).missing(Document("en", (), (), (Paragraph("", (Text("a 🌿"),)),), ())) == ["🌿"]


def test_a_selector_behind_a_letter_is_no_emoji(project: Project) -> None:
    assert Coverage(project.theme).missing(Document("en", (), (), (Paragraph("", (Text("a\ufe0f"),)),), ())) == [
        "\ufe0f"
    ]


def test_a_sequence_no_font_draws_is_told_with_the_names_of_its_signs(minimal: Path) -> None:
    path = minimal / "content/campaigns/dawn.yaml"
    words = path.read_text(encoding="utf-8").replace("Продать 100 ламп.", "Продать 100 ламп 👍🏽\u200d🌿.")
    path.write_text(words, encoding="utf-8")
    project = load.load(minimal)
    [target] = targets.targets(project, "dawn.brief.ivan.ru.pdf")
    with pytest.raises(Problems) as found:
        Composer(project).read(target)
    [line] = map(str, found.value.problems)
    codes = "U+1F44D U+1F3FD U+200D U+1F33F THUMBS UP SIGN + EMOJI MODIFIER FITZPATRICK TYPE-4 + HERB"
    assert f'objective.business.ru: no font has the character "👍🏽\u200d🌿", {codes}' in line
