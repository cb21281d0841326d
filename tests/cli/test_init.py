from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import ROOT

from pipeline.checks import load
from pipeline.cli.main import main
from pipeline.workspace import init

SAMPLE = load.load(ROOT)


def test_names_stand_between_commas_each_once_and_the_rest_is_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[init.Wanted] = []
    monkeypatch.setattr(init, "start", lambda folder, wanted: asked.append(wanted))
    monkeypatch.chdir(tmp_path)
    for options in ([], ["--languages", "ru, en,ru", "--markets", "kz", "--name", "Northlight"]):
        done = CliRunner().invoke(main, ["init", "acme", *options])
        assert done.exit_code == 0, done.output
    assert "next: cd acme, read README.md" in done.output
    usual, own = asked
    assert (set(usual.languages), set(usual.markets), usual.name) == (
        set(SAMPLE.organisation.languages),
        set(SAMPLE.markets),
        "",
    )
    assert (own.languages, own.markets, own.name) == (("ru", "en"), ("kz",), "Northlight")
