from __future__ import annotations

import concurrent.futures
import multiprocessing

import pytest

from pipeline.base.problems import Problems
from pipeline.build import worker
from pipeline.build.worker import Job, Worker
from pipeline.document import reader
from pipeline.reading.project import Project
from pipeline.writers import writer

PROPERTIES = {"paper": "A4", "accent": "#0B5D51", "date": "2027-02-01"}
META = "".join(f'<meta name="{name}" content="{value}"/>' for name, value in PROPERTIES.items())
HTML = f'<html lang="en"><head><title>T</title>{META}</head><body><h1>Heading</h1><p>Words.</p></body></html>'


@pytest.mark.parametrize(("form", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")])
def test_a_job_gives_what_its_writer_makes_of_its_document(project: Project, form: str, magic: bytes) -> None:
    templates = project.folder / "templates"
    written = Worker(project.theme, templates).work(Job("dawn.note.en", form, HTML))
    document = reader.read(HTML, project.theme.roles, "t.html")
    assert written.content.startswith(magic)
    assert written == writer(form, project.theme, templates).write(document)


def test_a_worker_gives_the_same_whatever_it_made_before(project: Project) -> None:
    templates = project.folder / "templates"
    one = Worker(project.theme, templates)
    jobs = [Job(f"{form}.{number}", form, HTML) for number in range(2) for form in ("docx", "pdf")]
    made = [one.work(job).content for job in jobs]
    assert made[:2] == made[2:]


def test_what_is_outside_the_vocabulary_is_named_with_the_target(project: Project) -> None:
    with pytest.raises(Problems) as found:
        Worker(project.theme, project.folder / "templates").work(Job("dawn.note.en", "pdf", HTML.replace("h1", "h4")))
    assert [str(item) for item in found.value.problems] == ["dawn.note.en: the element h4 is not in the vocabulary"]


def test_writers_are_loaded_when_a_process_starts_if_it_is_told_their_formats(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(worker, "writer", lambda form, *args: loaded.append(form))
    worker.start(project.theme, project.folder / "templates", project.formats)
    assert loaded == list(project.formats)
    worker.start(project.theme, project.folder / "templates")
    assert loaded == list(project.formats)


def test_a_process_works_once_it_is_set_up(project: Project) -> None:
    job = Job("dawn.note.en", "docx", HTML)
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawn) as executor:
        with pytest.raises(RuntimeError, match="start"):
            executor.submit(worker.run, job).result()
        executor.submit(worker.start, project.theme, project.folder / "templates").result()
        written = executor.submit(worker.run, job).result()
    assert written == Worker(project.theme, project.folder / "templates").work(job)
