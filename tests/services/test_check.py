from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from samples import CAMPAIGN, archived, edit

from pipeline.build import measured as build_measured
from pipeline.build import run
from pipeline.build.worker import Job
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.check import check


def checked(folder: Path) -> list[str]:
    """What is wrong with the project in a folder."""
    project = load.load(folder)
    return [str(item) for item in check(project, targets.targets(project), ArchiveFolder.of(folder)).problems]


@pytest.mark.long
def test_nothing_is_wrong_with_a_project_that_can_be_built(minimal: Path) -> None:
    assert checked(minimal) == []


@pytest.mark.long
def test_content_that_changed_under_an_archived_version_is_told(kept: Path) -> None:
    edit(kept, CAMPAIGN, ("en: Three posts about", "en: Two posts about"))
    assert [line.partition(": ")[2].partition(" (")[0] for line in checked(kept)] == [
        'partnerships.ivan.ask.en: changed since version 1.1 was archived; it said "Three posts about the lamp."'
    ]


@pytest.mark.long
def test_another_archive_is_looked_at_where_one_is_given(kept: Path, tmp_path: Path) -> None:
    archived(kept, archive_path=tmp_path / "other")
    project = load.load(kept)
    folder = ArchiveFolder.of(kept, tmp_path / "other")
    assert folder.is_there() and check(project, targets.targets(project), folder).problems == ()


@pytest.mark.long
def test_what_keeps_a_document_from_being_composed_is_told_once_for_all_formats(minimal: Path) -> None:
    brief = minimal / "templates/kinds/brief.html"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace('{{ _("Creator brief") }}', "{{ nobody.knows }}"), encoding="utf-8")
    assert [line.partition(": ")[2] for line in checked(minimal)] == [
        f"nobody is not defined, while rendering dawn.brief.ivan.{language}.pdf" for language in ("en", "ru")
    ]


def test_a_promised_step_that_is_gone_is_looked_at(kept: Path) -> None:
    step = '      - {milestone: draft, date: 2027-02-24, time: "18:00"}\n'
    edit(kept, CAMPAIGN, ('version: "1.1"\nissued: 2027-02-03', 'version: "1.2"\nissued: 2027-02-04'), (step, ""))
    project = load.load(kept)
    found = check(project, targets.targets(project), ArchiveFolder.of(kept)).warnings
    assert any("which version 1.1 promised, is gone" in str(item) for item in found)


@pytest.mark.long
def test_what_does_not_fit_is_told_as_a_build_tells_it(minimal: Path) -> None:
    edit(minimal, "templates/kinds/brief.html", ("pages: 4\ncore: 2", "pages: 1\ncore: 1"))
    found = checked(minimal)
    project = load.load(minimal)
    assert found != []
    assert found == [str(item) for item in run.build(project, targets.targets(project), minimal / "b", jobs=1).failed]


@pytest.mark.long
def test_what_does_not_fit_is_told_beside_what_cannot_be_composed(minimal: Path) -> None:
    edit(minimal, "templates/kinds/brief.html", ("pages: 4\ncore: 2", "pages: 1\ncore: 1"))
    kpi = minimal / "templates/kinds/kpi.html"
    text = kpi.read_text(encoding="utf-8")
    kpi.write_text(text.replace('{{ _("KPI one-pager") }}', "{{ nobody.knows }}"), encoding="utf-8")
    found = checked(minimal)
    assert any("nobody is not defined" in line for line in found)
    assert any("is too long" in line for line in found)


def test_what_was_found_to_fit_is_not_measured_again_until_it_changes(
    only_briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []
    own = build_measured.results

    def results(pool: Any, work: Any, jobs: Iterable[Job]) -> Any:
        known = list(jobs)
        measured.extend(job.target for job in known)
        return own(pool, work, iter(known))

    monkeypatch.setattr(build_measured, "results", results)
    assert checked(only_briefs) == []
    first = list(measured)
    assert checked(only_briefs) == []
    assert (len(first), measured) == (2, first)
    edit(only_briefs, CAMPAIGN, ("en: Two posts about", "en: Four posts about"))
    assert checked(only_briefs) == []
    again = measured[len(first) :]
    assert "dawn.brief.ivan.en.pdf" in again and "dawn.brief.ivan.ru.pdf" not in again


def test_what_does_not_fit_is_told_by_each_check(only_briefs: Path) -> None:
    edit(only_briefs, "templates/kinds/brief.html", ("pages: 4\ncore: 2", "pages: 1\ncore: 1"))
    found = checked(only_briefs)
    assert found and checked(only_briefs) == found
