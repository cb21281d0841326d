"""What the README tells a newcomer to type, typed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CONTENT, ROOT

from pipeline import __version__

README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKSPACE = ["pipx install ./universal_brief-0.1.0-py3-none-any.whl", "briefs init acme"]
ALL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.strip().splitlines()]
COMMANDS = [command for command in ALL if command not in WORKSPACE]
VENV = Path(sys.executable).parent.parent


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files of this repository that a clone has, beside an environment that is already set up."""
    for name in (*CONTENT, "pipeline"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "build").mkdir()
    return tmp_path


def typed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = command.replace("make", f"make VENV={VENV}", 1) if command.startswith("make") else command
    words = words.replace(".venv/bin/", f"{VENV}/bin/")
    # The outer make's own flags would make the inner one say which folder it enters.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["bash", "-c", words], env=environment, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_first_two_commands_build_and_test() -> None:
    assert COMMANDS[:2] == ["make briefs", "make test"]


def test_the_next_two_commands_make_a_workspace_of_one_s_own(tmp_path: Path) -> None:
    assert ALL[2:4] == WORKSPACE
    assert f"-{__version__}-" in WORKSPACE[0]
    done = typed(f".venv/bin/{WORKSPACE[1]}", tmp_path)
    assert (done.returncode, (tmp_path / "acme/README.md").is_file()) == (0, True), done.stderr


def test_the_first_command_makes_the_documents_that_the_readme_names(clone: Path) -> None:
    done = typed("make briefs CAMPAIGN=spring-glow", clone)
    assert done.returncode == 0, done.stderr
    for name in re.findall(r"^build/\S+\.\w+$", README, re.M):
        assert (clone / name).is_file(), name
    records = json.loads((clone / "build/manifest.json").read_text(encoding="utf-8"))
    assert {Path(record["path"]).name for record in records} == {
        path.name for path in (clone / "build/spring-glow").iterdir()
    }
    assert typed("make briefs CAMPAIGN=spring-glow", clone).stdout.startswith("36 documents: 36 unchanged")


@pytest.mark.long
def test_every_other_command_runs(clone: Path) -> None:
    for command in COMMANDS[2:]:
        done = typed(command, clone)
        assert done.returncode == 0, (command, done.stderr)


def test_every_make_target_and_command_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make ([a-z-]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.M), target
    listed = subprocess.run(
        [sys.executable, "-m", "pipeline", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for command in set(re.findall(r"`briefs ([a-z]+)", README)):
        assert f"  {command}" in listed, command


def test_every_file_that_the_readme_names_is_there() -> None:
    for name in re.findall(r"\]\(([\w./-]+)\)|`((?:content|docs)/[\w./-]+)`", README):
        path = name[0] or name[1]
        assert (ROOT / path).exists(), path
