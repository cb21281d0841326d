from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from pipeline.cli.main import main


def run(*arguments: str, project: Path) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["tracker", *arguments, "--project", str(project)])


def test_a_tracker_is_written_and_read_back(minimal: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert run("dawn", "--to", str(path), project=minimal).stdout == f"wrote {path}\n"
    assert run("dawn", "--read", str(path), project=minimal).stdout == "nothing has changed\n"
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for heading, value in (("Orders by link", 7), ("Orders by code", 2), ("Orders with both, counted once", 1)):
        page.cell(3, next(cell.column for cell in page[2] if cell.value == heading)).value = value
    book.save(path)
    shown = run("dawn", "--read", str(path), "--show", project=minimal)
    assert shown.stdout.splitlines() == [
        "content/results/dawn.yaml: orders.ivan.by_link: nothing there → 7",
        "content/results/dawn.yaml: orders.ivan.by_code: nothing there → 2",
        "content/results/dawn.yaml: orders.ivan.both: nothing there → 1",
        "would write: content/results/dawn.yaml",
    ]
    assert not (minimal / "content/results").exists()
    assert run("dawn", "--read", str(path), project=minimal).stdout.endswith("written: content/results/dawn.yaml\n")
    assert (minimal / "content/results/dawn.yaml").is_file()


def test_a_tracker_is_built_like_any_document(minimal: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    run("dawn", "--to", str(path), "--language", "ru", project=minimal)
    name = "dawn.tracker.ru.xlsx"
    assert (minimal / "build/dawn" / name).read_bytes() == path.read_bytes()
    manifest = json.loads((minimal / "build/manifest.json").read_text(encoding="utf-8"))
    assert name in json.dumps(manifest)
    listed = CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["list", "dawn.tracker.*", "--project", str(minimal)])
    assert name in listed.stdout


def test_a_copy_that_was_filled_in_is_left(minimal: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    run("dawn", "--to", str(path), project=minimal)
    assert run("dawn", "--to", str(path), project=minimal).exit_code == 0
    book = openpyxl.load_workbook(path)
    book.save(path)
    before = path.read_bytes()
    again = run("dawn", "--to", str(path), project=minimal)
    assert (again.exit_code, path.read_bytes()) == (1, before)
    assert "holds something else than the tracker (read it with --read and remove it" in again.stderr


def test_wrong_usage_and_wrong_files(minimal: Path, tmp_path: Path) -> None:
    assert 'no campaign "down" (did you mean "dawn"?)' in run("down", project=minimal).stderr
    assert '"t.csv" does not end in .xlsx' in run("dawn", "--to", "t.csv", project=minimal).stderr
    wrong = run("dawn", "--read", str(tmp_path / "none.xlsx"), project=minimal)
    assert (wrong.exit_code, wrong.stderr) == (1, "none.xlsx: no such file\n1 problem; nothing is written\n")
