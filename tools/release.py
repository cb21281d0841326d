"""The wheel and the source archive of a version, with the same bytes anywhere: python -m tools.release DIR.

They are made of what is committed, and dated by the commit.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BUILD = "from setuptools import build_meta as b; b.build_wheel('dist'); b.build_sdist('dist')"


def build(source: Path, output: Path, epoch: int) -> list[Path]:
    """The wheel and the source archive of a folder, in another one; `epoch` is the second that they are dated by."""
    for path in source.rglob("*"):
        # What a file may be used for is written into both, and depends on who unpacked it.
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", f"import os; os.umask(0o022); {_BUILD}"]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    output.mkdir(parents=True, exist_ok=True)
    made = []
    for path in sorted((source / "dist").iterdir()):
        content = path.read_bytes() if path.suffix == ".whl" else _dated(path.read_bytes(), epoch)
        (output / path.name).write_bytes(content)
        made.append(output / path.name)
    return made


def _dated(archive: bytes, epoch: int) -> bytes:
    """A source archive in one order, of nobody's, with one date."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        gzip.GzipFile("", "wb", 9, packed, mtime=epoch) as outer,
        tarfile.open(fileobj=outer, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for item in sorted(old.getmembers(), key=lambda item: item.name):
            item.uid = item.gid = 0
            item.uname = item.gname = ""
            item.mtime, item.pax_headers = epoch, {}
            new.addfile(item, old.extractfile(item) if item.isfile() else None)
    return packed.getvalue()


def main(output: Path) -> None:
    """Makes both of the last commit, and names them."""
    with tempfile.TemporaryDirectory() as name:
        committed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(committed)) as archive:
            archive.extractall(name, filter="data")
        second = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True).stdout
        for path in build(Path(name), output, int(second)):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
