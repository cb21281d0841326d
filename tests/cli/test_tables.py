from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from partner_tables import CAMPAIGN, HEADINGS, OLGA, csv
from samples import ROOT, edit

from pipeline.cli.main import main


@pytest.fixture
def minimal(minimal: Path) -> Path:
    """The smallest project with its campaign a draft: what a starting file says may stand there for now."""
    edit(minimal, CAMPAIGN, ("status: in-force", "status: draft"))
    return minimal


def run(*arguments: str, project: Path, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, [*arguments, "--project", str(project)])


@pytest.mark.long
def test_an_import_shows_first_and_writes_when_told_to(minimal: Path) -> None:
    path = csv(minimal, f"{HEADINGS};Status", f"{OLGA};sent")
    before = (minimal / CAMPAIGN).read_bytes()
    shown = run("import", "partnerships", str(path), "--campaign", "dawn", project=minimal)
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.splitlines() == [
        "new, and so is its creator: olga-ray (ru; vk post ×1: 2027-03-10; 45000 RUB; OLGA10)",
        "Not in the table, so starting words stand there to be rewritten: Taxes, Ask, Term, What comes next, City, "
        "Prefers, Motivates, Annoys.",
        'column "Status" is not read',
        "would write: content/campaigns/dawn.yaml",
        "would write: content/creators/olga-ray.yaml",
        "Nothing is written yet: add --write.",
    ]
    assert (minimal / CAMPAIGN).read_bytes() == before
    done = run("import", "partnerships", str(path), "--campaign", "dawn", "--write", project=minimal)
    assert done.stdout.splitlines()[-1] == "written: content/creators/olga-ray.yaml"
    assert run("check", project=minimal).exit_code == 0
    again = run("import", "partnerships", str(path), "--campaign", "dawn", "--write", project=minimal)
    assert again.stdout.splitlines() == ["1 partnership is as it was", 'column "Status" is not read']


@pytest.mark.long
def test_the_first_creators_of_a_project_come_from_a_table_too(minimal: Path) -> None:
    campaign = minimal / CAMPAIGN
    campaign.write_text(campaign.read_text(encoding="utf-8").partition("partnerships:\n")[0], encoding="utf-8")
    (minimal / "content/creators/ivan.yaml").unlink()
    done = run(
        "import", "partnerships", str(csv(minimal, HEADINGS, OLGA)), "--campaign", "dawn", "--write", project=minimal
    )
    assert done.exit_code == 0, done.output
    assert "new, and so is its creator: olga-ray (ru; vk post ×1: 2027-03-10; 45000 RUB; OLGA10)" in done.stdout
    assert not (minimal / "content/creators/first.yaml").exists()
    assert run("check", project=minimal).exit_code == 0


def test_every_cell_that_is_wrong_is_told_in_the_terminals_language(minimal: Path) -> None:
    path = csv(minimal, HEADINGS, OLGA.replace("45 000", "6.400").replace("12:00", "noon"))
    done = run("import", "partnerships", str(path), "--campaign", "dawn", "--write", project=minimal, language="ru")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "p.csv!G2: «noon» — не время (напишите часы:минуты, например 18:30)",
        "p.csv!J2: «6.400» одни прочтут как 6400, другие — как 6.4 (напишите 6400 или 6.4)",
        "2 проблемы, ничего не записано",
    ]


def test_an_export_is_read_again_without_a_change(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    done = run("export", "partnerships", "--campaign", "spring-glow", "--to", str(path), project=ROOT, language="ru")
    assert done.stdout == f"записано: {path}\n"
    read = run("import", "partnerships", str(path), "--campaign", "spring-glow", project=ROOT)
    assert read.stdout == "6 partnerships are as they were\n"


def test_wrong_usage(minimal: Path) -> None:
    wrong = run("import", "partnerships", "p.csv", "--campaign", "down", project=minimal)
    assert (wrong.exit_code, 'no campaign "down" (did you mean "dawn"?)' in wrong.stderr) == (2, True)
    other = run("export", "partnerships", "--campaign", "dawn", "--to", "t.pdf", project=minimal)
    assert (other.exit_code, '"t.pdf" ends in neither .xlsx nor .csv' in other.stderr) == (2, True)
