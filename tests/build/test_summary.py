from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.assets import Assets
from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import problem
from pipeline.build.summary import Summary, lines
from pipeline.language import catalogs

TWO = ["dawn", "dawn"]


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(built=["a", "b"]), "2 documents: 2 built"),
        (Summary(kept=["a", "b"]), "2 documents: 2 unchanged"),
        (Summary(built=["a"], kept=["b"], removed=["c", "d"]), "2 documents: 1 built, 1 unchanged, 2 removed"),
    ],
)
def test_a_summary_counts_what_was_done(tmp_path: Path, summary: Summary, line: str) -> None:
    assert next(lines(summary, TWO, tmp_path / "build")) == line


def test_a_document_that_failed_counts_once_however_much_is_wrong_with_it(tmp_path: Path) -> None:
    failed = [problem("t.html", "{said} {target}", said=said, target="dawn.brief.ivan.en.pdf") for said in "ab"]
    failed.append(problem("build/dawn/dawn.brief.olga.en.pdf", "cannot be written"))
    assert next(lines(Summary(failed=failed), TWO, tmp_path)) == "2 documents: 2 failed"


def test_a_format_that_waits_for_another_is_named(tmp_path: Path) -> None:
    failed = [problem("t.html", "{target}", target="dawn.brief.ivan.en.pdf")]
    said = list(lines(Summary(failed=failed, held=["dawn.brief.ivan.en.docx"]), TWO, tmp_path))
    assert said[:2] == [
        "2 documents: 1 failed, 1 held back",
        "  dawn.brief.ivan.en.docx is held back: another format of it failed",
    ]


def test_a_summary_says_where_the_documents_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    summary = Summary(built=["a", "b", "c"])
    assert list(lines(summary, [*TWO, "dusk"], tmp_path / "build"))[1:] == ["  build/dawn/", "  build/dusk/"]
    assert next(lines(Summary(built=["a"]), TWO[:1], tmp_path)) == "1 document: 1 built"


def test_where_there_is_no_document_nothing_is_built(tmp_path: Path) -> None:
    assert list(lines(Summary(), [], tmp_path)) == ["Nothing to build: no campaign and no procedure has a document."]


def test_what_nothing_asks_for_any_more_is_named_once_for_all_formats(tmp_path: Path) -> None:
    said = list(lines(Summary(kept=["a"], removed=["b.en.docx", "b.en.pdf"]), ["dawn"], tmp_path / "build"))
    assert said[:2] == ["1 document: 1 unchanged, 2 removed", "  b.en is removed: nothing asks for it any more"]


def test_a_summary_is_told_in_another_language(tmp_path: Path) -> None:
    translator = MessageTranslator(catalogs.readable(Assets.of(None), "ru"))
    said = list(lines(Summary(built=["a"] * 3, kept=["b"], removed=["c.en.pdf"]), ["dawn"] * 4, tmp_path, translator))
    assert said[:2] == ["4 документа: собрано: 3, без изменений: 1, удалено: 1", "  c.en удалён: он больше не нужен"]
