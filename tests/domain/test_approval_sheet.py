from __future__ import annotations

from pathlib import Path

from agreements import AGREEMENTS, reviewed
from samples import edit, load

from pipeline.domain.approval_sheet import approval_sheet
from pipeline.domain.targets import targets
from pipeline.reading.project import Project


def test_the_sheet_of_the_sample_shows_what_fell_and_why(project: Project) -> None:
    sheet = approval_sheet(project, "spring-glow")
    assert (sheet.approved, len(sheet.scopes), len(sheet.creators)) == (5, 5, 6)
    first, *others = sheet.decisions
    assert (first.approval.scope, first.approval.version, first.fell) == ("money", "1.1", True)
    assert "partnerships.anna-ivanova.fee.amount" in [change.field.path for change in first.why]
    assert not any(row.fell for row in others)


def test_who_is_not_asked_about_a_scope_has_no_cell(tmp_path: Path) -> None:
    sheet = approval_sheet(load(reviewed(tmp_path / "project")), "dawn")
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
