from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.base import program

PACKAGE = program.PACKAGE

DIGESTS = """
from pathlib import Path
from pipeline.base import program
from pipeline.archive import release
from pipeline.build import fingerprint, inputs
folder = Path({folder!r})
print(program.digest(), fingerprint.writer("pdf"), inputs.taken(folder).digest, release.program_version()["source"])
"""


def _digests(folder: Path) -> list[str]:
    """What a copy of the program that stands beside a project says of itself, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS.format(folder=str(folder))],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.long
def test_a_source_that_is_moved_makes_everything_stale(copy: Path) -> None:
    shutil.copytree(PACKAGE, copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    before = _digests(copy)
    assert before == _digests(copy)
    (copy / "pipeline/model/spare").mkdir()
    (copy / "pipeline/__main__.py").rename(copy / "pipeline/model/spare/__main__.py")
    after = _digests(copy)
    assert [old == new for old, new in zip(before, after, strict=True)] == [False] * 4


def test_every_source_is_walked_once_and_in_one_order() -> None:
    names = [name for _, name in program.sources()]
    assert names == sorted(names, key=lambda name: PACKAGE / name)
    assert len(set(names)) == len(names)
    assert {"__init__.py", "base/program.py", "model/campaign.py"} <= set(names)


def test_what_compilers_leave_beside_a_source_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    before = program.digest(tmp_path)
    (tmp_path / "__pycache__/a.cpython-311.pyc").write_bytes(b"two")
    program.digest.cache_clear()
    assert program.digest(tmp_path) == before
    (tmp_path / "a.py").write_text("two", encoding="utf-8")
    program.digest.cache_clear()
    assert program.digest(tmp_path) != before
