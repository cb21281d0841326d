"""Runs cases by the group: python -m tools.faults [--long] [GROUP…]."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.faults import archiving, cases, clusters, fuzzing, judging
from tools.faults.judging import Case, Ground

NUMBERS = {
    "kills": (200, 200),
    "calls": (60, 300),
    "shortages": (40, 80),
    "workers": (27, 27),
    "crowds": (40, 40),
    "damages": (96, 96),
    "mutations": (5000, 5000),
    "archive": (500, 100_000),
    "cluster": (22, 110),
}
"""How many cases each group has, as usual and at length."""


_OWN_JUDGES = {"mutations": fuzzing.findings, "archive": archiving.findings}
"""The groups whose cases start from another ground."""


def group(name: str, number: int, ground: Ground, place: Path) -> Iterator[tuple[str, Case]]:
    """The cases of a group."""
    if name == "cluster":
        yield from clusters.cases(number)
    elif name != "calls":
        yield from getattr(cases, name)(number)
    elif shutil.which("strace") is None:
        raise SystemExit("strace is not on this machine: install it (apt-get install strace), or name other groups")
    else:
        yield from cases.calls(number, ground, place)


def judged(name: str, number: int, ground: Ground, place: Path, at_once: int) -> list[list[str]]:
    """What is wrong with each case of a group."""
    if name in _OWN_JUDGES:
        return _OWN_JUDGES[name](number, at_once, place)
    named = list(group(name, number, ground, place))
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda item: judging.judged(ground, item[1], item[0]), named))


def main() -> int:
    """0 where every case passed."""
    asked = argparse.ArgumentParser(description="builds that are disturbed, each judged by the same rule")
    asked.add_argument("groups", nargs="*", default=list(NUMBERS), metavar="GROUP", help=", ".join(NUMBERS))
    asked.add_argument("--long", action="store_true", help="more system calls and shortages")
    asked.add_argument("--cases", type=int, help="so many cases of each group")
    asked.add_argument("--at-once", type=int, default=2)
    options = asked.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        ground = judging.prepared(Path(place))
        for name in options.groups:
            begun = time.monotonic()
            number = options.cases or NUMBERS[name][options.long]
            found = judged(name, number, ground, Path(place), options.at_once)
            failed = [said for said in found if said]
            for said in (line for lines in failed for line in lines):
                sys.stdout.write(f"  {said}\n")
            wrong += [line for lines in failed for line in lines]
            seconds = time.monotonic() - begun
            sys.stdout.write(f"{name}: {len(found) - len(failed)} of {len(found)} passed, {seconds:.0f} s\n")
            sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
