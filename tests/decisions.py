"""The decisions of the smallest project with records, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from agreements import AGREEMENTS
from click.testing import CliRunner, Result

from pipeline.cli.main import main

DAY = "2027-01-25"
WHO = {"money": "bo", "market:ru": "cy", "message": "dee"}


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(folder), "--messages", "en"])


def status(folder: Path) -> dict[str, Any]:
    found = run(folder, "status", "dawn", "--json")
    assert found.exit_code == 0, found.output
    record: dict[str, Any] = json.loads(found.stdout)
    return record


def code(folder: Path, scope: str) -> str:
    found: str = status(folder)["scopes"][scope]["code"]
    return found


def approve(folder: Path, scope: str, by: str = "", **other: str) -> Result:
    """An approval by whoever answers for a scope, as typed; options by name in place of the usual."""
    usual = {"by": by or WHO[scope], "scope": scope, "on": DAY, "evidence": f"mail about {scope}"}
    given = {**usual, **({} if "code" in other else {"code": code(folder, scope)}), **other}
    return run(folder, "approve", "dawn", *(part for name, said in given.items() for part in (f"--{name}", said)))


def approve_all(folder: Path) -> None:
    for scope in WHO:
        assert approve(folder, scope).exit_code == 0
    for person in ("bo", "cy"):
        assert approve(folder, "numbers", person).exit_code == 0


def sent(folder: Path) -> None:
    """Has the present version sent, unless it was."""
    if not status(folder)["partnerships"]["ivan"]["sent"]:
        done = run(folder, "send", "dawn", "--on", "2027-01-26", "--way", "mail to ivan")
        assert done.exit_code == 0, done.output


def accept(folder: Path, *, send: bool = True, **other: str) -> Result:
    if send:
        sent(folder)
    return approve(folder, "partnership:ivan", "ivan", **{"on": "2027-01-28", **other})


def refused(folder: Path, result: Result, outcome: str = "nothing was written") -> list[str]:
    """What a refused command said, without the path of the records."""
    assert result.exit_code == 1, result.output
    lines = result.stderr.splitlines()
    assert lines[-1].endswith(outcome), lines
    return [line.removeprefix(f"{AGREEMENTS}: ") for line in lines[:-1]]
