"""All outputs of two versions of the program, compared byte for byte: python -m tools.compare_outputs A B.

A and B are checkouts, whose own content is then built by their own program, or folders of finished
builds. Prints a line for each difference; exits 1 where there is one. Of the manifest everything is
compared but fingerprints, and of the state only the names and versions of the libraries: the rest
of both is digests of the program itself and names of this machine's files.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

MANIFEST, STATE = "manifest.json", "state.json"
NOT_OUTPUTS = frozenset({".gitignore", ".lock", MANIFEST, STATE})
CONTENT = ("content", "templates", "locales")


def outputs(place: Path, work: Path) -> Path:
    """The folder of a finished build: the one given, or that of a checkout, built below a work folder."""
    if (place / MANIFEST).is_file():
        return place
    if not (place / "pipeline").is_dir():
        raise SystemExit(f"{place} is neither a checkout nor the folder of a finished build")
    for part in CONTENT:
        if (place / part).is_dir():
            shutil.copytree(place / part, work / part)
    own = place / ".venv/bin/python"
    command = [str(own if own.exists() else sys.executable), "-m", "pipeline", "build", "--project", str(work)]
    environment = os.environ | {"PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{place} is not built, status {done.returncode}:\n{done.stderr[-2000:]}")
    return work / "build"


def differences(one: Path, other: Path) -> Iterator[str]:
    """What differs between two finished builds, a line each."""
    files = _files(one, other)
    yield from (f"{name}: {what}" for name, what in files.items())
    yield from _manifests(_records(one, files), _records(other, files))
    yield from _fields("state.json: library", _libraries(one), _libraries(other))


def _files(one: Path, other: Path) -> dict[str, str]:
    """What differs in each file, by its path."""
    found = {}
    for name in sorted(_names(one) | _names(other)):
        there = [folder for folder in (one, other) if (folder / name).is_file()]
        if len(there) == 1:
            found[name] = f"only in {'A' if there == [one] else 'B'}"
            continue
        before, after = ((folder / name).read_bytes() for folder in there)
        if before != after:
            place = _first_difference(before, after)
            found[name] = f"differs from byte {place} on, {len(before)} and {len(after)} bytes"
    return found


def _names(folder: Path) -> set[str]:
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in files if name not in NOT_OUTPUTS}


def _first_difference(before: bytes, after: bytes) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(before), len(after)))


def _manifests(one: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name in sorted(one.keys() & other.keys()):
        yield from _fields(f"{MANIFEST}: {name}", one[name], other[name])
    for name in sorted(one.keys() ^ other.keys()):
        yield f"{MANIFEST}: {name}: only in {'A' if name in one else 'B'}"
    if list(one) != list(other) and one.keys() == other.keys():
        yield f"{MANIFEST}: the order differs"


def _fields(where: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    for name in sorted(one.keys() | other.keys()):
        if name not in one or name not in other:
            yield f"{where}: {name}: only in {'A' if name in one else 'B'}"
        elif one[name] != other[name]:
            yield f"{where}: {name}: {one[name]} and {other[name]}"


def _records(folder: Path, differing: Collection[str]) -> dict[str, dict[str, Any]]:
    """The manifest's records by id, without fingerprints and what follows from a file that differs anyway."""
    records = {}
    for record in json.loads((folder / MANIFEST).read_text(encoding="utf-8")):
        left_out = {"fingerprint"} | ({"sha256", "bytes"} if record["path"] in differing else set())
        records[record["id"]] = {name: value for name, value in record.items() if name not in left_out}
    return records


def _libraries(folder: Path) -> dict[str, str]:
    """The versions of the libraries that a build records; none where it has no state."""
    path = folder / STATE
    return dict(json.loads(path.read_text(encoding="utf-8"))["state"]["libraries"]) if path.is_file() else {}


def main() -> int:
    """0 where all outputs are equal."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("a", type=Path, metavar="A", help="a checkout, or the folder of a finished build")
    asked.add_argument("b", type=Path, metavar="B", help="another one")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as work:
        one, other = (
            outputs(place.resolve(), Path(work) / name) for name, place in (("a", options.a), ("b", options.b))
        )
        found = list(differences(one, other))
        number = len(_names(one) | _names(other))
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{number} outputs, {len(found)} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
