from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import mirrors
import pytest
from trees import ROOT, THEME, brief, document, t

from pipeline.base.assets import Assets
from pipeline.document.tree import Contents, Document, Heading, Paragraph
from pipeline.document.workbooks import WORKBOOK, Workbook
from pipeline.writers import Reading, registry
from pipeline.writers.pages import Entry, Pages
from pipeline.writers.registry import Format, Paging, Writers

ASSETS = Assets(ROOT)
LISTED = document(Heading(1, "", t("SOP-1")), Contents(t("Contents")), Heading(2, "", t("Steps")))
HEAVY = {"docx", "fontTools", "lxml", "matplotlib", "pikepdf", "pypdfium2", "typst"}


class Far:
    """A layout that has every heading on page 77."""

    def outline(self, document: Document, paper: str) -> Pages:
        return Pages(((),), (Entry("SOP-1", 76, 700.0, 1), Entry("Steps", 76, 600.0, 2)))

    pages = outline


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Format:
    """A second engine for a format that has pages, as one more entry."""
    [mirror] = mirrors.mirrors("pdf")
    first = registry.chosen("pdf").paging
    assert first is not None
    entry = replace(mirror, paging=Paging(first.read, lambda own: Far(), libraries=("rich",)))
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, entry))
    return entry


def test_the_first_engine_writes_a_format_where_nobody_chooses(second: Format) -> None:
    assert registry.names() == ("pdf", "docx", "html", "ics", "xlsx")
    engines = {name: registry.chosen(name).engine for name in registry.names()}
    assert engines == {"pdf": "typst", "docx": "python-docx", "html": "own", "ics": "icalendar", "xlsx": "xlsxwriter"}
    assert {name: registry.chosen(name, "mirror").engine for name in registry.names()} == engines | {"pdf": "mirror"}


def test_an_engine_that_is_chosen_writes_its_format_and_no_other(second: Format) -> None:
    writers = Writers(THEME, ASSETS, "mirror")
    assert second.reader(writers.writer("pdf").write(brief()).content).text.startswith("Aurora Creator brief")
    assert writers.writer("docx").write(brief()).content == Writers(THEME, ASSETS).writer("docx").write(brief()).content


def test_what_is_no_format_and_no_engine_is_refused() -> None:
    with pytest.raises(KeyError, match="odt"):
        registry.chosen("odt")
    with pytest.raises(ValueError, match="no engine latex"):
        Writers(THEME, ASSETS, "latex")


def test_the_pages_of_contents_are_those_of_the_engine_that_is_chosen(second: Format) -> None:
    def pages(engine: str) -> str:
        content = Writers(THEME, ASSETS, engine).writer("docx").write(LISTED).content
        return "".join(registry.chosen("docx").reader(content).text.split("Contents")[1].split())

    assert pages("").startswith("Steps1")
    assert pages("mirror").startswith("Steps77")


def test_the_bytes_depend_on_the_libraries_of_what_is_asked_for_pages(second: Format) -> None:
    assert "typst" in registry.libraries("pdf") and "pikepdf" not in registry.libraries("docx")
    assert "rich" not in registry.libraries("docx")
    assert set(registry.libraries("docx", "mirror")) == {*registry.chosen("docx").libraries, "rich"}


@pytest.mark.parametrize("reader", [None, ""])
def test_a_format_that_nobody_reads_again_is_an_error(reader: Any) -> None:
    with pytest.raises(TypeError, match="ics by hand has no reader"):
        Format("ics", "hand", mirrors.made, reader, libraries=())
    with pytest.raises(TypeError, match="reader"):
        Format("ics", "hand", mirrors.made, libraries=())  # type: ignore[call-arg]


OF_WORDS = [entry for entry in registry.FORMATS if entry.engine != "icalendar"]
"""The formats that hold all of a document; calendar files hold its dates, which have tests of their own."""


@pytest.mark.parametrize("entry", OF_WORDS, ids=lambda entry: f"{entry.name}-{entry.engine}")
def test_every_reader_finds_what_its_writer_was_given(entry: Format) -> None:
    link = Paragraph("", (*t("Seen by readers alone: "),))
    properties = {"title": "Title of the file", WORKBOOK: Workbook("dawn", ()).value}
    made = document(Heading(1, "", t("Весна & «Glow»")), link, **properties)
    read: Reading = entry.reader(Writers(THEME, ASSETS, entry.engine).writer(entry.name).write(made).content)
    assert "Весна & «Glow»" in read.text
    assert "Seen by readers alone:" in read.text
    assert "Title of the file" in read.beside


def test_each_writer_is_made_once_and_the_one_that_lays_out_is_the_one_that_writes() -> None:
    writers = Writers(THEME, ASSETS)
    assert writers.writer("docx") is writers.writer("docx")
    assert writers.layout() is writers.writer("pdf")


def test_nothing_is_loaded_before_a_writer_or_a_reader_is_asked_for() -> None:
    program = (
        "import sys; from pipeline.writers import registry; print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()
