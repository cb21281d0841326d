from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, MINIMAL, archived, archived_content, edit, load, only_kinds

from pipeline.archive import changed, notice
from pipeline.archive.present_program import own
from pipeline.archive.store import ArchiveStore
from pipeline.checks.load import load as loaded
from pipeline.domain.subjects import subjects

HEADING = ('aria-label="{{ _("Key facts") }}"', 'aria-label="{{ _("Fee") }}"')


@pytest.fixture
def workspace(tmp_path: Path, later: Path) -> Path:
    """A folder of content alone, with its campaign archived by the program as it is."""
    return archived_content(tmp_path / "workspace", "brief")


def revised(folder: Path) -> list[str]:
    return [
        str(item) for item in changed.problems(loaded(folder), ArchiveStore(folder / "archive"), "archive", ["dawn"])
    ]


def update(later: Path) -> None:
    """What a later version changes: wording, look, what a template says and a translation."""
    edit(later, "templates/kinds/brief.html", HEADING)
    with (later / "templates/theme/theme.yaml").open("a", encoding="utf-8") as theme:
        theme.write("# Another look.\n")
    edit(later, "locales/ru/LC_MESSAGES/messages.po", ('"Fee"\nmsgstr "Вознаграждение"', '"Fee"\nmsgstr "Гонорар"'))


def test_a_later_program_refuses_nothing_that_is_in_force(workspace: Path, later: Path) -> None:
    update(later)
    assert revised(workspace) == []
    assert archived(workspace).added is False


@pytest.mark.long
def test_a_fact_that_changed_is_refused_after_an_update_as_before(workspace: Path, later: Path) -> None:
    update(later)
    edit(workspace, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    [line] = revised(workspace)
    assert 'changed since version 1.0 was archived; it said "Продать 100 ламп."' in line


@pytest.mark.long
def test_a_comment_and_an_update_together_are_no_revision(workspace: Path, later: Path) -> None:
    update(later)
    path = workspace / CAMPAIGN
    path.write_text("# A note.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert revised(workspace) == []


@pytest.mark.long
def test_a_template_of_the_user_s_own_is_the_user_s_change(workspace: Path, later: Path) -> None:
    own_template = workspace / "templates/kinds/brief.html"
    own_template.parent.mkdir(parents=True)
    shutil.copyfile(later / "templates/kinds/brief.html", own_template)
    assert revised(workspace) == []
    edit(workspace, "templates/kinds/brief.html", HEADING)
    [line] = revised(workspace)
    assert line.startswith("templates/kinds/brief.html: added since version 1.0 was archived")


@pytest.mark.long
def test_in_a_clone_the_program_s_templates_are_the_program_s(later: Path) -> None:
    shutil.copytree(MINIMAL / "content", later / "content")
    only_kinds(later, "brief")
    archived(later)
    update(later)
    assert revised(later) == []
    sources = ArchiveStore(later / "archive").sources("dawn", "1.0")
    assert own(sources, loaded(later), ["templates/a", "locales/b", "content/c"]) == ["content/c"]
    edit(later, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert len(revised(later)) == 1


@pytest.mark.long
def test_what_a_clone_archived_is_compared_in_a_workspace_by_its_content(later: Path, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL / "content", later / "content")
    only_kinds(later, "brief")
    archived(later)
    moved = tmp_path / "moved"
    for name in ("content", "archive"):
        shutil.copytree(later / name, moved / name)
    update(later)
    assert revised(moved) == []
    edit(moved, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert len(revised(moved)) == 1


@pytest.mark.long
def test_notices_tell_partners_what_people_changed_and_nothing_of_the_program(workspace: Path, later: Path) -> None:
    update(later)
    edit(workspace, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    project = load(workspace)
    before = notice.archived(ArchiveStore(workspace / "archive"), "archive", "dawn", "1.0", project)
    now = notice.Edition(project, subjects(project)["dawn"], present=True)
    [found] = notice.notices(before, now, "ru")
    # The aim stands in a brief's list of reasons, so that a line of a notice begins with its label.
    assert [line for line in notice.as_lines(found) if line.startswith("    +")] == [
        "    + Цель: Продать 200\u00a0ламп. Показать утро."
    ]
