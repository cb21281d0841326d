from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path

import clusters
import pytest
from click.testing import CliRunner, Result
from samples import CAMPAIGN, edit

from pipeline.cli.main import main

HOME = "DASK_SCHEDULER_ADDRESS"
RECORDS = {"state.json", "manifest.json"}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks English, whatever the terminal's language is."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv(HOME, raising=False)


@pytest.fixture
def nobody() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def build(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", "--project", str(folder), *arguments])


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "build").rglob("*.*") if path.name != ".lock"}


def test_an_address_of_another_form_is_wrong_usage(made: Path) -> None:
    found = build(made, "--cluster", "http://scheduler", "--force")
    assert found.exit_code == 2
    assert '"http://scheduler" is no address of a scheduler (write it as tcp://host:8786)' in found.stderr


def test_processes_of_this_machine_and_of_others_cannot_both_be_asked_for(made: Path) -> None:
    found = build(made, "--cluster", "scheduler:8786", "--jobs", "2")
    assert found.exit_code == 2
    assert "--jobs is for this machine, --cluster for others (name one of them)" in found.stderr


def test_what_the_environment_says_yields_to_what_is_typed(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, "nowhere")
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    assert build(made, "--jobs", "1").exit_code == 0
    assert build(made).exit_code == 2


def test_without_a_scheduler_nothing_changes(made: Path, nobody: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = left(made)
    found = build(made, "--force", "--cluster", nobody)
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines()[0] == (
        f"tcp://{nobody}: cannot be reached: Connection refused (is the scheduler running there?)"
    )
    assert left(made) == before
    monkeypatch.setenv(HOME, nobody)
    assert build(made, "--force", "--messages", "ru").stderr.startswith(f"tcp://{nobody}: не удаётся подключиться: ")
    assert left(made) == before


def test_without_dask_it_says_what_to_install(made: Path, nobody: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "distributed" else real(name, *rest)
    )
    found = build(made, "--force", "--cluster", nobody)
    assert found.exit_code == 2
    assert "pip install 'universal-brief[cluster]'" in found.stderr


def test_where_nothing_is_stale_nobody_is_asked(made: Path, nobody: str) -> None:
    assert build(made, "--cluster", nobody).exit_code == 0


@pytest.mark.long
def test_documents_are_made_elsewhere_and_are_the_same(made: Path, tmp_path: Path) -> None:
    before = left(made)
    with clusters.started(tmp_path / "cluster", workers=1) as cluster:
        found = build(made, "--force", "--cluster", str(cluster.address))
        assert (found.exit_code, sorted(found.stderr.splitlines())) == (0, sorted(before.keys() - RECORDS))
    after = left(made)
    assert [name for name in before if after[name] != before[name]] in ([], ["state.json"])
    assert after.keys() == before.keys()


@pytest.mark.long
def test_dask_is_imported_only_where_it_is_asked_for(made: Path) -> None:
    script = (
        "import atexit, sys; atexit.register(lambda: print('distributed' in sys.modules));"
        "from pipeline.cli.main import main; main(['build'])"
    )
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    done = subprocess.run([sys.executable, "-c", script], cwd=made, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
