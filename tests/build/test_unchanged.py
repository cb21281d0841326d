from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import CAMPAIGN, ROOT, edit

from pipeline.base import font_package
from pipeline.build import inputs, state, unchanged
from pipeline.build.unchanged import Look

IVAN = [f"dawn.brief.ivan.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")]
OLGA = [name.replace("ivan", "olga") for name in IVAN]
HEAVY = {"babel", "docx", "filelock", "fontTools", "jinja2", "lxml", "markdown_it", "pikepdf", "pydantic", "rich", "typst", "weasyprint", "yaml"}  # fmt: skip
OURS = {
    "build.run", "build.plan", "build.processes", "build.worker", "checks.load", "cli.progress", "domain.targets",
    "model.theme", "reading.project", "rendering.compose",
}  # fmt: skip
PROGRAM = """
import json, sys
sys.argv = ["briefs", *json.loads(sys.argv[1])]
from pipeline.cli.main import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def outputs(folder: Path, *patterns: str, campaign: str = "") -> list[str] | None:
    """The ids of the outputs that stand as they are; None where there may be something to do."""
    found = unchanged.outputs(Look.at(folder, folder / "build"), patterns, campaign)
    return None if found is None else found.ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "8 documents: 8 unchanged"),
        (["build", "*.ivan.*.pdf", "*.olga.ru.*", "--explain"], "4 documents: 4 unchanged"),
        (["build", "--campaign", "dawn", "--jobs", "2"], "8 documents: 8 unchanged"),
        (["list"], f"{IVAN[0]}  built"),
        (["list", "--json"], "["),
    ],
)
def test_where_nothing_changed_nothing_is_loaded_that_could_make_a_document(
    made: Path, arguments: list[str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps([*arguments, "--project", str(made)])],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stderr))
    assert done.stdout.splitlines()[0] == said
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()
    ours = {f"pipeline.{name}" for name in OURS}
    assert all((ROOT / f"{name.replace('.', '/')}.py").is_file() for name in ours)
    assert loaded & ours == set()


def test_what_stands_is_what_a_selection_means(made: Path) -> None:
    assert outputs(made) == IVAN + OLGA
    assert outputs(made, "*.ivan.ru.*") == IVAN[2:]
    assert outputs(made, "*.ru.pdf", "*.ivan.ru.*") == sorted({*IVAN[2:], OLGA[3]})
    assert outputs(made, campaign="dawn") == IVAN + OLGA


def test_a_selection_that_means_nothing_has_to_be_told(made: Path) -> None:
    assert outputs(made, "nothing") is None
    assert outputs(made, "*.pdf", "nothing") is None
    assert outputs(made, campaign="dusk") is None


@pytest.mark.parametrize(
    "name",
    [
        CAMPAIGN,
        "content/creators/ivan.yaml",
        "locales/ru/language.yaml",
        "locales/ru/LC_MESSAGES/messages.po",
        "templates/kinds/brief.html",
        "templates/theme/theme.yaml",
    ],
)
def test_any_input_that_changed_is_noticed_whatever_its_time(made: Path, name: str) -> None:
    path = made / name
    before = path.stat()
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert outputs(made) is None
    path.write_bytes(raw)
    assert outputs(made) == IVAN + OLGA


def test_files_that_came_went_or_have_another_name_are_noticed(made: Path) -> None:
    creators = made / "content/creators"
    shutil.copy(creators / "ivan.yaml", creators / "oleg.yaml")
    assert outputs(made) is None
    (creators / "oleg.yaml").unlink()
    assert outputs(made) == IVAN + OLGA
    (creators / "ivan.yaml").rename(creators / "jan.yaml")
    assert outputs(made) is None


def test_outputs_that_are_gone_or_altered_are_noticed_where_they_are_selected(made: Path) -> None:
    (made / "build/dawn" / IVAN[0]).unlink()
    altered = made / "build/dawn" / OLGA[1]
    raw, before = altered.read_bytes(), altered.stat()
    altered.write_bytes(raw[:-1] + b" ")
    os.utime(altered, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert outputs(made) is None
    assert outputs(made, IVAN[0]) is None
    assert outputs(made, OLGA[1]) is None
    assert outputs(made, "*.ru.*") == [*IVAN[2:], *OLGA[2:]]


@pytest.mark.parametrize("name", [state.STATE, state.MANIFEST])
def test_records_that_are_gone_or_damaged_are_noticed(made: Path, name: str) -> None:
    path = made / "build" / name
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"pages": null', b'"pages": 1', 1))
    assert outputs(made) is None
    path.unlink()
    assert outputs(made) is None
    path.write_bytes(raw)
    assert outputs(made) == IVAN + OLGA


def test_what_an_interrupted_run_left_has_to_be_swept(made: Path) -> None:
    (made / f"build/dawn/.{IVAN[0]}.1.part").touch()
    assert outputs(made) is None


@pytest.mark.long
def test_only_what_was_made_from_these_inputs_stands(made: Path) -> None:
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    assert outputs(made) is None
    subprocess.run([sys.executable, "-m", "pipeline", "build", "*.olga.*", "--project", made], check=True)
    assert outputs(made, "*.olga.*") == OLGA
    assert outputs(made) is None
    subprocess.run([sys.executable, "-m", "pipeline", "build", "*.ivan.*", "-j", "1", "--project", made], check=True)
    assert outputs(made) == IVAN + OLGA


def test_a_font_that_changed_is_noticed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_package, "folder", lambda package: tmp_path / package)
    font = tmp_path / "own/font.ttf"
    font.parent.mkdir()
    font.write_bytes(b"one")
    before = state.load(made / "build")
    standing = before.standing
    assert standing.fonts
    own = state.LastInputs(standing.inputs, {"own/font.ttf": inputs.content(font)}, standing.targets, standing.current)
    state.save(made / "build", state.State(before.artifacts, before.fingerprints, before.rendered, own), {})
    assert outputs(made) == IVAN + OLGA
    font.write_bytes(b"two")
    assert outputs(made) is None
