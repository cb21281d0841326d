from __future__ import annotations

import json

from click.testing import CliRunner, Result
from samples import ROOT

from pipeline.cli.main import main


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, ["status", *arguments, "--project", str(ROOT)])


def test_a_market_is_told_in_lines_in_both_languages() -> None:
    assert run("--market", "us").stdout.splitlines()[:2] == [
        "us: led by rachel-stone, creators write to tessa-morgan",
        "  spring-glow 1.2: in-force, creators: 3",
    ]
    assert "  de: " not in run("--market", "de").stdout
    assert run("--market", "de", language="ru").stdout.splitlines()[-1] == "  katrin-albrecht: ничего не ждёт"


def test_the_same_for_other_programs() -> None:
    found = json.loads(run("--market", "ru", "--json").stdout)
    assert (found["market"], found["lead"], found["campaigns"][0]["id"]) == ("ru", "pavel-orlov", "spring-glow")


def test_what_is_typed_wrong_is_wrong_usage() -> None:
    assert 'no market "rus"' in run("--market", "rus").stderr
    assert "do not go together" in run("spring-glow", "--market", "ru").stderr
