from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from pydantic import ValidationError

from pipeline.model.font import Font
from pipeline.reading.project import Project

FACES = dict.fromkeys(("regular", "bold", "italic", "bold-italic"), "A.ttf")


def test_every_face_is_there_and_draws_every_sign_that_documents_use(project: Project) -> None:
    signs = {"text": "АЯаяёЁ₽№«»„“”–—−‑\u00a0\u202f→✓☐÷·…$€₸", "voice": "АЯаяёЁ₽№«»„“”–—−‑\u00a0→÷·…$€"}
    for role, said in signs.items():
        for face, path in project.theme.fonts[role].files().items():
            with TTFont(path) as opened:
                cmap = opened.getBestCmap()
            assert [sign for sign in said if ord(sign) not in cmap] == [], (role, face)


def test_every_face_draws_what_its_family_is_said_to_cover(project: Project) -> None:
    fonts = project.theme.fonts.values()
    assert [len(font.covered) > 300 for font in fonts] == [font is not project.theme.emoji for font in fonts]
    for font in fonts:
        for path in font.files().values():
            with TTFont(path) as opened:
                assert font.covered - set(opened.getBestCmap()) == set(), path.name


@pytest.mark.parametrize("package", ["../other", "os.path", "a/b", "", "Package"])
def test_a_package_is_a_name_of_one(package: str) -> None:
    with pytest.raises(ValidationError):
        Font.model_validate({"family": "A", "substitute": "B", "package": package, "faces": FACES})


def test_a_package_keeps_its_faces_in_a_folder_or_beside_its_code() -> None:
    own = Font.model_validate({"family": "A", "substitute": "B", "package": "own", "faces": FACES})
    assert own.names()["bold"] == "own/A.ttf"
    assert own.model_copy(update={"folder": "C D"}).names()["italic"] == "own/C D/A.ttf"
