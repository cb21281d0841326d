from __future__ import annotations

import concurrent.futures
import multiprocessing
import pickle

import mirrors
import pytest
import random_documents
import trees
from hypothesis import given, settings

from pipeline.build import worker
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.processes import Workers
from pipeline.build.worker import Job, Setup, Worker
from pipeline.document.tree import Document
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers import registry
from pipeline.writers.registry import Writers

NOTE = trees.document(*trees.brief().blocks[:2])


def job(form: str, document: Document = NOTE, name: str = "dawn.note.en") -> Job:
    return Job(name, form, pickle.dumps(document))


def setup(project: Project, formats: tuple[str, ...] = ()) -> Setup:
    return Setup(project.theme, project.assets, formats=formats)


@pytest.mark.long
@settings(max_examples=200)
@given(document=random_documents.DOCUMENTS)
def test_the_tree_that_reaches_a_writer_is_the_tree_that_was_set(project: Project, document: Document) -> None:
    with DocumentBuffer() as buffer, pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "FORMATS", mirrors.mirrors(*project.formats))
        ticket = buffer.keep(pickle.dumps(document))
        buffer.keep(b"another")
        own = Worker(setup(project))
        for form in project.formats:
            finished = own.work(Job("dawn.note.en", form, buffer.kept(ticket)))
            assert pickle.loads(finished.content) == document


@pytest.mark.long
def test_a_process_is_handed_the_tree_of_every_sample_document(project: Project) -> None:
    composer = Composer(project)
    wanted = {target.document: target for target in targets.targets(project, review=True)}
    composed = {name: composer.compose(target) for name, target in wanted.items()}
    with Workers(1, mirrors.start, (setup(project, project.formats),)) as workers:
        futures = {name: workers.submit(worker.run, job("pdf", made, name)) for name, made in composed.items()}
        reached = {name: pickle.loads(future.result(timeout=60).content) for name, future in futures.items()}
    assert reached == composed


@pytest.mark.parametrize(("form", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")])
def test_a_job_gives_what_its_writer_makes_of_its_document(project: Project, form: str, magic: bytes) -> None:
    finished = Worker(setup(project)).work(job(form))
    assert finished.content.startswith(magic)
    writers = Writers(project.theme, project.assets)
    assert finished.content == writers.writer(form).write(NOTE).content


def test_a_worker_gives_the_same_whatever_it_made_before(project: Project) -> None:
    one = Worker(setup(project))
    jobs = [job(form, name=f"{form}.{number}") for number in range(2) for form in ("docx", "pdf")]
    made = [one.work(job).content for job in jobs]
    assert made[:2] == made[2:]


def test_writers_are_loaded_when_a_process_starts_if_it_is_told_their_formats(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(Writers, "writer", lambda self, form: loaded.append(form))
    worker.start(setup(project, project.formats))
    assert loaded == list(project.formats)
    worker.start(setup(project))
    assert loaded == list(project.formats)


def test_a_process_works_once_it_is_set_up(project: Project) -> None:
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawn) as executor:
        with pytest.raises(RuntimeError, match="start"):
            executor.submit(worker.run, job("docx")).result()
        executor.submit(worker.start, setup(project)).result()
        finished = executor.submit(worker.run, job("docx")).result()
    assert finished == Worker(setup(project)).work(job("docx"))
