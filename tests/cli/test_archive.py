from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import CAMPAIGN, edit

from pipeline.archive.store import names
from pipeline.cli.main import main

BRIEFS = [sys.executable, "-m", "pipeline"]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks English, whatever the terminal's language is."""
    monkeypatch.setenv("LANGUAGE", "en")


def run(folder: Path, *arguments: str) -> Result:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, arguments)
    finally:
        os.chdir(before)


def digest(done: Result) -> str:
    return next(line for line in done.stdout.splitlines() if "digest" in line).split()[-1]


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


# --- archive ----------------------------------------------------------------


@pytest.mark.long
def test_archiving_says_where_and_the_digest_and_twice_that_it_is_there(only_briefs: Path) -> None:
    first, second = run(only_briefs, "archive", "dawn", "-j", "1"), run(only_briefs, "archive", "dawn", "-j", "1")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.splitlines()[0] == "dawn 1.0 archived: archive/dawn/1.0/"
    assert second.stdout.splitlines()[0] == "dawn 1.0 is archived already: archive/dawn/1.0/"
    assert digest(first) == digest(second)
    assert not (only_briefs / "build").exists()


@pytest.mark.long
def test_without_an_id_everything_in_force_is_archived(only_briefs: Path) -> None:
    text = (only_briefs / CAMPAIGN).read_text(encoding="utf-8")
    draft = text.replace("status: in-force", "status: draft").replace('"NL-DW"', '"NL-DU"').replace("2Vtzq", "3Vtzq")
    (only_briefs / "content/campaigns/dusk.yaml").write_text(draft, encoding="utf-8")
    done = run(only_briefs, "archive", "-j", "1")
    assert done.exit_code == 0
    assert [path.name for path in (only_briefs / "archive").iterdir() if path.is_dir()] == ["dawn"]
    refused = run(only_briefs, "archive", "dusk")
    assert refused.exit_code == 1
    assert "status: draft: only versions in force can be archived" in refused.stderr
    assert refused.stderr.splitlines()[-1] == "1 problem; what it is about was not archived"


@pytest.mark.long
def test_what_is_archived_is_listed_with_its_day_and_its_digest(only_briefs: Path) -> None:
    assert run(only_briefs, "archive", "--list").stdout == "Nothing is archived in archive/.\n"
    made = digest(run(only_briefs, "archive", "dawn"))
    line = f"dawn 1.0  issued 2027-02-01  digest {made}\n"
    assert run(only_briefs, "archive", "--list").stdout == run(only_briefs, "archive", "dawn", "--list").stdout == line
    assert run(only_briefs, "archive", "dusk", "--list").exit_code == 2
    index = only_briefs / "archive/INDEX.json"
    index.chmod(0o644)
    index.write_text("{", encoding="utf-8")
    assert "archive: cannot be read (run briefs verify for details)" in run(only_briefs, "archive", "--list").stderr


@pytest.mark.long
def test_an_archive_may_be_any_folder(only_briefs: Path, tmp_path: Path) -> None:
    other = tmp_path / "other place"
    assert run(only_briefs, "archive", "dawn", "-j", "1", "--archive", str(other)).exit_code == 0
    assert run(only_briefs, "verify", "--archive", str(other)).exit_code == 0
    assert run(tmp_path, "verify", "--archive", "other place").exit_code == 0
    assert not (only_briefs / "archive").exists()


@pytest.mark.long
def test_another_folder_and_hash_seed_make_the_same_archive(only_briefs: Path, tmp_path: Path) -> None:
    shutil.copytree(only_briefs, tmp_path / "elsewhere/copy")
    for folder, seed in ((only_briefs, "1"), (tmp_path / "elsewhere/copy", "42")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "42" else "UTC"}
        subprocess.run(
            [*BRIEFS, "archive", "dawn", "-j", "1"],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            check=True,
            capture_output=True,
        )
    assert contents(only_briefs / "archive") == contents(tmp_path / "elsewhere/copy/archive")


# --- verify -----------------------------------------------------------------


@pytest.mark.long
def test_verifying_says_what_is_unchanged(two_versions: Path) -> None:
    done = run(two_versions, "verify")
    assert done.exit_code == 0
    assert done.stdout.startswith("dawn: 2 versions, newest 1.1, ")
    assert done.stdout.splitlines()[0].endswith(" files unchanged")
    assert run(two_versions, "verify", "dawn", "--expect", digest(done)).exit_code == 0


def test_a_finding_is_a_line_and_the_status_is_one(kept: Path) -> None:
    path = kept / "archive/dawn/1.0/dawn.brief.ivan.en.pdf"
    path.chmod(0o644)
    with path.open("ab") as file:
        file.write(b"x")
    path.chmod(0o444)
    done = run(kept, "verify")
    assert (done.exit_code, done.stdout) == (1, "")
    [line, count] = done.stderr.splitlines()
    assert line.startswith("archive/dawn/1.0/dawn.brief.ivan.en.pdf: has ")
    assert count == "1 problem"


def test_a_digest_that_is_not_there_is_a_finding(two_versions: Path) -> None:
    done = run(two_versions, "verify", "--expect", "0" * 64)
    assert done.exit_code == 1
    assert "no version has the digest 000" in done.stderr


@pytest.mark.long
def test_rebuilding_says_what_came_out_the_same(two_versions: Path) -> None:
    done = run(two_versions, "verify", "--rebuild", "-j", "1")
    assert done.exit_code == 0, done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "rebuilt" in line] == [
        "  1.0 rebuilt",
        "  1.1 rebuilt",
    ]


def test_content_that_cannot_be_read_does_not_keep_anyone_from_verifying(kept: Path) -> None:
    (kept / CAMPAIGN).write_text("name: {", encoding="utf-8")
    assert run(kept, "verify").exit_code == 0


def test_nothing_archived_is_nothing_wrong(only_briefs: Path) -> None:
    done = run(only_briefs, "verify")
    assert (done.exit_code, done.stdout) == (0, "Nothing is archived in archive/.\n")


def test_cleaning_leaves_the_archive(kept: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    shutil.copy(root / "Makefile", kept)
    (kept / "build").mkdir()
    (kept / "build/x.pdf").touch()
    subprocess.run(["make", "clean"], cwd=kept, check=True, capture_output=True)
    assert not (kept / "build/x.pdf").exists()
    assert run(kept, "verify").exit_code == 0


# --- diff -------------------------------------------------------------------


def test_a_difference_is_said_and_written(two_versions: Path, tmp_path: Path) -> None:
    done = run(two_versions, "diff", "dawn", "1.0", "1.1", "--language", "en", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["dawn 1.0 to 1.1, en", "dawn.brief.ivan.en"]
    assert "    - Two\u00a0posts about the lamp." in lines
    # Ivan reads Russian, in which nothing changed: nobody gets a notice that says nothing to them.
    assert not (tmp_path / "out").exists()


def test_the_present_content_is_compared_where_no_other_version_is_given(kept: Path) -> None:
    done = run(kept, "diff", "dawn", "1.1", "--text")
    assert done.stdout == "dawn 1.1 to 1.1 (the current content), en\nNothing changed.\n"
    edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    done = run(kept, "diff", "dawn", "1.1", "--language", "ru")
    assert "200 ламп" in done.stdout.replace("\u00a0", " ")
    assert (kept / "build/dawn/dawn.brief.ivan.ru.changes.1.1-1.1.pdf").is_file()


# --- content that changed under its version ---------------------------------


@pytest.mark.long
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_changed_under_an_archived_version_is_a_problem(kept: Path, command: str) -> None:
    assert run(kept, command).exit_code == 0
    [place] = edit(kept, CAMPAIGN, ("en: Three posts about", "en: ^Six posts about"))
    before = contents(kept / "build") if (kept / "build").is_dir() else {}
    done = run(kept, command)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-2].startswith(
        f"{CAMPAIGN}:{place}: partnerships.ivan.ask.en: changed since version 1.1"
    )
    assert (contents(kept / "build") if (kept / "build").is_dir() else {}) == before
    edit(kept, CAMPAIGN, ('version: "1.1"\nissued: 2027-02-03', 'version: "1.2"\nissued: 2027-02-04'))
    assert run(kept, command).exit_code == 0


@pytest.mark.parametrize("command", [["verify"], ["check"], ["build", "-j", "1"], ["diff", "dawn", "1.0"]])
def test_a_link_in_the_place_of_the_archive_that_leads_nowhere_does_not_count_as_none(
    only_briefs: Path, command: list[str]
) -> None:
    (only_briefs / "archive").symlink_to("archive")
    done = run(only_briefs, *command)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == ("archive: a broken link (delete it, or point it to the archive)")


@pytest.mark.parametrize("command", [["verify"], ["archive", "dawn"]])
def test_an_archive_that_cannot_be_locked_is_told_with_the_name_of_its_lock(kept: Path, command: list[str]) -> None:
    (kept / "archive/.lock").unlink()
    (kept / "archive/.lock").mkdir()
    done = run(kept, *command)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].startswith(
        "archive/.lock: cannot be locked: "
        if command[0] == "archive"
        else "archive/.lock: this folder was never archived"
    )


# --- wrong usage ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["archive", "dwan"], 'no campaign or procedure "dwan" (did you mean "dawn"?)'),
        (["verify", "--expect", "abc"], '"abc" is no digest (64 digits and letters a to f, as verify prints them)'),
        (["verify", "--archive", "nowhere"], "there is no archive in nowhere (briefs archive makes one)"),
        (["diff", "dawn", "9.9"], "version 9.9 of dawn is not archived (there are 1.0, 1.1)"),
        (["diff", "dawn", "1.0", "1.2"], "version 1.2 of dawn is not archived (there are 1.0, 1.1)"),
        (["diff", "dusk", "1.0"], "nothing is archived as dusk (there is dawn)"),
        (["diff", "dawn", "1.0", "--language", "de"], 'no documents in "de" (there are en, ru)'),
        (["diff", "dawn"], "name a campaign or procedure and the version that it is compared with"),
    ],
)
def test_wrong_usage_has_a_status_of_its_own_and_a_hint(two_versions: Path, arguments: list[str], line: str) -> None:
    done = run(two_versions, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {line}"


@pytest.mark.parametrize("command", ["archive", "verify", "diff"])
def test_every_command_explains_itself(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert "--archive DIR" in done.stdout


def test_problems_are_told_in_russian(kept: Path) -> None:
    path = kept / "archive/dawn/1.0/README.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    path.chmod(0o644)
    done = run(kept, "verify", "--language", "ru")
    assert "открыт для записи" in done.stderr
