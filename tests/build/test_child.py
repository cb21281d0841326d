from __future__ import annotations

import io
import pickle
import subprocess
import sys

import pytest

from pipeline.build import child

LIMIT = 1_000_000_000


def message(value: object) -> bytes:
    pipe = io.BytesIO()
    child.send(pipe, pickle.dumps(value))
    return pipe.getvalue()


def answers(*requests: object) -> list[object]:
    """What a process answers to some requests after which nobody asks more."""
    program = "import sys; sys.path[:] = sys.argv[1:]; from pipeline.build import child; child.serve()"
    with subprocess.Popen([sys.executable, "-c", program, *sys.path], stdin=-1, stdout=-1, stderr=-1) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        found = []
        for request in requests:
            process.stdin.write(message(request))
            process.stdin.flush()
            found.append(pickle.loads(child.received(process.stdout)))
        process.stdin.close()
        assert process.wait(timeout=30) == 0
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    return found


def test_messages_follow_each_other() -> None:
    pipe = io.BytesIO(message("one") + message(["two"]))
    assert [pickle.loads(child.received(pipe)) for _ in range(2)] == ["one", ["two"]]


@pytest.mark.parametrize("size", [0, 3, 8, 12])
def test_a_message_that_was_cut_off_is_none(size: int) -> None:
    with pytest.raises(EOFError):
        child.received(io.BytesIO(message("something")[:size]))


def test_a_process_is_set_up_answers_and_ends_when_nobody_asks() -> None:
    assert answers((LIMIT, None, ()), (max, (1, 2), {}), (sorted, ("ba",), {"reverse": True})) == [
        (True, None),
        (True, 2),
        (True, ["b", "a"]),
    ]


def test_what_goes_wrong_is_an_answer() -> None:
    _, (done, error), (_, unpicklable) = answers((LIMIT, None, ()), (int, ("x",), {}), (iter, ([],), {}))  # type: ignore[misc]
    assert (done, type(error)) == (False, ValueError)
    assert "Traceback" in error.__notes__[0]
    assert list(unpicklable) == []
    [(done, error)] = answers((LIMIT, int, ("x",)))  # type: ignore[misc]
    assert (done, type(error)) == (False, ValueError)
