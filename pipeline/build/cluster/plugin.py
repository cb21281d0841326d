"""What a worker of a cluster has of one build: its files, and processes of its own that make outputs.

A document that ends, fills or holds up a process does so to one of these, and the worker goes on.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin, get_worker

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build import child, worker
from pipeline.build.cluster import identity, payload
from pipeline.build.processes import Limits, Workers

_FORGOTTEN = 600
"""So many seconds without work show that nobody is there any more who would take a build's plugin back."""


class BuildPlugin(WorkerPlugin):
    """One build's part of a worker, made where its first jobs are done.

    `content` is a packed setup, `wanted` what this machine has to have.
    """

    def __init__(self, content: bytes, wanted: Mapping[str, str], limits: Limits) -> None:
        self._made_from = content, dict(wanted), limits

    def __reduce__(self) -> tuple[type[BuildPlugin], tuple[Any, ...]]:
        return BuildPlugin, self._made_from

    # What happens here must not raise: a worker that serves others as well would not start.
    def setup(self, worker: Any) -> None:
        """Remembers whose part it is, and ends what builds that were killed left behind."""
        self._address, self._place = worker.address, worker.local_directory
        self._number = worker.state.nthreads
        self._one = threading.Lock()
        self._folder: Path | None = None
        self._processes: Workers | None = None
        self._asked = time.monotonic()
        for other in worker.plugins.values():
            if isinstance(other, BuildPlugin) and other is not self:
                other.end_if_forgotten()

    def teardown(self, worker: Any) -> None:
        """Ends the processes and removes the files."""
        with self._one:
            if self._processes is not None:
                self._processes.shutdown(wait=False, cancel_futures=True)
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._processes = self._folder = None

    def end_if_forgotten(self) -> None:
        """The same where nobody asked for anything in a long time; what is asked for later is made anew."""
        if time.monotonic() - self._asked > _FORGOTTEN:
            self.teardown(None)

    def answers(self, requests: Sequence[bytes]) -> list[bytes]:
        """The answer to each request, as of `child`. Raises Problems where this worker cannot work for the build."""
        self._asked = time.monotonic()
        processes = self._ready()
        futures = [processes.submit(child.run, request) for request in requests]
        found = [child.answer(lambda _, future=future: future.result(), b"") for future in futures]  # type: ignore[misc]
        self._asked = time.monotonic()
        return found

    def _ready(self) -> Workers:
        with self._one:
            if self._processes is None:
                content, wanted, limits = self._made_from
                if differing := foreign(self._address, wanted, identity.others(wanted)):
                    raise Problems([differing])
                try:
                    self._folder = Path(tempfile.mkdtemp(prefix="universal-brief-", dir=self._place))
                    setup = payload.unpacked(content, self._folder)
                except OSError as error:
                    message = N_("the files of the build cannot be written on this worker: {reason}")
                    raise Problems([problem(self._address, message, reason=error.strerror)]) from None
                self._processes = Workers(self._number, worker.start, (setup,), limits)
            return self._processes


def answers(name: str, requests: Sequence[bytes]) -> bytes:
    """What a build's plugin on this worker answers to some requests, pickled."""
    current = get_worker()
    plugin = current.plugins.get(name)
    if not isinstance(plugin, BuildPlugin):
        raise Problems([problem(current.address, N_("this worker knows nothing of the build"), hint=N_("build again"))])
    return pickle.dumps(plugin.answers(requests))


def foreign(address: str, wanted: Mapping[str, str], others: Mapping[str, str]) -> Problem | None:
    """The problem that a worker's machine has something otherwise than is wanted, if it has."""
    if not others:
        return None
    message = N_("this worker has {theirs}; this machine has {ours}")
    theirs, ours = (", ".join(f"{name} {said[name]}" for name in others) for said in (others, wanted))
    hint = N_("install the same on both: pip install 'universal-brief[cluster]'")
    return problem(address, message, hint=hint, theirs=theirs, ours=ours)
