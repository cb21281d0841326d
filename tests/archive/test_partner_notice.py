from __future__ import annotations

import datetime
from pathlib import Path

import icalendar
import pytest
from samples import CAMPAIGN, edit, load

from pipeline.archive.notice import Edition, archived
from pipeline.archive.partner_notice import as_lines, of_partners, partner_notices, write
from pipeline.archive.store import ArchiveStore
from pipeline.document.tree import Document
from pipeline.domain import targets
from pipeline.domain.scopes import scopes
from pipeline.domain.subjects import subjects
from pipeline.rendering.compose import Composer

NEXT = ('version: "1.1"', 'version: "1.2"')


def old(folder: Path, version: str = "1.1") -> Edition:
    return archived(ArchiveStore(folder / "archive"), "archive", "dawn", version)


def present(folder: Path) -> Edition:
    project = load(folder)
    return Edition(project, subjects(project)["dawn"], present=True)


def test_a_partner_whose_document_says_the_same_gets_no_notice(two_versions: Path) -> None:
    assert partner_notices(old(two_versions), present(two_versions)) == []


def test_that_an_acceptance_names_the_next_version_is_no_change(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT)
    assert "1.2" in present(kept).subject.version
    assert partner_notices(old(kept), present(kept)) == []


def test_a_notice_is_in_its_reader_s_language_with_the_code_of_a_yes(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT, ("ru: Два поста о лампе.", "ru: Четыре поста о лампе."))
    [notice] = partner_notices(old(kept), present(kept))
    assert notice.language == "ru"
    assert notice.document == "dawn.brief.ivan.ru"
    assert notice.code == scopes(present(kept).project, "dawn")["partnership:ivan"].code


def test_a_partner_is_known_by_the_number_whatever_the_id_is(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT, ("  ivan:\n", "  vanya:\n"))
    assert partner_notices(old(kept), present(kept)) == []


def test_who_is_no_longer_part_of_it_is_told_what_holds(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT, ('number: "001"', 'number: "002"'))
    [notice] = partner_notices(old(kept), present(kept))
    assert notice.now is None and notice.changes == ()
    assert notice.was.terms.cancellation["en"]
    assert list(as_lines(notice)) == []


def test_who_is_no_longer_part_of_it_gets_a_calendar_file_that_cancels_their_dates(kept: Path, tmp_path: Path) -> None:
    sent = {each.uid: each for each in _brief(kept, "ru").events}
    edit(kept, CAMPAIGN, NEXT, ('number: "001"', 'number: "002"'))
    before, now = old(kept), present(kept)
    found = partner_notices(before, now)
    assert write(load(kept), found, before, now, tmp_path / "out", lambda path: None) == []
    calendar = icalendar.Calendar.from_ical((tmp_path / "out/dawn.brief.ivan.ru.changes.1.1-1.2.ics").read_bytes())
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert events.keys() == sent.keys() != set()
    for uid, event in events.items():
        assert event["status"] == "CANCELLED"
        assert event["sequence"] > sent[uid].sequence
        assert event["dtstart"].dt == datetime.datetime.fromisoformat(sent[uid].start) or not sent[uid].zone


def _brief(folder: Path, language: str) -> Document:
    project = old(folder).project
    [target] = targets.targets(project, f"dawn.brief.ivan.{language}.pdf")
    return Composer(project).compose(target)


def test_who_stays_gets_no_calendar_file_with_the_notice(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT, ("ru: Два поста о лампе.", "ru: Четыре поста о лампе."))
    [notice] = partner_notices(old(kept), present(kept))
    assert notice.calendar is None


@pytest.fixture
def dearer(kept: Path) -> Path:
    edit(kept, CAMPAIGN, NEXT, ("amount: 100000", "amount: 105000"))
    return kept


def test_what_it_does_to_the_fee_and_until_when_is_on_the_page(dearer: Path, tmp_path: Path) -> None:
    before, now = old(dearer), present(dearer)
    found = partner_notices(before, now)
    made: list[str] = []
    assert write(load(dearer), found, before, now, tmp_path / "out", lambda path: made.append(path.name)) == []
    assert "dawn.brief.ivan.ru.changes.1.1-1.2.docx" in made
    import mammoth

    with (tmp_path / "out/dawn.brief.ivan.ru.changes.1.1-1.2.docx").open("rb") as file:
        said = mammoth.convert_to_html(file).value.replace("\u00a0", " ")
    assert f"да {now.project.campaigns['dawn'].code} 1.2 {found[0].code}" in said
    assert "До «да» действует версия 1.1" in said
    assert "→" in said


def test_without_a_change_on_record_the_command_asks_for_one(dearer: Path) -> None:
    [notice] = partner_notices(old(dearer), present(dearer))
    assert notice.moved == ()
    assert list(as_lines(notice)) == [
        "dawn.brief.ivan.ru: the records do not say why, nor by when they answer: write it under changes:"
    ]


def test_a_date_that_moved_is_told_as_it_was_and_as_it_is(kept: Path) -> None:
    edit(kept, CAMPAIGN, NEXT, ("milestone: payment, date: 2027-04-09", "milestone: payment, date: 2027-04-12"))
    [notice] = partner_notices(old(kept), present(kept))
    assert [(str(was), str(now)) for was, now in notice.moved] == [("2027-04-09", "2027-04-12")]


def test_documents_for_one_partner_alone_are_known(kept: Path) -> None:
    assert of_partners(old(kept)) == {"dawn.brief.ivan.en", "dawn.brief.ivan.ru"}
