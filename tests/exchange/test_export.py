from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from samples import ROOT, edit, smallest

from pipeline.checks import load
from pipeline.exchange import spreadsheet
from pipeline.exchange.export import table
from pipeline.reading.project import Project
from pipeline.services import tables


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with all that people agree on."""
    folder = smallest(tmp_path_factory.mktemp("hard"))
    shutil.copytree(ROOT / "tests/hard_cases/content", folder / "content", dirs_exist_ok=True)
    return load.load(folder)


def test_a_round_trip_of_hard_cases_changes_nothing(hard: Project, tmp_path: Path) -> None:
    path = tmp_path / "hard.xlsx"
    path.write_bytes(tables.partnerships(hard, "hard-cases", "ru"))
    read = tables.read_partnerships(hard, "hard-cases", path)
    assert (dict(read.texts), read.changes) == ({}, ())
    assert read.unchanged == len(hard.campaigns["hard-cases"].partnerships)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("campaign", ["spring-glow", "summer-shade"])
def test_a_round_trip_changes_nothing(project: Project, tmp_path: Path, campaign: str, ending: str) -> None:
    for language in ("en", "ru"):
        path = tmp_path / f"{language}.{ending}"
        path.write_bytes(tables.partnerships(project, campaign, language, as_csv=ending == "csv"))
        read = tables.read_partnerships(project, campaign, path)
        assert (dict(read.texts), read.changes, read.ignored) == ({}, (), ())
        assert read.unchanged == len(project.campaigns[campaign].partnerships)


def test_the_same_table_is_the_same_bytes(project: Project) -> None:
    assert tables.partnerships(project, "spring-glow", "ru") == tables.partnerships(project, "spring-glow", "ru")


def test_no_text_is_a_formula(copy: Path, tmp_path: Path) -> None:
    edit(copy, "content/campaigns/spring-glow.yaml", ('en: "Let us into', 'en: "=1+1 Let us into'))
    project = load.load(copy)
    found = tables.partnerships(project, "spring-glow", "en")
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(found)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith(("=", "@"))} == {"s"}
    assert sum(str(cell.value).startswith("=1+1") for cell in cells) == 1
    made = spreadsheet.delimited(table(project, "spring-glow", "en")).decode("utf-8-sig")
    assert "'=1+1 Let us" in made and ";'@anna_do_raboty;" in made
    path = tmp_path / "p.csv"
    path.write_bytes(made.encode())
    assert tables.read_partnerships(project, "spring-glow", path).texts == {}


def test_a_row_is_a_deliverable_and_what_is_true_of_all_stands_once(project: Project) -> None:
    found = table(project, "spring-glow", "en")
    rows = [dict(zip(found.headings, row, strict=True)) for row in found.rows]
    assert [(row["Partnership"], row["Format"], row["Fee"]) for row in rows[:3]] == [
        ("anna-ivanova", "clip", 120000),
        ("anna-ivanova", "story-series", None),
        ("alina-safina", "video", 180000),
    ]
    assert rows[0]["Publication dates"] == "2027-03-09; 2027-03-16"
    assert rows[0]["Length, s"] == "30–45"


def test_a_table_of_none_has_all_headings(minimal: Path) -> None:
    text = (minimal / "content/campaigns/dawn.yaml").read_text(encoding="utf-8")
    (minimal / "content/campaigns/dawn.yaml").write_text(
        text[: text.index("partnerships:")] + "partnerships: {}\n", encoding="utf-8"
    )
    found = table(load.load(minimal), "dawn", "ru")
    assert found.rows == ()
    assert found.headings[:3] == ("Сотрудничество", "Номер", "Блогер")
