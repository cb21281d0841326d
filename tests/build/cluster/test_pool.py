from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import clusters
import pytest
import trees
from distributed import Client
from distributed.comm import CommClosedError
from samples import load

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.build import run, scheduler
from pipeline.build.cluster import identity
from pipeline.build.cluster.address import Address
from pipeline.build.cluster.pool import ClusterPool
from pipeline.build.pools import results
from pipeline.build.processes import Limits, WorkerLost
from pipeline.build.worker import Setup
from pipeline.domain import targets
from tools.cluster import Cluster, until, wait_for

SETUP = Setup(trees.THEME, Assets(trees.ROOT))
ANSWER = 120
FREE = Address("tcp", "127.0.0.1", 1)


def said(error: Problems) -> list[str]:
    return [str(item) for item in error.problems]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers; not to be disturbed."""
    with clusters.started(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def pool(two_workers: Cluster) -> Iterator[ClusterPool]:
    found = ClusterPool(two_workers.address, SETUP, Limits(seconds=2))
    yield found
    found.shutdown(cancel_futures=True)


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "build").rglob("*.*") if path.name != ".lock"}


# --- the same as here ---------------------------------------------------------


@pytest.mark.long
def test_a_build_by_a_cluster_is_the_same(made: Path, two_workers: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    # Composing is handed out as well.
    monkeypatch.setattr(scheduler, "_WORTH_COMPOSING", 1)
    project, before = load(made), kept(made)
    place = two_workers.address
    summary = run.build(
        project, targets.targets(project), made / "build", force=True, pool=lambda setup: ClusterPool(place, setup)
    )
    assert sorted(summary.built) == sorted(path.name for path in (made / "build/dawn").iterdir())
    after = kept(made)
    del before["state.json"], after["state.json"]
    assert after == before


@pytest.mark.long
def test_a_project_s_own_templates_travel(only_briefs: Path, two_workers: Cluster) -> None:
    style = only_briefs / "templates/theme/print.typ"
    style.write_text(style.read_text(encoding="utf-8") + "\n#let own = 1\n", encoding="utf-8")
    project, place = load(only_briefs), two_workers.address
    for name, pool in (("here", None), ("there", lambda setup: ClusterPool(place, setup))):
        run.build(project, targets.targets(project), only_briefs / name, pool=pool)
    here, there = (
        {path.name: path.read_bytes() for path in (only_briefs / name / "dawn").iterdir()} for name in ("here", "there")
    )
    assert here == there


def test_what_a_build_left_on_a_worker_goes_with_it(two_workers: Cluster) -> None:
    pool = ClusterPool(two_workers.address, SETUP)
    child = pool.submit(os.getpid).result(ANSWER)
    folders = list(two_workers.folder.glob("worker*/**/universal-brief-*"))
    assert len(folders) == 1
    pool.shutdown()
    until(lambda: not folders[0].exists())
    until(lambda: not Path(f"/proc/{child}/exe").exists())


# --- who does what ------------------------------------------------------------


def test_jobs_go_to_all_workers_and_each_is_answered_once(pool: ClusterPool) -> None:
    jobs = list(map(str, range(40)))
    found = list(results(pool, clusters.worker_of, iter(jobs)))
    assert sorted(job for job, _ in found) == sorted(jobs)
    assert len({answer for _, answer in found}) == 2


def test_what_a_job_raises_is_raised_here(pool: ClusterPool) -> None:
    import mirrors

    with pytest.raises(Problems) as problems:
        pool.submit(mirrors.refuse).result(ANSWER)
    assert said(problems.value) == ["a.yaml:2: is wrong"]
    with pytest.raises(WorkerLost) as lost:
        pool.submit(mirrors.fill).result(ANSWER)
    assert lost.value.reason == WorkerLost.FULL


@pytest.mark.long
@pytest.mark.parametrize(("job", "reason"), [(clusters.end_process, WorkerLost.DIED), (clusters.hang, WorkerLost.HUNG)])
def test_a_job_that_ends_or_holds_up_its_process_fails_alone(pool: ClusterPool, job: object, reason: str) -> None:
    others = [pool.submit(clusters.slow, str(number)) for number in range(6)]
    with pytest.raises(WorkerLost) as lost:
        pool.submit(job, "x").result(ANSWER)  # type: ignore[arg-type]
    assert lost.value.reason == reason
    assert [future.result(ANSWER) for future in others] == list(map(str, range(6)))


def test_an_answer_that_went_with_its_worker_is_asked_for_again(
    pool: ClusterPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lost:
        status = "lost"

        def add_done_callback(self, told: Callable[[Lost], object]) -> None:
            told(self)

    first, submit = [Lost()], pool._connection.submit
    monkeypatch.setattr(pool._connection, "submit", lambda requests: first.pop() if first else submit(requests))
    assert pool.submit(os.getpid).result(ANSWER) > 0
    assert first == []


def test_what_nobody_waits_for_any_more_is_not_done(two_workers: Cluster, tmp_path: Path) -> None:
    pool = ClusterPool(two_workers.address, SETUP)
    futures = [pool.submit(clusters.slow, str(number)) for number in range(100)]
    pool.shutdown(cancel_futures=True)
    assert sum(future.cancelled() for future in futures) > 90
    again = ClusterPool(two_workers.address, SETUP)
    assert again.submit(clusters.slow, "next").result(ANSWER) == "next"
    again.shutdown()


# --- refused ------------------------------------------------------------------


def test_each_worker_that_has_something_otherwise_is_named(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = identity.needed(trees.THEME)
    monkeypatch.setattr(identity, "needed", lambda theme: real | {"typst": "0.1"})
    with pytest.raises(Problems) as refused:
        ClusterPool(two_workers.address, SETUP)
    first, second = said(refused.value)
    assert first.startswith("tcp://127.0.0.1:")
    assert first.partition(": this")[0] != second.partition(": this")[0]
    assert f": this worker has typst {real['typst']}; this machine has typst 0.1 (install the same on both: " in first


def test_where_nothing_listens_a_build_does_not_begin() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = FREE._replace(port=free.getsockname()[1])
    with pytest.raises(Problems) as refused:
        ClusterPool(place, SETUP)
    assert said(refused.value) == [f"{place}: cannot be reached: Connection refused (is the scheduler running there?)"]


def test_a_worker_that_is_lost_while_a_build_begins_costs_nothing(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, calls = Client.register_plugin, iter((True, True, False))

    def hung_up(self: Client, *plugin: object, **named: object) -> object:
        if next(calls):
            # As Dask says it of a scheduler that hangs up.
            raise CommClosedError("in <TCP (closed)>: Stream is closed")
        return register(self, *plugin, **named)

    monkeypatch.setattr(Client, "register_plugin", hung_up)
    pool = ClusterPool(two_workers.address, SETUP)
    try:
        assert pool.submit(os.getpid).result(ANSWER) > 0
    finally:
        pool.shutdown(cancel_futures=True)
    calls = iter((True, True, True))
    with pytest.raises(Problems) as caught:
        ClusterPool(two_workers.address, SETUP)
    assert said(caught.value) == [
        f"{two_workers.address}: no scheduler of Dask answers there: in <TCP (closed)>: Stream is closed"
    ]


def test_what_listens_there_has_to_be_a_scheduler() -> None:
    from pipeline.build.cluster.connection import Connection
    from pipeline.build.cluster.plugin import BuildPlugin

    def hang_up(server: socket.socket) -> None:
        while True:
            try:
                server.accept()[0].close()
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=hang_up, args=(server,), daemon=True).start()
        place = FREE._replace(port=server.getsockname()[1])
        with pytest.raises(Problems) as refused:
            Connection(place, BuildPlugin(b"", {}, Limits()), {}, seconds=1)
    [problem] = said(refused.value)
    assert problem.startswith(f"{place}: no scheduler of Dask answers there: ")


# --- workers and schedulers that go -------------------------------------------


@pytest.mark.long
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    with clusters.started(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="3") as cluster:
        pool = ClusterPool(cluster.address, SETUP)
        jobs = [pool.submit(clusters.slow, str(number)) for number in range(20)]
        jobs.append(pool.submit(clusters.end_worker_once, str(tmp_path / "once")))
        assert [future.result(ANSWER) for future in jobs] == [*map(str, range(20)), str(tmp_path / "once")]
        pool.shutdown()


@pytest.mark.long
def test_a_job_that_ends_each_worker_fails_alone_and_after_few_tries(tmp_path: Path) -> None:
    with clusters.started(tmp_path) as cluster:
        pool = ClusterPool(cluster.address, SETUP)
        before = [pool.submit(clusters.slow, str(number)) for number in range(9)]
        poison = pool.submit(clusters.end_worker, "x")
        after = [pool.submit(clusters.slow, str(number)) for number in range(9, 20)]
        with pytest.raises(WorkerLost) as lost:
            poison.result(ANSWER)
        assert lost.value.reason == WorkerLost.POISON
        assert lost.value.detail.startswith("tcp://127.0.0.1:")
        assert [future.result(ANSWER) for future in before + after] == list(map(str, range(20)))
        pool.shutdown()


@pytest.mark.long
def test_a_scheduler_that_is_lost_ends_the_build_and_keeps_what_is_finished(tmp_path: Path, only_briefs: Path) -> None:
    project = load(only_briefs)
    before = {item.id for item in targets.targets(project)}
    with clusters.started(tmp_path / "cluster") as cluster:
        place = cluster.address

        def lose(item: object) -> None:
            cluster.end(cluster.processes[0])

        with pytest.raises(Problems) as lost:
            run.build(
                project,
                targets.targets(project),
                only_briefs / "build",
                finished=lose,
                pool=lambda setup: Narrow(place, setup),
            )
    assert said(lost.value) == [f"{place}: the scheduler was lost; finished documents are kept (build again)"]
    finished = {path.name for path in (only_briefs / "build/dawn").iterdir()}
    assert finished
    assert finished < before
    summary = run.build(project, targets.targets(project), only_briefs / "build", jobs=1)
    assert set(summary.kept) == finished
    assert set(summary.built) == before - finished


class Narrow(ClusterPool):
    """A pool that wants one job at a time."""

    wanted = 1


@pytest.mark.long
def test_without_a_worker_a_build_ends(tmp_path: Path) -> None:
    with clusters.started(tmp_path, workers=1) as cluster:
        pool = ClusterPool(cluster.address, SETUP, patience=3)
        assert pool.submit(clusters.slow, "one").result(ANSWER) == "one"
        cluster.end(cluster.processes[1])
        with pytest.raises(Problems) as ended:
            pool.submit(clusters.slow, "two").result(ANSWER)
        where = cluster.address
        assert said(ended.value) == [
            f"{where}: no worker for 3 seconds; finished documents are kept (start workers: dask worker {where})"
        ]
        with pytest.raises(Problems):
            pool.submit(clusters.slow, "three").result(ANSWER)
        pool.shutdown(cancel_futures=True)


@pytest.mark.long
def test_a_worker_that_comes_later_does_its_part(tmp_path: Path) -> None:
    with clusters.started(tmp_path, workers=0) as cluster:
        pool = ClusterPool(cluster.address, SETUP)
        job = pool.submit(clusters.slow, "one")
        cluster.add()
        assert job.result(ANSWER) == "one"
        pool.shutdown()


@pytest.mark.long
def test_a_worker_of_another_program_is_refused_by_name(tmp_path: Path) -> None:
    with clusters.started(tmp_path / "cluster", workers=0) as cluster:
        pool = ClusterPool(cluster.address, SETUP)
        job = pool.submit(clusters.slow, "one")
        other = cluster.add(python_path=(clusters.other_program(tmp_path / "other"),))
        with pytest.raises(Problems) as later:
            job.result(ANSWER)
        pool.shutdown(cancel_futures=True)
        with pytest.raises(Problems) as first:
            ClusterPool(cluster.address, SETUP)
        cluster.end(other)
        cluster.add(python_path=(clusters.no_program(tmp_path / "none"),))
        wait_for(cluster.address, 1)
        with pytest.raises(Problems) as none:
            ClusterPool(cluster.address, SETUP)
    [problem] = said(later.value)
    assert problem.startswith("tcp://127.0.0.1:")
    assert "this worker has universal-brief " in problem
    assert said(first.value) == [problem]
    [problem] = said(none.value)
    assert "this worker has no universal-brief" in problem


@pytest.mark.long
def test_a_worker_that_no_longer_moves_is_given_up(tmp_path: Path) -> None:
    patient = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "8s", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}
    with clusters.started(tmp_path, **patient) as cluster:
        pool = ClusterPool(cluster.address, SETUP)
        first = pool.submit(clusters.worker_of, "x").result(ANSWER)
        os.kill(first, signal.SIGSTOP)
        jobs = [pool.submit(clusters.slow, str(number)) for number in range(20)]
        assert [future.result(ANSWER) for future in jobs] == list(map(str, range(20)))
        pool.shutdown()
