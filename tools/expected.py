"""What `check` says now about broken projects, written into their `expected`: python -m tools.expected [CASE…].

A case with the file `warned` has its warnings written there.
Without a name every case of `tests/problems/` is written anew; read the difference before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(names: list[str]) -> None:
    """Writes `expected` of the cases named, or of all that have one; names each that is no longer refused."""
    sys.path.insert(0, str(ROOT / "tests"))
    from cases import cases, is_heavy
    from test_problems import run

    for case in cases():
        if case.reads or (names and case.id not in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            heavy = is_heavy(case.build(Path(folder)))
            status, said = run(Path(folder), heavy=heavy)
        name = "warned" if case.warned and status == 0 else "expected"
        (case.folder / name).write_text(said, encoding="utf-8")
        if status != 1 and name == "expected":
            sys.stdout.write(f"{case.id}: exit status {status}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
