from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import CAMPAIGN, CREATOR, MARKET, edit

from pipeline import __version__
from pipeline.cli.main import main

BRIEFS = Path(sys.executable).with_name("briefs")
IVAN = [f"dawn.brief.ivan.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")]
OLGA = [name.replace("ivan", "olga") for name in IVAN]
ASK = ("en: Two posts about", "en: Three posts about")
BROKEN = '\n#set text(font: "Nowhere")\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks English, whatever the terminal's language is."""
    monkeypatch.setenv("LANGUAGE", "en")


def run(folder: Path, *arguments: str) -> Result:
    """A command in this process, in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, arguments)
    finally:
        os.chdir(before)


def briefs(folder: Path, *arguments: str, libraries: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with other libraries before those that are installed."""
    environment = dict(os.environ)
    if libraries:
        path = (str(libraries), os.environ.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(part for part in path if part)
    command = [BRIEFS, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def broken(folder: Path, error: str) -> Path:
    """A folder with a library that PDFs need, and that raises when it is imported."""
    folder.mkdir()
    (folder / "typst.py").write_text(f"raise {error}\n", encoding="utf-8")
    return folder


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build").rglob("*.*") if path.name != ".lock"}


# --- build ------------------------------------------------------------------


def test_building_says_what_was_built_and_where(only_briefs: Path) -> None:
    done = run(only_briefs, "build", "--jobs", "1")
    assert (done.exit_code, done.stdout) == (0, "4 documents: 4 built\n  build/dawn/\n")
    assert done.stderr == "".join(f"{name}\n" for name in IVAN)
    assert sorted(path.name for path in (only_briefs / "build/dawn").iterdir()) == IVAN


def test_building_again_says_that_nothing_changed(made: Path) -> None:
    before = times(made)
    done = run(made, "build")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "8 documents: 8 unchanged\n  build/dawn/\n", "")
    assert times(made) == before


def test_explaining_says_why(made: Path) -> None:
    edit(made, CAMPAIGN, ASK)
    done = run(made, "build", "--explain", "-j", "1")
    assert done.stderr == f"{IVAN[0]}: text changed\n{IVAN[1]}: text changed\n"
    assert done.stdout.startswith("8 documents: 2 built, 6 unchanged\n")


def test_forcing_makes_every_document_that_is_selected(made: Path) -> None:
    done = run(made, "build", "*.ivan.*.docx", "--force", "--explain")
    assert done.stderr == f"{IVAN[0]}: forced\n{IVAN[2]}: forced\n"
    assert done.stdout.startswith("2 documents: 2 built\n")


def test_patterns_add_up_and_each_document_is_named_once(made: Path) -> None:
    done = run(made, "list", "*.ru.pdf", "dawn.brief.ivan.*")
    assert [line.split()[0] for line in done.stdout.splitlines()] == sorted({*IVAN, OLGA[3]})


def test_a_document_that_cannot_be_made_is_a_problem_and_the_status_says_so(made: Path) -> None:
    sheet = made / "templates/theme/print.typ"
    sheet.write_text(sheet.read_text(encoding="utf-8") + BROKEN, encoding="utf-8")
    before = times(made)
    done = run(made, "build", "*.ivan.en.*", "--explain")
    assert done.exit_code == 1
    held = f"  {IVAN[0]} is held back: another format of it failed"
    assert done.stdout == f"2 documents: 1 failed, 1 held back\n{held}\n  build/dawn/\n"
    problem, count = done.stderr.splitlines()[2:]
    assert problem.endswith(f"while writing {IVAN[1]}")
    assert count == "1 problem; its document keeps its previous files"
    assert times(made)[IVAN[1]] == before[IVAN[1]]


def test_a_project_without_documents_has_nothing_to_build(only_briefs: Path) -> None:
    text = (only_briefs / CAMPAIGN).read_text(encoding="utf-8")
    (only_briefs / CAMPAIGN).write_text(text[: text.index("partnerships:")], encoding="utf-8")
    done = run(only_briefs, "build")
    assert (done.exit_code, done.stdout) == (0, "Nothing to build: no campaign and no procedure has a document.\n")


# --- check and list ---------------------------------------------------------


def test_checking_counts_what_there_is_and_writes_nothing(only_briefs: Path) -> None:
    done = run(only_briefs, "check")
    assert done.exit_code == 0
    assert "\nNo problems" in f"\n{done.stdout}"
    assert done.stdout.endswith(": 1 campaign, 4 documents to build.\n")
    assert not (only_briefs / "build").exists()


@pytest.mark.parametrize("command", ["check", "build", "list"])
def test_problems_are_lines_on_standard_error_and_their_number(only_briefs: Path, command: str) -> None:
    [zone] = edit(only_briefs, CREATOR, ("time_zone: Asia/Novosibirsk", "time_zone: ^Asia/Novosib"))
    [lead] = edit(only_briefs, MARKET, ("territory: RU", "territory: ^ru"))
    done = run(only_briefs, command)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f'{CREATOR}:{zone}: time_zone: "Asia/Novosib" is not a time zone (write an IANA name such as Europe/Moscow)\n'
        f'{MARKET}:{lead}: territory: "ru" does not have the expected form (write the two letters of ISO 3166, such as RU)\n'
        "2 problems in 2 files; nothing was built\n"
    )
    assert not (only_briefs / "build").exists()


def test_one_problem_is_counted_as_one(only_briefs: Path) -> None:
    edit(only_briefs, MARKET, ("territory: RU", "territory: ru"))
    assert run(only_briefs, "check").stderr.splitlines()[-1] == "1 problem in 1 file; nothing was built"


def test_checking_renders_every_document(only_briefs: Path) -> None:
    edit(
        only_briefs,
        "templates/kinds/brief.html",
        ("{% block content %}\n", "{% block content %}\n<p>{{ nobody }}</p>\n"),
    )
    done = run(only_briefs, "check")
    assert done.exit_code == 1
    assert "nobody" in done.stderr.splitlines()[0]


def test_the_list_shows_each_document_with_its_state_and_the_reason(made: Path) -> None:
    (made / "build/dawn" / IVAN[0]).unlink()
    edit(made, CAMPAIGN, ASK)
    lines = run(made, "list", "dawn.brief.ivan.*").stdout.splitlines()
    assert lines == [
        f"{IVAN[0]}  stale (text changed)",
        f"{IVAN[1]}  stale (text changed)",
        f"{IVAN[2]}  built",
        f"{IVAN[3]}  built",
    ]


def test_the_list_for_programs_is_json(made: Path) -> None:
    (made / "build/dawn" / IVAN[0]).unlink()
    records = json.loads(run(made, "list", "--json", "*.ivan.en.*").stdout)
    assert records == [
        {"id": IVAN[0], "state": "stale", "reason": "output missing", "path": f"build/dawn/{IVAN[0]}"},
        {"id": IVAN[1], "state": "built", "reason": None, "path": f"build/dawn/{IVAN[1]}"},
    ]


# --- wrong usage ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["build", "--campaign", "down"], 'Error: no campaign "down" (did you mean "dawn"?)'),
        (["check", "--campaign", "spring"], 'Error: no campaign "spring" (briefs list shows them all)'),
        (["build", "dawn.brief.ivna.en.pdf"], f'Error: no target matches "dawn.brief.ivna.en.pdf" (did you mean "{IVAN[1]}"?)'),
        (["list", "*.zz"], 'Error: no target matches "*.zz" (briefs list shows them all)'),
        (["list", "*.pdf", "nothing"], 'Error: no target matches "nothing" (briefs list shows them all)'),
        (["build", "--jobs", "0"], "Error: Invalid value for '--jobs' / '-j': 0 is not in the range 1<=x<=64."),
        (["bild"], "Error: No such command 'bild'."),
        (["build", "--project", "nowhere"], "Error: Invalid value for '--project': 'nowhere' does not exist."),
    ],
)  # fmt: skip
def test_wrong_usage_has_a_status_of_its_own_and_a_hint(only_briefs: Path, arguments: list[str], line: str) -> None:
    done = run(only_briefs, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(line.removesuffix("."))
    assert not (only_briefs / "build").exists()


def test_help_and_version_are_there() -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["--version"]).stdout == f"briefs, version {__version__}\n"
    for arguments in (["-h"], ["build", "--help"], ["list", "-h"]):
        done = runner.invoke(main, arguments)
        assert (done.exit_code, done.stdout.startswith("Usage: ")) == (0, True)


# --- from a shell -----------------------------------------------------------


@pytest.mark.long
def test_a_command_finds_the_project_above_and_builds_it(only_briefs: Path) -> None:
    done = briefs(only_briefs / "content/campaigns", "build", "*.en.docx")
    assert (done.returncode, done.stdout) == (0, "1 document: 1 built\n  ../../build/dawn/\n")
    assert done.stderr == f"{IVAN[0]}\n"


def test_outside_a_project_the_place_and_what_to_type_are_named(tmp_path: Path) -> None:
    done = briefs(tmp_path, "list")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{tmp_path}: no project here or above"
        " (a project holds content/organisation.yaml; say where with --project)\n"
        "1 problem in 1 file; nothing was built\n"
    )


def test_a_project_may_be_named(only_briefs: Path, tmp_path: Path) -> None:
    done = briefs(tmp_path, "list", "--project", "minimal", "*.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{IVAN[1]}  stale (new)\n{IVAN[3]}  stale (new)\n"


@pytest.mark.long
@pytest.mark.parametrize("place", ["minimal", "."])
def test_a_bug_is_told_in_one_line_with_the_details_in_the_project(
    only_briefs: Path, tmp_path: Path, place: str
) -> None:
    libraries = broken(tmp_path / "libraries", "RuntimeError('a broken library')")
    arguments = ("build", "*.en.pdf", "--project", place)
    done = briefs(only_briefs if place == "." else tmp_path, *arguments, libraries=libraries)
    log = only_briefs / "build/crash.log"
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"This is a bug in briefs {__version__}, not in your files. The details are in {log}.\n"
    text = log.read_text(encoding="utf-8")
    assert text.startswith(f"briefs {__version__}, Python {sys.version_info.major}.")
    assert f"\n{' '.join(arguments)}\n" in text
    assert text.rstrip().endswith("RuntimeError: a broken library")


@pytest.mark.long
def test_an_interruption_is_no_bug_and_keeps_what_is_finished(only_briefs: Path, tmp_path: Path) -> None:
    libraries = broken(tmp_path / "libraries", "KeyboardInterrupt")
    done = briefs(only_briefs, "build", "*.en.*", libraries=libraries)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "interrupted; finished documents are kept\n"
    assert run(only_briefs, "list", "*.en.*").stdout == f"{IVAN[0]}  stale (new)\n{IVAN[1]}  stale (new)\n"
