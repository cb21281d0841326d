"""Builds by a cluster, in which its workers, its scheduler, the network or the build itself are disturbed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tools.cluster import Cluster, cluster
from tools.faults import judging
from tools.faults.judging import DONE, IDS, INTERRUPTED, PROBLEMS, Case, Ground

KILLED = -signal.SIGKILL
_TTL = "6s"


def cases(number: int) -> Iterator[tuple[str, Case]]:
    """The cases of the group, in turn of each kind."""
    kinds: list[tuple[str, Callable[..., Iterator[str]]]] = [
        ("a worker is killed", partial(_lost, what=_kill_worker, allowed=(DONE,))),
        ("the scheduler is lost", partial(_lost, what=_kill_scheduler, allowed=(DONE, PROBLEMS))),
        ("a worker stands still", partial(_lost, what=_stop_worker, allowed=(DONE,))),
        ("the build is killed", partial(_ended, how=signal.SIGKILL)),
        ("the build is interrupted", partial(_ended, how=signal.SIGINT)),
        ("the network is slow", partial(_distant, cut=False)),
        ("the network is cut", partial(_distant, cut=True)),
        *((how, partial(_bad, how=how)) for how in ("killed", "hung", "full", "poison")),
    ]
    for index in range(number):
        name, case = kinds[index % len(kinds)]
        yield f"{name} {index}", partial(case, chance=random.Random(f"cluster {index}"))


def _started(ground: Ground, project: Path) -> contextlib.AbstractContextManager[Cluster]:
    """A scheduler with two workers of the program that every case runs."""
    tries = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": _TTL}
    return cluster(project.parent / "cluster", python_path=(ground.program,), settings=tries)


def _moment(ground: Ground, chance: random.Random) -> float:
    """When something happens: a build takes longer by others, as it has to reach them first."""
    return (ground.seconds + 2) * chance.random()


def _lost(
    ground: Ground, project: Path, what: Callable[[Cluster], object], allowed: tuple[int, ...], chance: random.Random
) -> Iterator[str]:
    with _started(ground, project) as found:
        process = judging.start(project, "--cluster", str(found.address))
        time.sleep(_moment(ground, chance))
        what(found)
        end = judging.ended(process)
    yield from judging.verdict(ground, project, [end], allowed)


def _kill_worker(found: Cluster) -> None:
    found.end(found.processes[1])


def _kill_scheduler(found: Cluster) -> None:
    found.end(found.processes[0])


def _stop_worker(found: Cluster) -> None:
    os.killpg(found.processes[1].pid, signal.SIGSTOP)


def _ended(ground: Ground, project: Path, how: signal.Signals, chance: random.Random) -> Iterator[str]:
    with _started(ground, project) as found:
        process = judging.start(project, "--cluster", str(found.address))
        # Before the program runs, an interruption is Python's own to answer.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=ground.seconds / 2 + _moment(ground, chance))
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(how)
        end = judging.ended(process)
        again = judging.run(project, "--cluster", str(found.address))
        if again.status != DONE:
            yield f"the next build by the same cluster ends with {again.status}: {again.said.strip()[-300:]}"
    yield from judging.verdict(ground, project, [end], (DONE, KILLED if how is signal.SIGKILL else INTERRUPTED))


def _bad(ground: Ground, project: Path, how: str, chance: random.Random) -> Iterator[str]:
    """The process or the worker that makes one output is lost; only its document fails."""
    target = chance.choice(IDS)
    with _started(ground, project) as found:
        script = [sys.executable, str(ground.program / "losing.py"), str(project), how, target, str(found.address)]
        end = judging.run(project, program=script)
    if target not in end.said or end.status != PROBLEMS:
        yield f"status {end.status}, and {target} is not named: {end.said[-300:]}"
    for name, content in judging.left(project).items():
        wanted = ground.old if Path(name).stem == Path(target).stem else ground.new
        if name not in ("state.json", "manifest.json") and content != wanted[name]:
            yield f"{name} is not as it should be where only {target} failed"
    yield from judging.verdict(ground, project, [end])


def _distant(ground: Ground, project: Path, cut: bool, chance: random.Random) -> Iterator[str]:
    """The scheduler is behind a line that holds up each piece, and is cut after a while if that is the case."""
    with _started(ground, project) as found, _line(found, chance.uniform(0.005, 0.05)) as (port, stop):
        process = judging.start(project, "--cluster", f"127.0.0.1:{port}")
        if cut:
            time.sleep(_moment(ground, chance))
            stop()
        end = judging.ended(process)
    yield from judging.verdict(ground, project, [end], (DONE, PROBLEMS) if cut else (DONE,))


@contextlib.contextmanager
def _line(found: Cluster, delay: float) -> Iterator[tuple[int, Callable[[], None]]]:
    """The port of a line to a scheduler on which each piece takes so many seconds, and what cuts it."""
    ends: list[socket.socket] = []

    def stop() -> None:
        for end in ends:
            # A socket that is only closed is not seen to be by whoever waits for it.
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def carry(source: socket.socket, to: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65_536):
                time.sleep(delay)
                to.sendall(piece)
        for end in (source, to):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near = server.accept()[0]
                far = socket.create_connection((found.address.host, found.address.port))
                ends.extend((near, far))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=carry, args=pair, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        ends.append(server)
        threading.Thread(target=serve, args=(server,), daemon=True).start()
        try:
            yield server.getsockname()[1], stop
        finally:
            stop()
