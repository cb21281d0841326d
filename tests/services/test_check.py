from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, archived, edit

from pipeline.build import run
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.check import check


def checked(folder: Path) -> list[str]:
    """What is wrong with the project in a folder."""
    project = load.load(folder)
    return [str(item) for item in check(project, targets.targets(project), ArchiveFolder.of(folder)).problems]


def test_nothing_is_wrong_with_a_project_that_can_be_built(minimal: Path) -> None:
    assert checked(minimal) == []


def test_content_that_changed_under_an_archived_version_is_told(kept: Path) -> None:
    edit(kept, CAMPAIGN, ("en: Three posts about", "en: Two posts about"))
    assert [line.partition(": ")[2].partition(" (")[0] for line in checked(kept)] == [
        'partnerships.ivan.ask.en: changed since version 1.1 was archived; it said "Three posts about the lamp."'
    ]


def test_another_archive_is_looked_at_where_one_is_given(kept: Path, tmp_path: Path) -> None:
    archived(kept, archive_path=tmp_path / "other")
    project = load.load(kept)
    folder = ArchiveFolder.of(kept, tmp_path / "other")
    assert folder.is_there() and check(project, targets.targets(project), folder).problems == ()


def test_what_keeps_a_document_from_being_composed_is_told_once_for_all_formats(minimal: Path) -> None:
    brief = minimal / "templates/kinds/brief.html"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace('{{ _("Creator brief") }}', "{{ nobody.knows }}"), encoding="utf-8")
    assert [line.partition(": ")[2] for line in checked(minimal)] == [
        f"nobody is not defined, while rendering dawn.brief.ivan.{language}.pdf" for language in ("en", "ru")
    ]


def test_a_promised_step_that_is_gone_is_looked_at(kept: Path) -> None:
    step = '      - {milestone: draft, date: 2027-02-24, time: "18:00"}\n'
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), (step, ""))
    project = load.load(kept)
    found = check(project, targets.targets(project), ArchiveFolder.of(kept)).warnings
    assert any("which version 1.1 promised, is gone" in str(item) for item in found)


def test_what_does_not_fit_is_told_as_a_build_tells_it(minimal: Path) -> None:
    edit(minimal, "templates/kinds/brief.html", ("pages: 4\ncore: 2", "pages: 1\ncore: 1"))
    found = checked(minimal)
    project = load.load(minimal)
    assert found != []
    assert found == [str(item) for item in run.build(project, targets.targets(project), minimal / "b", jobs=1).failed]


def test_what_does_not_fit_is_told_beside_what_cannot_be_composed(minimal: Path) -> None:
    edit(minimal, "templates/kinds/brief.html", ("pages: 4\ncore: 2", "pages: 1\ncore: 1"))
    kpi = minimal / "templates/kinds/kpi.html"
    text = kpi.read_text(encoding="utf-8")
    kpi.write_text(text.replace('{{ _("KPI one-pager") }}', "{{ nobody.knows }}"), encoding="utf-8")
    found = checked(minimal)
    assert any("nobody is not defined" in line for line in found)
    assert any("is too long" in line for line in found)
