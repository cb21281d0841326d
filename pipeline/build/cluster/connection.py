"""The line to a scheduler: reached, asked and left within bounded time, and every failure in words."""

from __future__ import annotations

import contextlib
import logging
import pickle
import socket
import threading
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from distributed import Client

from pipeline import __version__
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build.cluster import identity, plugin
from pipeline.build.cluster.address import Address
from pipeline.build.cluster.payload import Call
from pipeline.build.cluster.plugin import BuildPlugin

Result = TypeVar("Result")

_SILENT = logging.CRITICAL + 1


class Connection:
    """A scheduler that was reached, whose workers are fit for this build. Raises Problems where that cannot be.

    What it is asked it has to answer within so many `seconds`.
    """

    def __init__(self, address: Address, own: BuildPlugin, wanted: Mapping[str, str], seconds: float = 30) -> None:
        self.address = str(address)
        self._seconds = seconds
        _silence()
        self._reach(address)
        try:
            self._client = self._in_time(self._connected)
        except Problems:
            raise
        except Exception as error:
            message = N_("no scheduler of Dask answers there: {reason}")
            raise Problems([problem(self.address, message, reason=_first_line(error))]) from None
        self._name = f"{identity.DISTRIBUTION}-{self._client.id}"
        try:
            self._check(wanted)
            self._equip(own)
        except BaseException:
            self.close()
            raise

    @property
    def is_lost(self) -> bool:
        """Whether the scheduler is no longer there."""
        return bool(self._client.status != "running")

    def threads(self) -> int:
        """How many jobs the workers that there are do at a time. Raises Problems."""
        return sum(self._in_time(self._client.nthreads).values())

    def submit(self, requests: tuple[bytes, ...]) -> Any:
        """The scheduler's future of what `plugin.answers` gives."""
        return self._client.submit(pickle.loads, pickle.dumps(Call(plugin.answers, self._name, requests)), pure=False)

    def cancel(self, futures: list[Any]) -> None:
        """Has the scheduler forget what nobody waits for."""
        with contextlib.suppress(Exception):
            self._in_time(lambda: self._client.cancel(futures, force=True))

    def close(self) -> None:
        """Leaves the workers as they were, as far as they can still be reached."""
        if not self.is_lost:
            with contextlib.suppress(Exception):
                self._in_time(lambda: self._client.unregister_worker_plugin(self._name))
        with contextlib.suppress(Exception):
            self._in_time(lambda: self._client.close(timeout=self._seconds))

    def _reach(self, address: Address) -> None:
        """Finds out whether anything listens there: what Dask tries until its time is over fails here at once."""
        try:
            socket.create_connection((address.host, address.port), self._seconds).close()
        except OSError as error:
            message, hint = N_("cannot be reached: {reason}"), N_("is the scheduler running there?")
            raise Problems([problem(self.address, message, hint=hint, reason=error.strerror or error)]) from None

    def _connected(self) -> Client:
        with warnings.catch_warnings():
            # Whatever differs is told in words of our own.
            warnings.simplefilter("ignore")
            return Client(self.address, timeout=self._seconds, set_as_default=False)

    def _equip(self, own: BuildPlugin) -> None:
        """Has each worker hold what the build needs. Raises Problems."""
        for last in (False, False, True):
            try:
                self._in_time(lambda: self._client.register_plugin(own, name=self._name))
            except OSError as error:
                # A scheduler that loses a worker meanwhile hangs up without an answer; without that worker it answers.
                if last:
                    message = N_("no scheduler of Dask answers there: {reason}")
                    raise Problems([problem(self.address, message, reason=_first_line(error))]) from None
            else:
                return

    def _check(self, wanted: Mapping[str, str]) -> None:
        """Raises Problems with each worker, and the scheduler, that has something otherwise than is wanted."""
        import importlib.metadata

        theirs = self._in_time(lambda: self._client.run_on_scheduler(importlib.metadata.version, identity.TRANSPORT))
        found = {self.address: {} if theirs == wanted[identity.TRANSPORT] else {identity.TRANSPORT: theirs}}
        asked = pickle.dumps(Call(identity.others, dict(wanted)))
        found |= self._in_time(lambda: self._client.run(pickle.loads, asked, on_error="return"))
        problems = [self._judged(worker, wanted, others) for worker, others in sorted(found.items())]
        if wrong := [item for item in problems if item is not None]:
            raise Problems(wrong)

    def _judged(self, worker: str, wanted: Mapping[str, str], others: Any) -> Problem | None:
        if isinstance(others, ImportError | AttributeError):
            return lacking(worker)
        # Whoever came to its end meanwhile is given nothing to do.
        return plugin.foreign(worker, wanted, others) if isinstance(others, Mapping) else None

    def _in_time(self, work: Callable[[], Result]) -> Result:
        """What some work gives. Raises what it raises, and Problems where it takes too long."""
        done: Future[Result] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        threading.Thread(target=run, daemon=True).start()
        try:
            return done.result(2 * self._seconds)
        except TimeoutError:
            message = N_("does not answer within {seconds} seconds")
            raise Problems([problem(self.address, message, seconds=f"{2 * self._seconds:g}")]) from None


def lacking(worker: str) -> Problem:
    """The problem that a worker has no program, or one that knows nothing of clusters."""
    message = N_("this worker has no universal-brief {version}")
    hint = N_("install the same on both: pip install 'universal-brief[cluster]'")
    return problem(worker, message, hint=hint, version=__version__)


def _silence() -> None:
    """Has Dask say nothing: what matters is told as a problem."""
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]:
        logging.getLogger(name).setLevel(_SILENT)


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
