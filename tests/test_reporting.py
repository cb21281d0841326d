from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import Planned, Summary
from pipeline.errors import problem
from pipeline.fingerprint import Fingerprint
from pipeline.matrix import Target
from pipeline.reporting import Report


def target(partnership: str, form: str = "pdf", campaign: str = "dawn") -> Target:
    name = f"{campaign}.brief.{partnership}.en.{form}"
    return Target(name, "brief", campaign, partnership, "ru", "en", form)


def planned(one: Target, reason: str) -> Planned:
    return Planned(one, "", Fingerprint("", "", ""), reason)


STALE = [planned(target("ivan"), "new"), planned(target("olga"), "text changed")]


def told(*, explain: bool) -> None:
    with Report(explain=explain) as report:
        report.started(STALE)
        for item in STALE:
            report.finished(item)


def test_away_from_a_terminal_each_document_that_is_done_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    told(explain=False)
    assert capsys.readouterr() == ("", "dawn.brief.ivan.en.pdf\ndawn.brief.olga.en.pdf\n")


def test_an_explanation_says_before_the_work_why_each_document_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    told(explain=True)
    assert capsys.readouterr() == ("", "dawn.brief.ivan.en.pdf: new\ndawn.brief.olga.en.pdf: text changed\n")


@pytest.mark.parametrize("explain", [True, False])
def test_a_line_is_as_long_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, explain: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    told(explain=explain)
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_on_a_terminal_a_bar_moves_and_no_names_are_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    told(explain=False)
    assert "dawn.brief" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(built=["a", "b"]), "2 documents: 2 built"),
        (Summary(kept=["a", "b"]), "2 documents: 2 unchanged"),
        (Summary(built=["a"], kept=["b"], removed=["c", "d"]), "2 documents: 1 built, 1 unchanged, 2 removed"),
    ],
)
def test_a_summary_counts_what_was_done(tmp_path: Path, summary: Summary, line: str) -> None:
    lines = list(Report(explain=False).summary(summary, [target("ivan"), target("olga")], tmp_path / "build"))
    assert lines[0] == line


def test_a_document_that_failed_counts_once_however_much_is_wrong_with_it(tmp_path: Path) -> None:
    failed = [problem("t.html", "{said} {target}", said=said, target="dawn.brief.ivan.en.pdf") for said in "ab"]
    failed.append(problem("build/dawn/dawn.brief.olga.en.pdf", "cannot be written"))
    [first, *_] = Report(explain=False).summary(Summary(failed=failed), [target("ivan"), target("olga")], tmp_path)
    assert first == "2 documents: 2 failed"


def test_a_summary_says_where_the_documents_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    selected = [target("ivan"), target("olga"), target("ivan", campaign="dusk")]
    report = Report(explain=False)
    assert list(report.summary(Summary(built=["a", "b", "c"]), selected, tmp_path / "build"))[1:] == [
        "  build/dawn/",
        "  build/dusk/",
    ]
    assert next(report.summary(Summary(built=["a"]), selected[:1], tmp_path)) == "1 document: 1 built"


def test_where_there_is_no_document_nothing_is_built(tmp_path: Path) -> None:
    assert list(Report(explain=False).summary(Summary(), [], tmp_path)) == [
        "Nothing to build: no campaign and no procedure has a document."
    ]
