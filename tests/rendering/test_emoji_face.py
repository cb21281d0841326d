from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.base import emoji
from pipeline.reading.project import Project
from pipeline.rendering.emoji_face import EmojiFace


@pytest.fixture(scope="module")
def path(project: Project) -> Path:
    assert project.theme.emoji is not None
    return project.theme.emoji.files()["regular"]


def test_every_sign_of_the_face_is_known_as_an_emoji(path: Path) -> None:
    face = EmojiFace(path)
    with TTFont(path) as font:
        codes = sorted(font.getBestCmap())
    single = [chr(code) for code in codes if 0x2300 < code < 0xFE00 or 0x1F000 < code < 0x1FB00]
    assert len(single) > 1_300
    assert [sign for sign in single if not (emoji.SEQUENCE.fullmatch(sign) and face.draws(sign))] == []


def test_a_sequence_is_drawn_where_there_is_one_glyph_for_it(path: Path) -> None:
    face = EmojiFace(path)
    assert all(map(face.draws, ("👩🏿\u200d🚀", "👩\u200d👩\u200d👧\u200d👦", "❤️\u200d🔥", "🇰🇿", "#️⃣", "☕", "❤︎")))
    assert not any(map(face.draws, ("🌿\u200d🚀", "☕🏽", "🪉", "漢")))
