from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from trees import ROOT, THEME, brief, document, prose, sections, t

from pipeline.base.assets import Assets
from pipeline.document.tree import Document, Heading, Paragraph, Token
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.finished import FileInspector, FinishedFile
from pipeline.selfcheck.ledger import Ledger, OwnedText
from pipeline.writers import Reading, WriterResult, complaint, registry
from pipeline.writers.registry import Writers

FACTS = Facts("en", (), frozenset({"fee"}), frozenset(), frozenset())
NO_FACTS = Facts("en", (), frozenset(), frozenset(), frozenset())
LEDGERS = {"en": Ledger([OwnedText("fee", "somebody else", "What to make")])}
LONG = document(Heading(1, "", t("What to make")), *prose(90), pages="1")


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


def finished(writers: Writers, form: str, made: Document, facts: Facts | None = None) -> FinishedFile:
    return FileInspector(writers, LEDGERS).finished(writers.writer(form).write(made), form, made, facts)


def messages(found: FinishedFile) -> list[str]:
    return [said.message for said in found.complaints]


@pytest.mark.parametrize(("form", "pages"), [("pdf", 2), ("docx", None)])
def test_a_file_is_counted_where_its_format_has_pages(writers: Writers, form: str, pages: int | None) -> None:
    found = finished(writers, form, brief(), NO_FACTS)
    assert (found.pages, found.complaints) == (pages, ())
    assert found.content == writers.writer(form).write(brief()).content


def test_what_is_another_s_is_found_once_the_pages_are_right(writers: Writers) -> None:
    message = '{target}: the finished file contains an amount of {owner}: "{text}"'
    assert messages(finished(writers, "docx", LONG, FACTS)) == [message]
    assert messages(finished(writers, "pdf", brief(), FACTS)) == [message]
    assert messages(finished(writers, "pdf", LONG, FACTS)) == [
        '{target}: {taken} pages on {paper} instead of {allowed}: "{section}" is too long'
    ]


def test_what_a_writer_complains_of_is_read_by_nobody(writers: Writers) -> None:
    refused = WriterResult(b"", (complaint("no", about="look"),))
    found = FileInspector(writers, LEDGERS).finished(refused, "pdf", brief(), FACTS)
    assert found == FinishedFile(b"", None, refused.complaints)


@pytest.mark.parametrize("form", registry.names())
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"PK\x03\x04nothing"])
def test_a_file_that_cannot_be_read_again_is_a_problem(writers: Writers, form: str, content: bytes) -> None:
    [found] = FileInspector(writers, LEDGERS).finished(WriterResult(content), form, brief(), FACTS).complaints
    assert found.message == "{target}: the finished file cannot be read back: {said}"
    assert dict(found.values)["said"]


@pytest.fixture
def never_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(content: bytes) -> Reading:
        raise AssertionError("a file was read")

    formats = tuple(replace(entry, reader=refuse, paging=None) for entry in registry.FORMATS)
    monkeypatch.setattr(registry, "FORMATS", formats)
    yield


@pytest.mark.parametrize("facts", [None, NO_FACTS])
def test_a_file_without_pages_is_only_read_where_something_is_asked_of_it(
    writers: Writers, never_read: None, facts: Facts | None
) -> None:
    assert finished(writers, "docx", brief(), facts).complaints == ()
    assert len(finished(writers, "docx", brief(), FACTS).complaints) == 1


def test_what_another_engine_writes_is_judged_by_its_own_pages(
    writers: Writers, monkeypatch: pytest.MonkeyPatch
) -> None:
    typst = registry.chosen("pdf")
    assert typst.paging is not None
    asked: list[str] = []

    class Elsewhere:
        """A layout on which nothing fits."""

        def fits(self, document: Document, paper: str) -> bool:
            return False

        def outline(self, document: Document, paper: str) -> object:
            asked.append(paper)
            return registry.chosen("pdf", "typst").paging.layout(writers).outline(LONG, paper)  # type: ignore[union-attr]

        pages = outline

    other = replace(typst, engine="other", paging=replace(typst.paging, layout=lambda own: Elsewhere()))
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, other))
    short = document(Heading(1, "", t("Title")), *prose(5), pages="1")
    assert finished(writers, "pdf", short).complaints == ()
    found = finished(Writers(THEME, Assets(ROOT), "other"), "pdf", short)
    assert [dict(said.values)["paper"] for said in found.complaints] == ["Letter"]
    assert asked == ["Letter", "Letter"]


@pytest.mark.parametrize("lengths", [(10, 10), (38, 20), (47, 20), (60, 20), (90,), (38,), (40,), (36,), (20, 76)])
def test_a_document_that_is_measured_has_the_faults_of_its_file(writers: Writers, lengths: tuple[int, ...]) -> None:
    told = {"pages": "3", "core": "1", "annex": "s1"} if len(lengths) > 1 else {"pages": "1"}
    made = document(*sections(*lengths), **told)
    found = FileInspector(writers, {}).measured(made)
    assert (found.content, found.complaints) == (b"", finished(writers, "pdf", made).complaints)


def test_what_is_sure_to_fit_is_not_set(writers: Writers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(type(writers.layout()), "_laid_out")
    made = document(*sections(10, 10), pages="3", core="1", annex="s1")
    assert FileInspector(writers, {}).measured(made) == FinishedFile(b"")


def test_what_has_no_limit_is_measured_all_the_same(writers: Writers) -> None:
    made = document(Heading(1, "", t("Title")), Paragraph("", (Token("a" * 400),)))
    assert messages(FileInspector(writers, {}).measured(made)) == ['{target}: "{words}" runs off page {page}']


@pytest.mark.parametrize("length", [30, 45])
def test_a_core_that_ends_where_the_annex_begins_is_too_long(writers: Writers, length: int) -> None:
    told = {"pages": "3", "core": "1", "annex": "s1", "usual": "s0:30"}
    made = document(*sections(length, 20), **told)
    found = FileInspector(writers, {}).measured(made).complaints
    assert found == finished(writers, "pdf", made).complaints
    assert [dict(said.values)["taken"] for said in found] == (["2"] if length == 45 else [])
    assert all(dict(said.values)["rows"] == "7" for said in found)
