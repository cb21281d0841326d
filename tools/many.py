"""Thirty partnerships in three markets and languages, built and archived whole: python -m tools.many [PARTNERSHIPS].

Says how many documents came of them, and whatever was complained of.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(count: int) -> int:
    """Builds and archives so many partnerships in a temporary folder; 1 where anything is complained of."""
    sys.path.insert(0, str(ROOT / "tests"))
    from many_partnerships import many_partnerships
    from samples import archived

    from pipeline.build import run
    from pipeline.checks import load
    from pipeline.domain import targets

    with tempfile.TemporaryDirectory() as parent:
        folder = many_partnerships(Path(parent) / "many", count)
        project, start = load.load(folder), time.monotonic()
        summary = run.build(project, targets.targets(project), folder / "build")
        built = time.monotonic()
        _say(*summary.failed)
        _say(f"{len(summary.built)} documents built, {len(summary.failed)} failed, {built - start:.0f} s")
        if summary.failed:
            return 1
        archived(folder)
        _say(f"{len(list((folder / 'archive').rglob('*.*')))} files archived, {time.monotonic() - built:.0f} s")
    return 0


def _say(*lines: object) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
