from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from agreements import AGREEMENTS, page, reviewed
from samples import edit, wrong

from pipeline.domain.promise_sheet import promise_sheet
from pipeline.reading.project import Project


def test_every_step_of_ours_is_a_promise(project: Project) -> None:
    sheet = promise_sheet(project, "spring-glow", "anna-ivanova")
    assert {row.promise for row in sheet.rows} == {
        "opinion", "brief-sent", "product", "advance", "feedback", "answer", "payment",
    }  # fmt: skip
    assert [row.by for row in sheet.rows] == sorted(row.by for row in sheet.rows)
    kept = {row.promise: row.kept for row in sheet.rows}
    assert kept["brief-sent"] == datetime.date(2027, 2, 12)
    assert kept["opinion"] == datetime.date(2027, 1, 27)
    assert kept["payment"] is None
    assert sheet.kept == 4


def test_a_promise_kept_late_says_by_how_much(project: Project) -> None:
    records = project.agreements["spring-glow"]
    late = records.kept[0].model_copy(update={"on": datetime.date(2027, 2, 22)})
    changed = records.model_copy(update={"kept": (late, *records.kept[1:])})
    other = dataclasses.replace(project, agreements={**project.agreements, "spring-glow": changed})
    sheet = promise_sheet(other, "spring-glow", "anna-ivanova")
    assert [(row.promise, row.late) for row in sheet.rows if row.late] == [("advance", 3)]
    assert sheet.kept == 3
    assert "3 days late" in page(other, "spring-glow.promises.anna-ivanova.en")


def test_nobody_s_ledger_holds_another_s_pay_or_name(project: Project) -> None:
    said = page(project, "spring-glow.promises.maya-brooks.en")
    assert "$6,400" in said
    assert "Nora Whitfield" not in said and "$9,000" not in said and "120,000" not in said


def test_a_promise_is_kept_once_and_to_somebody(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    entry = "{partnership: ivan, promise: feedback, on: 2027-02-26, evidence: mail}"
    edit(folder, AGREEMENTS, ("kickoffs: []\n", f"kickoffs: []\nkept:\n  - {entry}\n  - {entry}\n"))
    assert any('kept.1.promise: "feedback" appears twice' in line for line in wrong(folder))
    edit(folder, AGREEMENTS, (f"  - {entry}\n  - {entry}\n", f"  - {entry.replace('ivan', 'iwan')}\n"))
    assert any('kept.0.partnership: "iwan" is no partnership of this campaign' in line for line in wrong(folder))


def test_what_was_kept_to_a_partner_of_an_older_version_stays(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    view = (
        "  - {partnership: gone, metric: cpa, no_answer: {en: None., ru: Нет.}, on: 2027-01-10, about_version: '0.9'}\n"
    )
    edit(
        folder,
        AGREEMENTS,
        ("views:\n", f"views:\n{view}"),
        (
            "kickoffs: []\n",
            "kickoffs: []\nkept:\n  - {partnership: gone, promise: advance, on: 2027-01-12, evidence: mail}\n",
        ),
    )
    assert wrong(folder) == []
