"""Programs of other versions, and jobs that are bad for workers, which import them by name."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from pathlib import Path

from tools import cluster
from tools.cluster import SECONDS, Cluster

TESTS = Path(__file__).resolve().parent


def started(folder: Path, workers: int = 2, **settings: str) -> contextlib.AbstractContextManager[Cluster]:
    """A scheduler with so many workers that find this module."""
    return cluster.cluster(folder, workers, python_path=(TESTS, TESTS.parent), settings=settings)


def other_program(folder: Path) -> Path:
    """A folder with a program that differs from this one in a comment."""
    shutil.copytree(TESTS.parent / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "pipeline/base/digests.py").open("a", encoding="utf-8") as source:
        source.write("# another version\n")
    return folder


def no_program(folder: Path) -> Path:
    """A folder with a program of this name that knows nothing of clusters."""
    (folder / "pipeline").mkdir(parents=True)
    (folder / "pipeline/__init__.py").write_text("", encoding="utf-8")
    return folder


# --- jobs ---------------------------------------------------------------------


def end_process(word: str) -> None:
    """A job that ends the process that does it."""
    os.kill(os.getpid(), signal.SIGKILL)


def end_worker(word: str) -> None:
    """A job that ends the worker whose process does it."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(SECONDS)


def end_worker_once(word: str) -> str:
    """A job that ends the first worker that does it: `word` is a file by which the second one knows."""
    with contextlib.suppress(FileExistsError):
        Path(word).touch(exist_ok=False)
        end_worker(word)
    return word


def hang(word: str) -> None:
    """A job that does not end."""
    time.sleep(SECONDS)


def slow(word: str) -> str:
    """A job that takes its time."""
    time.sleep(0.2)
    return word


def worker_of(word: str) -> int:
    """The worker whose process does a job."""
    return os.getppid()
