from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import ROOT, smallest

from tools.compare_outputs import differences

pytestmark = pytest.mark.long

NAME = "dawn.brief.ivan.en.pdf"


def altered(folder: Path) -> list[str]:
    path = folder / "dawn" / NAME
    before = path.read_bytes()
    path.write_bytes(before[:100] + b"?" + before[101:])
    return [f"dawn/{NAME}: differs from byte 100 on, {len(before)} and {len(before)} bytes"]


def longer(folder: Path) -> list[str]:
    path = folder / "dawn" / NAME
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    return [f"dawn/{NAME}: differs from byte {len(before)} on, {len(before)} and {len(before) + 1} bytes"]


def missing(folder: Path) -> list[str]:
    (folder / "dawn" / NAME).unlink()
    return [f"dawn/{NAME}: only in A"]


def added(folder: Path) -> list[str]:
    (folder / "dawn/more.txt").touch()
    return ["dawn/more.txt: only in B"]


def recorded_otherwise(folder: Path) -> list[str]:
    path = folder / "manifest.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    [record] = [record for record in records if record["id"] == NAME]
    before = record["pages"]
    record |= {"pages": 7, "fingerprint": "of another program", "new": 1}
    path.write_text(json.dumps(records), encoding="utf-8")
    return [f"manifest.json: {NAME}: new: only in B", f"manifest.json: {NAME}: pages: {before} and 7"]


def unrecorded(folder: Path) -> list[str]:
    path = folder / "manifest.json"
    records = [record for record in json.loads(path.read_text(encoding="utf-8")) if record["id"] != NAME]
    path.write_text(json.dumps(records), encoding="utf-8")
    return [f"manifest.json: {NAME}: only in A"]


def reordered(folder: Path) -> list[str]:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))[::-1]), encoding="utf-8")
    return ["manifest.json: the order differs"]


def other_libraries(folder: Path) -> list[str]:
    path = folder / "state.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    before = state["state"]["libraries"]["typst"]
    state["state"]["libraries"]["typst"] = "0.0"
    state["seal"] = state["state"]["standing"]["inputs"] = "another"
    path.write_text(json.dumps(state), encoding="utf-8")
    return [f"state.json: library: typst: {before} and 0.0"]


@pytest.mark.parametrize(
    "change",
    [altered, longer, missing, added, recorded_otherwise, unrecorded, reordered, other_libraries],
)
def test_every_difference_is_named(twice: Path, tmp_path: Path, change: Callable[[Path], list[str]]) -> None:
    other = Path(shutil.copytree(twice / "build", tmp_path / "other"))
    expected = change(other)
    assert list(differences(twice / "build", other)) == expected


def compared(*arguments: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "tools.compare_outputs", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_two_checkouts_are_built_by_their_own_programs(tmp_path: Path) -> None:
    one, other = smallest(tmp_path / "one"), tmp_path / "other"
    shutil.copytree(ROOT / "pipeline", one / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(one, other)
    assert compared(one, other) == (0, "4 outputs, 0 differences\n")
    for name, old, new, expected in (
        ("writers/docx/package.py", '"Universal Brief"', '"Another program"', "4 outputs, 2 differences\n"),
        ("__init__.py", '"', 'raise SystemExit(7)\n"', "is not built, status 7:\n\n"),
    ):
        path = other / "pipeline" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        status, said = compared(one, other)
        assert (status, said.endswith(expected)) == (1, True), said


def test_what_is_neither_checkout_nor_build_is_refused(tmp_path: Path) -> None:
    assert compared(tmp_path, tmp_path)[1] == f"{tmp_path} is neither a checkout nor the folder of a finished build\n"
