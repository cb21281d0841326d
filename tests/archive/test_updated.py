from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import archived_content, edit

from pipeline.archive import updated
from pipeline.archive.store import ArchiveStore
from pipeline.archive.updated import ProgramChange
from pipeline.checks.load import load
from pipeline.cli.main import main

pytestmark = pytest.mark.long

N = "\u00a0"


@pytest.fixture
def workspace(tmp_path: Path, later: Path) -> Path:
    """A folder of content alone, with its campaign archived by the program as it is."""
    return archived_content(tmp_path / "workspace", "brief", "master")


def found(folder: Path) -> list[ProgramChange]:
    project, store = load(folder), ArchiveStore(folder / "archive")
    return updated.changes(project, store, "archive", updated.archived(project, store, ["dawn"]), "ru")


def test_the_same_program_says_the_same(workspace: Path) -> None:
    assert found(workspace) == []


def test_a_word_is_listed_once_with_the_documents_that_have_it(workspace: Path, later: Path) -> None:
    edit(later, "locales/ru/LC_MESSAGES/messages.po", ('msgstr "Зачем мы это делаем"', 'msgstr "Зачем это нужно"'))
    [change] = found(workspace)
    assert (change.kind, change.was, change.now) == ("changed", f"Зачем мы{N}это делаем", "Зачем это нужно")
    assert change.documents == ("dawn.brief.ivan.ru", "dawn.master.ru")
    said = CliRunner().invoke(main, ["diff", "--program", "--project", str(workspace), "--language", "ru"])
    assert said.output.splitlines()[-2:] == [f"  - Зачем мы{N}это делаем", "  + Зачем это нужно"]


def test_what_people_changed_is_not_of_the_program(workspace: Path, later: Path) -> None:
    edit(workspace, "content/campaigns/dawn.yaml", ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert found(workspace) == []


def test_another_look_is_told_in_a_line(workspace: Path, later: Path) -> None:
    with (later / "templates/theme/print.typ").open("a", encoding="utf-8") as style:
        style.write("// Another look.\n")
    assert found(workspace) == [ProgramChange("look", ("dawn",))]
    said = CliRunner().invoke(main, ["diff", "--program", "--project", str(workspace), "--language", "ru"])
    assert said.output == "1 archived version in force, ru\nanother look: dawn\n"


def test_what_is_not_archived_is_not_compared(workspace: Path) -> None:
    shutil.rmtree(workspace / "archive", ignore_errors=True)
    said = CliRunner().invoke(main, ["diff", "--program", "--project", str(workspace), "--language", "ru"])
    assert said.output == "0 archived versions in force, ru\nThis program says nothing otherwise.\n"


def test_an_archive_that_was_changed_is_told_before_anything_is_compared(workspace: Path) -> None:
    [manifest] = (workspace / "archive/dawn").glob("*/MANIFEST.json")
    manifest.chmod(0o600)
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"bytes": ', '"bytes": "1", "b": '), encoding="utf-8"
    )
    said = CliRunner().invoke(main, ["diff", "--program", "--project", str(workspace), "--language", "ru"])
    assert said.exit_code == 1
    assert "archive/dawn/" in said.output
