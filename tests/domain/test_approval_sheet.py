from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from agreements import AGREEMENTS, reviewed
from samples import edit, load

from pipeline.document.traversal import lines
from pipeline.domain.approval_sheet import approval_sheet, told
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

CYRILLIC = re.compile("[\u0400-\u04ff]")


def test_the_sheet_of_the_sample_shows_what_fell_and_why(project: Project) -> None:
    sheet = approval_sheet(project, "spring-glow", "en")
    assert (sheet.approved, len(sheet.scopes), len(sheet.creators)) == (5, 5, 6)
    first, *others = sheet.decisions
    assert (first.approval.scope, first.approval.version, first.fell) == ("money", "1.1", True)
    assert "partnerships.anna-ivanova.fee.amount" in [change.field.path for change in first.why]
    assert not any(row.fell for row in others)


def test_a_change_is_told_in_the_language_of_the_document_where_it_changed_there(project: Project) -> None:
    rows = approval_sheet(project, "spring-glow", "en").decisions[0].why
    russian = next(row for row in rows if row.language == "ru")
    english = replace(russian, field=replace(russian.field, path=f"{russian.place}.en"), language="en")
    assert (told((russian, english), "en"), told((russian, english), "ru")) == ((english,), (russian,))
    assert told((russian,), "en") == (russian,)


def test_a_text_that_changed_in_another_language_alone_is_named_without_its_words(copy: Path) -> None:
    # The page has room for three changes, and this one is further below.
    edit(copy, "templates/kinds/approvals.html", ("row.why[:3]", "row.why"))
    project = load(copy)
    [target] = targets(project, "spring-glow.approvals.en.pdf")
    said = " ".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")
    assert "payment (Russia) (Russian)" in said
    assert not CYRILLIC.search(said)


def test_who_is_not_asked_about_a_scope_has_no_cell(tmp_path: Path) -> None:
    sheet = approval_sheet(load(reviewed(tmp_path / "project")), "dawn", "en")
    people = [person.name["en"] for person in sheet.people]
    assert people == ["Bo", "Cy", "Dee"]
    states = {row.name: [cell and cell.state for cell in row.cells] for row in sheet.scopes}
    assert states["money"] == ["missing", None, None]
    assert states["numbers"] == ["missing", "missing", None]


def test_only_a_campaign_with_records_has_the_sheet(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    edit(folder, "content/organisation.yaml", ("kinds: [brief]", "kinds: [brief, approvals]"))
    assert [target.id for target in targets(load(folder), "*.approvals.en.*")] == [
        "dawn.approvals.en.docx",
        "dawn.approvals.en.pdf",
    ]
    (folder / AGREEMENTS).unlink()
    assert targets(load(folder), "*.approvals.*") == []
