from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.archive import notice
from pipeline.archive.notice import Edition, archived, as_lines, notices, write
from pipeline.archive.store import ArchiveStore
from pipeline.base.problems import Problems
from pipeline.domain.subjects import subjects


def old(folder: Path, version: str = "1.0") -> Edition:
    return archived(ArchiveStore(folder / "archive"), "archive", "dawn", version)


def present(folder: Path) -> Edition:
    project = load(folder)
    return Edition(project, subjects(project)["dawn"], present=True)


def test_two_archived_versions_are_compared_by_their_own_sources(two_versions: Path) -> None:
    [found] = notices(old(two_versions), old(two_versions, "1.1"), "en")
    assert (found.document, found.state) == ("dawn.brief.ivan.en", "changed")
    lines = list(as_lines(found))
    assert lines[0] == "dawn.brief.ivan.en"
    assert "    - Two\u00a0posts about the lamp." in lines
    assert "    + Three\u00a0posts about the lamp." in lines


def test_a_version_is_not_unlike_itself(two_versions: Path) -> None:
    assert notices(old(two_versions, "1.1"), old(two_versions, "1.1"), "en") == []
    assert notices(old(two_versions, "1.1"), present(two_versions), "ru") == []


def test_only_the_language_asked_for_is_compared(kept: Path) -> None:
    edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert notices(old(kept, "1.1"), present(kept), "en") == []
    [found] = notices(old(kept, "1.1"), present(kept), "ru")
    assert any("200\u00a0ламп" in line for line in as_lines(found))


BONUS = (
    "bonuses: [{metric: cpa, threshold: 9, counted_by: 2027-05-12, amount: 9000, currency: RUB, paid_by: 2027-05-31}]"
)
RIGHT = """\
rights:
      - {use: raw-files, channels: {en: our site, ru: наш сайт}, territory: {en: Russia, ru: Россия}, starts: 2027-03-09, \
ends: 2027-09-08}
"""


@pytest.mark.parametrize(
    ("added", "told"),
    [
        (BONUS, "RUB 9,000 if CPA is at most $9 on May 12, 2027, paid by May 31, 2027."),
        (RIGHT, "Raw files: our site; Russia; from March 9, 2027 to September 8, 2027 inclusive. Included in the pay."),
    ],
)
def test_pay_and_rights_that_were_added_are_told(kept: Path, added: str, told: str) -> None:
    edit(kept, CAMPAIGN, ("    tracking:", f"    {added.rstrip()}\n    tracking:"))
    [found] = notices(old(kept, "1.1"), present(kept), "en")
    said = [line.replace("\u00a0", " ").replace("\u2060", "") for line in as_lines(found)]
    assert any(told in line for line in said if line.strip().startswith("+")), said


def test_documents_that_came_or_went_are_named(kept: Path) -> None:
    text = (kept / CAMPAIGN).read_text(encoding="utf-8")
    (kept / CAMPAIGN).write_text(text.replace("  ivan:\n", "  olga:\n"), encoding="utf-8")
    found = notices(old(kept, "1.1"), present(kept), "en")
    assert [line for item in found for line in as_lines(item)] == [
        "dawn.brief.ivan.en: is not made any more",
        "dawn.brief.olga.en: a new document",
    ]
    assert write(load(kept), found, old(kept, "1.1"), present(kept), kept / "out", lambda path: None) == []
    assert not (kept / "out").exists()


@pytest.mark.long
def test_a_notice_is_written_in_every_format_and_speaks_of_one_document(two_versions: Path, tmp_path: Path) -> None:
    made: list[str] = []
    before, now = old(two_versions), old(two_versions, "1.1")
    for language in ("en", "ru"):
        found = notices(before, now, language)
        assert write(load(two_versions), found, before, now, tmp_path, lambda path: made.append(path.name)) == []
    assert made == [
        f"dawn.brief.ivan.{language}.changes.1.0-1.1.{form}"
        for language in ("en", "ru")
        for form in ("docx", "html", "pdf")
    ]
    import mammoth

    with (tmp_path / made[3]).open("rb") as file:
        html = mammoth.convert_to_html(file).value.replace("\u00a0", " ")
    assert "От версии 1.0 к версии 1.1" in html
    assert "1 февраля 2027" in html
    assert "Было" in html
    assert "Стало" in html
    with (tmp_path / made[0]).open("rb") as file:
        html = mammoth.convert_to_html(file).value.replace("\u00a0", " ")
    assert "<strong>Two posts</strong> about the lamp." in html
    assert "<strong>Three posts</strong> about the lamp." in html


def test_the_same_notice_has_the_same_bytes(two_versions: Path, tmp_path: Path) -> None:
    before, now = old(two_versions), old(two_versions, "1.1")
    found = notices(before, now, "en")
    for name in ("a", "b"):
        write(load(two_versions), found, before, now, tmp_path / name, lambda path: None)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second


def test_authored_text_in_a_notice_is_text(kept: Path, tmp_path: Path) -> None:
    edit(kept, CAMPAIGN, ("en: Three posts about the lamp.", "en: 'Three <b>posts</b> about {{ lamps }}.'"))
    before, now = old(kept, "1.1"), present(kept)
    [found] = notices(before, now, "en")
    assert write(load(kept), [found], before, now, tmp_path / "out", lambda path: None) == []
    assert any("{{ lamps }}" in line for line in as_lines(found))


def test_sources_of_another_program_are_a_problem_with_their_place(kept: Path) -> None:
    path = kept / "archive/dawn/1.0/sources/content/campaigns/dawn.yaml"
    path.chmod(0o644)
    path.write_text("name: x\n", encoding="utf-8")
    with pytest.raises(Problems) as found:
        old(kept)
    lines = [str(item) for item in found.value.problems]
    assert lines[0].startswith("archive/dawn/1.0: its sources cannot be read by this version of the program (")
    assert all(line.startswith("archive/dawn/1.0/sources/content/campaigns/dawn.yaml:") for line in lines[1:])


def test_marks_next_to_each_other_are_one(two_versions: Path) -> None:
    from pipeline.document.difference import Piece

    pieces = (Piece("a", changed=True), Piece(" "), Piece("b", changed=True), Piece(" "), Piece("c"))
    assert str(notice.marked(pieces)) == "<strong>a b</strong> c"
