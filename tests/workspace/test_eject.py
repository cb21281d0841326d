from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import MINIMAL, edit

from pipeline.base.assets import Assets
from pipeline.cli.main import main
from pipeline.workspace import doctor
from pipeline.workspace.eject import eject
from pipeline.workspace.own_files import OwnFile, own_files
from pipeline.workspace.starting_values import CannotStart

BRIEF = "templates/kinds/brief.html"
HEADING = ('aria-label="{{ _("Key facts") }}"', 'aria-label="{{ _("Fee") }}"')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL / "content", tmp_path / "workspace/content")
    return tmp_path / "workspace"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("brief", BRIEF),
        ("brief.html", BRIEF),
        ("templates/macros/terms.html", "templates/macros/terms.html"),
        ("theme", "templates/theme/theme.yaml"),
        ("ru", "locales/ru/LC_MESSAGES/messages.po"),
    ],
)
def test_one_file_is_copied_and_goes_before_the_program_s(workspace: Path, later: Path, wanted: str, name: str) -> None:
    done = CliRunner().invoke(main, ["eject", wanted, "--project", str(workspace), "--messages", "en"])
    assert done.output.splitlines()[0] == f"wrote {name}"
    assert (workspace / name).read_bytes() == (later / name).read_bytes()
    [own] = own_files(Assets.of(workspace))
    assert own == OwnFile(name, "0.1.0", changed=False, moved=False)


def test_what_became_of_a_copy_is_told_with_what_to_type(workspace: Path, later: Path) -> None:
    eject(workspace, "brief")
    edit(workspace, BRIEF, HEADING)
    assert own_files(Assets.of(workspace)) == [OwnFile(BRIEF, "0.1.0", changed=True, moved=False)]
    edit(later, BRIEF, ('{{ _("Creator brief") }}', '{{ _("Master brief") }}'))
    [own] = own_files(Assets.of(workspace))
    assert (own.changed, own.moved) == (True, True)
    assert own.merge == f"git merge-file {BRIEF} .ejected/{BRIEF} {later / BRIEF}"
    [told] = doctor.overridden(Assets.of(workspace))
    assert told.detail == f"copied from 0.1.0, changed by you; the program's is another now: {own.merge}"


def test_a_file_that_nobody_copied_is_one_s_own(workspace: Path, later: Path) -> None:
    (workspace / "templates/kinds").mkdir(parents=True)
    shutil.copy(later / BRIEF, workspace / BRIEF)
    [told] = doctor.overridden(Assets.of(workspace))
    assert (told.name, told.detail) == (BRIEF, "your own, in place of the program's")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("breif", r'the program has no file "breif" \(did you mean "brief"\?\)'),
        ("xyz-1234567", "such as brief, theme, ru"),
        ("campaign", "may mean each of: templates/macros/campaign.html, templates/new/campaign.yaml"),
    ],
)
def test_a_name_that_means_no_file_or_several_is_told(workspace: Path, later: Path, wanted: str, said: str) -> None:
    with pytest.raises(CannotStart, match=said):
        eject(workspace, wanted)


def test_what_is_there_is_not_overwritten(workspace: Path, later: Path) -> None:
    eject(workspace, "brief")
    with pytest.raises(CannotStart, match="is there already"):
        eject(workspace, "brief")


def test_in_a_clone_nothing_has_to_be_copied(later: Path) -> None:
    with pytest.raises(CannotStart, match="the program's own"):
        eject(later, "brief")
