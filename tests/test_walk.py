"""The walk of the README from the request to the kick-off, typed line by line on the sample."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from pipeline.cli.main import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = README[README.index("rm content/agreements/summer-shade") :].partition("```")[0]
CAMPAIGN = "content/campaigns/summer-shade.yaml"
RECORDS = "content/agreements/summer-shade.yaml"

SAMPLE = (ROOT / RECORDS).read_text(encoding="utf-8")
"""What the sample's own records say of the same campaign."""

VIEW = """\
  - partnership: {who}
    metric: {metric}
    no_answer: {{en: Too early to tell., ru: Пока рано говорить.}}
    on: 2027-05-03
    about_version: "0.3"
"""


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, old
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def section(text: str, name: str) -> str:
    """What stands under a key of the records, with it."""
    [found] = re.findall(rf"^{name}:.*\n(?:(?:[ ].*)?\n)*", text, re.MULTILINE)
    return str(found).rstrip("\n") + "\n"


def as_in_the_sample(name: str) -> Callable[[Path], None]:
    """Types into the records what the sample says under a key."""

    def typed(folder: Path) -> None:
        started = section((folder / RECORDS).read_text(encoding="utf-8"), name)
        replaced(folder, RECORDS, started, section(SAMPLE, name))

    return typed


def views(folder: Path) -> None:
    metric = re.findall(r"- metric: (\S+)", (folder / CAMPAIGN).read_text(encoding="utf-8"))[0]
    said = "".join(VIEW.format(who=who, metric=metric) for who in ("daria-kuznetsova", "dana-whitaker"))
    replaced(folder, RECORDS, "views: []\n", f"views:\n{said}")


def checkpoints(folder: Path) -> None:
    as_in_the_sample("checkpoints")(folder)
    for day in ("2027-05-14", "2027-05-17"):
        held = f"planned: {day}\n    held: 2027-05-12\n    outcome: {{en: Yes., ru: Да.}}\n"
        replaced(folder, RECORDS, f"planned: {day}\n", held)


def erids(folder: Path) -> None:
    text = (folder / CAMPAIGN).read_text(encoding="utf-8")
    start, end = text.index("  daria-kuznetsova:"), text.index("  dana-whitaker:")
    count = iter(range(100))
    own = re.sub(
        r"(- \{date: [^}]*)\}", lambda found: f'{found[1]}, erid: "2VfnzzA{next(count):02}kD"}}', text[start:end]
    )
    papers = "{who}    papers:\n      {paper}: {{on: 2027-05-12, evidence: folder}}\n    deliverables:"
    own = own.replace("    deliverables:", papers.format(who="", paper="contract"), 1)
    other = text[end:].replace("    deliverables:", papers.format(who="", paper="tax-form"), 1)
    (folder / CAMPAIGN).write_text(text[:start] + own + other, encoding="utf-8")


def status(folder: Path) -> None:
    replaced(folder, CAMPAIGN, "status: draft", "status: in-review")


BY_HAND: dict[str, Callable[[Path], None]] = {
    "intake": as_in_the_sample("intake"),
    "alignment": as_in_the_sample("alignment"),
    "views": views,
    "checkpoints": checkpoints,
    "erids": erids,
    "status": status,
}
"""What the walk leaves to an editor, by the word that its line begins with."""


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--project", str(folder), "--messages", "en"])


def found(folder: Path) -> Any:
    return json.loads(run(folder, "status", "summer-shade", "--json").stdout)


def with_its_code(folder: Path, words: list[str]) -> list[str]:
    """A command with the code of what the sample says now: the README shows those of the day it was written."""
    if "--code" not in words:
        return words
    scope, by, at = words[words.index("--scope") + 1], words[words.index("--by") + 1], words.index("--code") + 1
    record = found(folder)
    code = record["recaps"][by] if scope == "recap" else record["scopes"][scope]["code"]
    return [*words[:at], code, *words[at + 1 :]]


@pytest.mark.long
def test_the_walk_of_the_readme_ends_with_a_kick_off(copy: Path) -> None:
    for line in BLOCK.strip().splitlines():
        if line.startswith("# "):
            BY_HAND[re.findall(r"\w+", line)[0]](copy)
            continue
        if line.startswith("rm "):
            (copy / line.removeprefix("rm ")).unlink()
            continue
        done = run(copy, *with_its_code(copy, shlex.split(line)[1:]))
        assert done.exit_code == 0, (line, done.output)
    assert found(copy)["status"] == "kicked-off"


def test_the_walk_passes_every_step_between_intake_and_kick_off() -> None:
    scopes = set(re.findall(r"--scope (\S+)", BLOCK))
    assert scopes >= {"recap", "money", "numbers", "message", "market:ru", "market:us"}
    kinds = set(re.findall(r"'summer-shade\.(\w+)\.", BLOCK))
    assert kinds >= {"intake", "alignment", "views", "recap", "checkpoints"}
    assert [word for word in BY_HAND if f"\n# {word}:" not in BLOCK] == []
    assert ".venv/bin/briefs new agreement" in README
