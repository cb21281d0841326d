from __future__ import annotations

import errno
import io
import os
import tempfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from trees import THEME

from pipeline.base.problems import Problems
from pipeline.writers import fonts
from pipeline.writers.fonts import tell_spaces_apart


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_folder_holds_every_face_of_the_theme_and_no_other() -> None:
    names = {path.name for font in THEME.fonts.values() for path in font.files().values()}
    assert {path.name for path in fonts.folder(THEME).glob("*.ttf")} == names


def test_the_folder_is_made_once(temporary: Path) -> None:
    first = fonts.folder(THEME)
    inode = first.stat().st_ino
    assert fonts.folder(THEME) == first
    assert first.stat().st_ino == inode
    assert [path.name for path in temporary.iterdir()] == [first.name]


@pytest.mark.parametrize("harm", ["cut", "gone", "more", "unlisted", "empty"])
def test_a_damaged_folder_is_made_anew(harm: str) -> None:
    folder = fonts.folder(THEME)
    face = folder / "SourceSans3-Regular.ttf"
    whole = face.read_bytes()
    if harm == "cut":
        face.write_bytes(whole[:-1])
    elif harm == "gone":
        face.unlink()
    elif harm == "more":
        (folder / "Other.ttf").write_bytes(whole)
    elif harm == "unlisted":
        (folder / "SHA256SUMS").unlink()
    else:
        (folder / "SHA256SUMS").write_text("")
    assert fonts.folder(THEME) == folder
    assert face.read_bytes() == whole
    assert not (folder / "Other.ttf").exists()


def test_a_folder_that_others_may_write_to_is_not_used() -> None:
    folder = fonts.folder(THEME)
    folder.chmod(0o777)
    assert fonts.folder(THEME).stat().st_mode & 0o022 == 0


def test_where_something_else_has_the_name_another_folder_serves() -> None:
    folder = fonts.folder(THEME)
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file")
    other = fonts.folder(THEME)
    assert other != folder
    assert len(list(other.glob("*.ttf"))) == 9


def test_a_face_that_cannot_be_kept_leaves_nothing_half_made(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(fonts, "tell_spaces_apart", full)
    with pytest.raises(Problems) as found:
        fonts.folder(THEME)
    assert str(found.value.problems[0]).startswith(f"{temporary}: the temporary folder cannot be written: No space")
    assert list(temporary.iterdir()) == []


def test_faces_that_nobody_has_used_for_long_go_when_others_are_made(temporary: Path) -> None:
    old = temporary / f"briefs-faces-{os.getuid()}-{'0' * 32}"
    old.mkdir()
    os.utime(old, (0, 0))
    kept = fonts.folder(THEME)
    assert [path.name for path in temporary.iterdir()] == [kept.name]


def test_both_spaces_have_a_glyph_of_their_own_as_wide_as_the_other(tmp_path: Path) -> None:
    for font in (THEME.fonts["text"], THEME.fonts["voice"]):
        for path in font.files().values():
            told = tell_spaces_apart(path, tmp_path)
            with TTFont(tmp_path / path.name if told else path) as face:
                drawn, widths = face.getBestCmap(), face["hmtx"].metrics
            assert drawn[0x20] != drawn[0xA0]
            assert widths[drawn[0x20]] == widths[drawn[0xA0]]


@pytest.mark.long
def test_embedded_faces_are_small_and_made_once(temporary: Path) -> None:
    faces = fonts.embedded(THEME)
    assert {family for family, _ in faces} == {"Source Sans 3", "Gentium Book Plus"}
    assert all(len(content) < 70_000 for content in faces.values())
    made = {folder.name: folder.stat().st_ino for folder in temporary.iterdir()}
    assert len(made) == 2
    assert fonts.embedded(THEME) == faces
    assert {folder.name: folder.stat().st_ino for folder in temporary.iterdir()} == made


def test_no_face_is_variable() -> None:
    for path in fonts.folder(THEME).glob("*.ttf"):
        with TTFont(path) as face:
            assert "fvar" not in face, path.name


@pytest.mark.long
def test_emoji_are_embedded_where_there_are_any_and_no_others() -> None:
    leaf = fonts.embedded(THEME, {"emoji": frozenset(map(ord, "🌿"))})["Noto Emoji", "regular"]
    with TTFont(io.BytesIO(leaf)) as face:
        assert (set(face.getBestCmap()), "fvar" in face, "gvar" in face) == ({0x1F33F}, False, False)
    assert len(leaf) < 5_000


@pytest.mark.parametrize(
    ("words", "held", "left_out"),
    [
        ("Привет", "Яё", "éł"),
        ("Café", "êß", "łЯ"),
        ("Łódź", "łó", "Я"),
        ("Plain", "«»–", "éłЯ"),
    ],
)
def test_a_screen_has_the_letters_of_the_languages_on_it_and_of_no_others(words: str, held: str, left_out: str) -> None:
    for characters in fonts.letters(THEME, words).values():
        assert {ord(sign) for sign in held} <= characters
        assert characters.isdisjoint(ord(sign) for sign in left_out)
