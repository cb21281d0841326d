"""Every broken project below `problems/`: its exact lines, in bounded time and memory, and nothing else happens."""

from __future__ import annotations

import faulthandler
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cases import PROBLEMS, Case, cases, is_heavy
from click.testing import CliRunner

from pipeline.checks import load
from pipeline.cli import main

SECONDS = 10
"""Of CPU: how busy the machine is says nothing of what is checked."""
HUNG = 300
"""Seconds after which a command is taken to hang and its process is ended: a whole sample on a busy machine needs 40."""
GIGABYTE = 1 << 30
ENGLISH = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
LEAST = {
    "yaml": 70,
    "text": 45,
    "ids": 40,
    "size": 24,
    "templates": 15,
    "calendars": 25,
    "plan": 20,
    "ritual": 35,
    "cohorts": 29,
    "rules": 60,
    "consistency": 28,
}

# What a project of many bytes is read in: no more memory than this, and no socket.
_LIMITED = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({GIGABYTE}, {GIGABYTE}))
except (ImportError, ValueError, OSError):
    pass
def watch(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(99)
sys.addaudithook(watch)
from pipeline.cli.main import main
main()
"""

_opened: list[str] = []
_watching = False


def _watch(event: str, arguments: Any) -> None:
    if _watching and event.startswith("socket."):
        _opened.append(event)


sys.addaudithook(_watch)


def run(folder: Path, *, heavy: bool = False, command: str = "check") -> tuple[int, str]:
    """The exit status and the standard error of a command that reads the whole project."""
    arguments = [command, "--project", str(folder)]
    if heavy:
        done = subprocess.run(
            [sys.executable, "-c", _LIMITED, *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=os.environ | ENGLISH,
            timeout=HUNG,
        )
        return done.returncode, done.stderr
    global _watching
    faulthandler.dump_traceback_later(HUNG, exit=True)
    _watching = True
    try:
        result = CliRunner(env=ENGLISH).invoke(main.main, arguments)
    finally:
        _watching = False
        faulthandler.cancel_dump_traceback_later()
    return result.exit_code, result.stderr


def worked() -> float:
    """Seconds of CPU that this process and those that it has waited for have had."""
    return sum(os.times()[:4])


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the same one for every case: what is compiled of the templates is compiled once."""
    base = tmp_path_factory.getbasetemp()
    monkeypatch.setattr(tempfile, "tempdir", str(base))
    monkeypatch.setenv("TMPDIR", str(base))
    project = base / "broken"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    return project


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.id)
def test_a_broken_project_says_exactly_what_is_wrong(case: Case, folder: Path) -> None:
    heavy = is_heavy(case.build(folder))
    build = folder / "build"
    build.mkdir()
    (build / "kept.pdf").write_bytes(b"an older document")
    before = snapshot(build)
    _opened.clear()
    started = worked()
    status, said = run(folder, heavy=heavy)
    # A project that is to be read may have warnings, which are looked at where they are what the case is about.
    assert (said if status or case.warned else "", status) == (case.expected or case.warned, 1 if case.expected else 0)
    assert worked() - started < SECONDS
    assert _opened == []
    assert snapshot(build) == before
    if case.reads:
        sources = load.load(folder).sources
        for item in case.reads:
            value = sources[item["file"]].data
            for part in item["at"]:
                value = value[part]
            # A text may know how it was typed; what counts is what it says.
            value = str(value) if isinstance(value, str) else value
            assert (value, type(value)) == (item["value"], type(item["value"]))


@pytest.mark.parametrize("name", ["yaml/unclosed-braces", "rules/two-pillars", "templates/unknown-field"])
def test_a_build_says_the_same_and_touches_nothing(name: str, folder: Path) -> None:
    case = Case(PROBLEMS / name)
    case.build(folder)
    (folder / "build").mkdir()
    (folder / "build/kept.pdf").write_bytes(b"an older document")
    before = snapshot(folder / "build")
    assert run(folder, command="build") == (1, case.expected)
    assert snapshot(folder / "build") == before


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_every_case_expects_something() -> None:
    assert [case.id for case in cases() if not (case.expected or case.warned or case.reads)] == []


def test_the_groups_are_as_large_as_they_are_said_to_be() -> None:
    counted = Counter(case.group for case in cases())
    assert {group: counted[group] for group, least in LEAST.items() if counted[group] < least} == {}
    assert sum(counted.values()) >= sum(LEAST.values())
