from __future__ import annotations

import pytest

from pipeline.build.fingerprint import Fingerprint
from pipeline.build.plan import PlannedOutput
from pipeline.cli.progress import Report
from pipeline.domain.targets import Target


def target(partnership: str, form: str = "pdf", campaign: str = "dawn") -> Target:
    name = f"{campaign}.brief.{partnership}.en.{form}"
    return Target(name, "brief", campaign, partnership, "ru", "en", form)


def planned(one: Target, reason: str) -> PlannedOutput:
    return PlannedOutput(one, Fingerprint("", "", ""), "", None, reason)


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


def test_who_waits_for_another_build_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Report(explain=False) as report:
        report.waiting()
    assert capsys.readouterr() == ("", "another build is running here; waiting for it to finish\n")
