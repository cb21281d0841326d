"""The life of a process that works for another: jobs in, answers out, over two pipes."""

from __future__ import annotations

import os
import pickle
import queue
import threading
import traceback
from collections.abc import Callable
from typing import IO, Any

from pipeline.base import cycles
from pipeline.base.limits import refuse_memory_above

_SIZE = 8


def serve() -> None:
    """The life of a process: a set-up, then one job after the other, until nobody can ask for more."""
    cycles.look_rarely()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between two answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)

    def listen() -> None:
        while True:
            try:
                request = received(asked)
            except (OSError, EOFError):
                # The parent has gone, or has no more work. Whatever is in work, nobody waits for it, and nothing
                # of this process is worth the time that libraries take to come to their end.
                os._exit(0)
            requests.put(request)

    threading.Thread(target=listen, daemon=True).start()
    work: Callable[[bytes], Any] = _set_up
    while True:
        request = requests.get()
        said = answer(work, request)
        work = run
        try:
            send(answers, said)
        except OSError:
            return


def _set_up(request: bytes) -> None:
    limit, initializer, initargs = pickle.loads(request)  # noqa: S301 - written by our own parent
    refuse_memory_above(limit)
    if initializer is not None:
        initializer(*initargs)
    cycles.keep()


def run(request: bytes) -> Any:
    """What the function of a request returns, which is pickled with its arguments."""
    fn, args, kwargs = pickle.loads(request)  # noqa: S301 - written by our own parent
    return fn(*args, **kwargs)


def answer(work: Callable[[bytes], Any], request: bytes) -> bytes:
    """What some work makes of a request, pickled: whether it was done, and what it gave or raised."""
    try:
        return pickle.dumps((True, work(request)))
    except BaseException as error:
        try:
            error.add_note("".join(traceback.format_exception(error)))
            return pickle.dumps((False, error))
        except Exception:
            return pickle.dumps((False, RuntimeError("".join(traceback.format_exception(error)))))


def send(pipe: IO[bytes], message: bytes) -> None:
    """Writes a message to a pipe. Raises OSError."""
    pipe.write(len(message).to_bytes(_SIZE, "big") + message)
    pipe.flush()


def received(pipe: IO[bytes]) -> bytes:
    """The next message from a pipe. Raises OSError, and EOFError where there is none."""
    size = _exactly(pipe, _SIZE)
    return _exactly(pipe, int.from_bytes(size, "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = pipe.read(size - len(data))
        if not more:
            raise EOFError
        data = data + more if data else more
    return data
