"""Schedulers and workers of Dask on this machine, on ports that the system chooses."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pipeline.build.cluster import address
from pipeline.build.cluster.address import Address

SECONDS = 120
"""A process of Dask may take so long to start on a machine that does much else."""


@dataclass
class Cluster:
    """A scheduler, with workers that are added and taken away."""

    folder: Path
    environment: dict[str, str]
    python_path: tuple[Path, ...] = ()
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """A command of Dask, in a group of its own."""
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=log,
            stderr=log,
            process_group=0,
        )
        log.close()
        self.processes.append(process)
        return process

    def add(self, threads: int = 1, python_path: tuple[Path, ...] = ()) -> subprocess.Popen[bytes]:
        """Another worker that does so many jobs at a time; `python_path` stands before all that it imports."""
        place = f"{self.folder}/worker{len(self.processes)}"
        path = os.pathsep.join(map(str, (*python_path, *self.python_path)))
        usual = (
            "--nthreads",
            str(threads),
            "--no-dashboard",
            "--local-directory",
            place,
            "--scheduler-file",
            str(self.file),
        )
        return self.start("worker", *usual, PYTHONPATH=path)

    @property
    def file(self) -> Path:
        """Where the scheduler says where it is."""
        return self.folder / "scheduler.json"

    @cached_property
    def address(self) -> Address:
        """The address of the scheduler, once it is there."""
        until(lambda: self._said() is not None)
        return address.parse(self._said() or "")

    def _said(self) -> str | None:
        try:
            return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            # It is not there, or not whole.
            return None

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kills a process with those that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def cluster(
    folder: Path,
    workers: int = 2,
    threads: int = 1,
    python_path: tuple[Path, ...] = (),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Cluster]:
    """A scheduler with so many workers, which are there."""
    folder.mkdir(parents=True, exist_ok=True)
    own = {
        "DASK_CONFIG": str(folder),
        "DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False",
        # Few tries: each costs a worker its start.
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    found = Cluster(folder, os.environ | own | dict(settings), python_path)
    try:
        scheduler = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        found.start("scheduler", *scheduler, "--scheduler-file", str(found.file))
        for _ in range(workers):
            found.add(threads)
        if workers:
            wait_for(found.address, workers)
        yield found
    finally:
        for process in found.processes:
            found.end(process)


def wait_for(place: Address, workers: int) -> None:
    """Waits until a scheduler has so many workers."""
    from distributed import Client

    with Client(str(place), timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=SECONDS)


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds, and not for ever."""
    late = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < late
        time.sleep(0.02)
