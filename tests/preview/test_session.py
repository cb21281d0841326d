from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, ORGANISATION, edit

from pipeline.base.assets import SCREEN
from pipeline.preview.session import PHONE, Edition, Session

BRIEF = "dawn.brief.ivan.ru"


@pytest.fixture
def session(minimal: Path) -> Session:
    return Session(minimal)


def test_the_documents_are_listed_by_what_they_are_of(session: Session) -> None:
    listed = session.listed()
    assert listed.problems == ()
    assert BRIEF in listed.documents["dawn"]
    assert listed.files["dawn"] == CAMPAIGN
    assert listed.name["ru"]


def test_a_document_is_shown_by_its_pages(session: Session) -> None:
    view = session.view(Edition(BRIEF))
    assert view.problems == ()
    assert view.content.startswith(b"%PDF")
    assert [(round(page.width), round(page.height)) for page in view.pages] == [(595, 842)] * len(view.pages) != []


def test_a_document_is_shown_as_a_phone_shows_it(session: Session) -> None:
    view = session.view(Edition(BRIEF, PHONE))
    assert view.problems == view.pages == ()
    assert view.content.startswith(b"<!DOCTYPE html>")
    assert BRIEF in session.listed().phones


def test_a_style_sheet_of_screens_that_is_saved_is_shown(minimal: Path, session: Session) -> None:
    before = session.view(Edition(BRIEF, PHONE))
    sheet = minimal / SCREEN
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text("main { padding: 0 }", encoding="utf-8")
    session.changed()
    after = session.view(Edition(BRIEF, PHONE))
    # A file for phones has no space that only a style sheet's writer needs.
    assert b"main{padding:0}" in after.content
    assert after.digest != before.digest


def test_nothing_is_read_again_before_something_changed(minimal: Path, session: Session) -> None:
    before = session.view(Edition(BRIEF))
    edit(minimal, CREATOR, ("Иван Петров", "Иван Сидоров"))
    assert session.view(Edition(BRIEF)).digest == before.digest
    session.changed()
    assert session.view(Edition(BRIEF)).digest != before.digest


def test_what_is_wrong_in_a_file_stands_in_place_of_the_pages(minimal: Path, session: Session) -> None:
    [place] = edit(minimal, CREATOR, ("language: ru", "language: ^xx"))
    view = session.view(Edition(BRIEF))
    assert view.pages == ()
    assert [problem.place for problem in view.problems] == [f"{CREATOR}:{place}"]


def test_what_is_wrong_between_files_is_found_with_the_list(minimal: Path, session: Session) -> None:
    edit(minimal, CAMPAIGN, ("creator: ivan", "creator: nobody"))
    view, listed = session.view(Edition(BRIEF)), session.listed()
    assert view.problems == listed.problems != ()
    assert "nobody" in str(listed.problems[0])


def test_a_folder_that_goes_away_is_told_and_a_folder_that_comes_back_is_read(minimal: Path, session: Session) -> None:
    moved = minimal.parent / "moved"
    shutil.move(minimal / "content", moved)
    assert session.view(Edition(BRIEF)).problems != ()
    shutil.move(moved, minimal / "content")
    session.changed()
    assert session.view(Edition(BRIEF)).problems == ()


def test_a_document_that_there_is_not_has_neither_pages_nor_problems(session: Session) -> None:
    view = session.view(Edition("dawn.brief.nobody.ru"))
    assert (view.pages, view.problems) == ((), ())


def test_a_page_that_is_too_long_is_told_at_its_text(minimal: Path, session: Session) -> None:
    long = " ".join(["Расскажите о своём утре подробно."] * 400)
    path = minimal / CAMPAIGN
    text = path.read_text(encoding="utf-8")
    assert text.count("Он мягкий.") == 1
    path.write_text(text.replace("Он мягкий.", long), encoding="utf-8")
    view = session.view(Edition(BRIEF))
    assert {problem.path for problem in view.problems} == {CAMPAIGN}


def test_type_that_is_set_otherwise_is_seen_on_words_that_were_set_before(minimal: Path, session: Session) -> None:
    edit(minimal, CAMPAIGN, ("Он мягкий.", "Он тёплый."))
    phone = Edition(BRIEF, PHONE)
    assert "тёплый" in session.view(phone).content.decode()
    organisation = (minimal / ORGANISATION).read_text(encoding="utf-8")
    (minimal / ORGANISATION).write_text(f"{organisation}letter_yo: false\n", encoding="utf-8")
    session.changed()
    after = session.view(phone)
    assert after.problems == ()
    assert "теплый" in after.content.decode()
    # A name keeps its letters.
    edit(minimal, CREATOR, ("Иван Петров", "Иван Тёплый"))
    session.changed()
    assert "Тёплый" in session.view(phone).content.decode()
