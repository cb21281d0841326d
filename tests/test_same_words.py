"""Every format of a document says the same words."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from pdfminer.high_level import extract_text

from pipeline.build.run import Summary
from pipeline.document.traversal import lines, tables
from pipeline.document.tree import Contents, Document, PageNumber, Paragraph, plain
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

Built = tuple[Path, Summary]


def words(text: str) -> Counter[str]:
    """The words of a text, without hyphens: a PDF has one more wherever a line ends inside a word.

    A range of days may be divided after its dash: both its ends are words.
    """
    return Counter(
        text.replace("\u2060", "")
        .replace("\ufeff", "")
        .replace("\u2013", "\u2013 ")
        .replace("\u00ad\n", "")
        .replace("\u00ad", "")
        .replace("-\n", "")
        .replace("-", "")
        .split()
    )


def running(document: Document, pages: int) -> Counter[str]:
    """The words of the running head and foot, on so many pages."""
    printed: Counter[str] = Counter()
    for page in range(1, pages + 1):
        paragraphs = document.footer + (document.header if page > 1 else ())
        printed += words("\n".join(_filled(paragraph, page, pages) for paragraph in paragraphs))
        printed += words(document.property("watermark"))
    return printed


def _filled(paragraph: Paragraph, page: int, pages: int) -> str:
    return "".join(
        str(pages if child.total else page) if isinstance(child, PageNumber) else plain((child,))
        for child in paragraph.children
    )


def said(document: Document) -> Counter[str]:
    return words("\n".join(lines(document.blocks)))


def without_repeated_heads(found: Counter[str], expected: Counter[str], document: Document) -> Counter[str]:
    """What was found, less the column heads that stand once more on a page where a table goes on."""
    heads = [
        words("\n".join(plain(cell.children) for row in block.head for cell in row.cells))
        for block in tables(document.blocks)
    ]
    # A head may hold all the words of a shorter one.
    for head in sorted(heads, key=lambda head: -head.total()):
        while head and head <= found - expected:
            found = found - head
    return found


def with_whole_compounds(found: Counter[str], expected: Counter[str], document: Document) -> Counter[str]:
    """What was found, with each word whole that ends a line of its cell at its own hyphen: the next cell is read first."""
    compounds = {word.strip(".,:;()«»“”") for line in lines(document.blocks) for word in line.split() if "-" in word}
    for compound in compounds:
        whole, parts = compound.replace("-", ""), Counter(compound.split("-"))
        while found[whole] < expected[whole] and parts <= found - expected:
            found = found - parts + Counter([whole])
    return found


def pdfium(data: bytes) -> tuple[str, int]:
    with pypdfium2.PdfDocument(data) as opened:
        texts = []
        for page in opened:
            text = page.get_textpage()
            # pdfium marks a hyphen that a line's end added with U+FFFE or U+0002.
            texts.append(re.sub(r"[\ufffe\x02]\s*", "", text.get_text_bounded()))
            text.close()
            page.close()
        return unmarked("\n".join(texts)), len(texts)


def miner(data: bytes) -> str:
    return unmarked(extract_text(io.BytesIO(data)))


def unmarked(text: str) -> str:
    """A PDF's text without the bullets of its lists, which only a PDF has as letters."""
    return re.sub(r"^\s*•", "", text, flags=re.MULTILINE)


def word(data: bytes) -> Iterator[str]:
    opened = docx.Document(io.BytesIO(data))
    for paragraph in opened.element.body.iter(qn("w:p")):
        yield "".join(
            {qn("w:t"): node.text or "", qn("w:tab"): "\n", qn("w:br"): "\n"}.get(node.tag, "")
            for node in paragraph.iter()
        )


def listed(data: bytes) -> Counter[str]:
    """The pages that a table of contents names, of which the document itself says nothing: those of the bookmarks."""
    with pypdfium2.PdfDocument(data) as opened:
        return Counter(str(mark.get_dest().get_index() + 1) for mark in opened.get_toc() if mark.level == 1)


def contents(document: Document, pdf: bytes) -> Counter[str]:
    return listed(pdf) if any(isinstance(block, Contents) for block in document.blocks) else Counter()


@pytest.fixture(scope="module")
def documents(project: Project) -> dict[str, Document]:
    composer = Composer(project)
    return {target.id: composer.compose(target) for target in targets.targets(project)}


def test_nothing_was_logged_and_everything_was_built(project: Project, built: Built) -> None:
    assert built[1].failed == []
    assert len(built[1].built) == len(targets.targets(project))


@pytest.mark.long
def test_the_docx_says_what_the_document_says_word_for_word(
    project: Project, built: Built, documents: dict[str, Document]
) -> None:
    for target in targets.targets(project, "*.docx"):
        found = words("\n".join(word((built[0] / target.path).read_bytes())))
        pages = contents(documents[target.id], (built[0] / target.path).with_suffix(".pdf").read_bytes())
        assert found == said(documents[target.id]) + pages, target.id


@pytest.mark.long
def test_the_pdf_says_what_the_document_says_word_for_word(
    project: Project, built: Built, documents: dict[str, Document]
) -> None:
    for target in targets.targets(project, "*.pdf"):
        data = (built[0] / target.path).read_bytes()
        text, pages = pdfium(data)
        expected = said(documents[target.id]) + running(documents[target.id], pages)
        expected += contents(documents[target.id], data)
        for found in (words(text), words(miner(data))):
            once = without_repeated_heads(found, expected, documents[target.id])
            assert with_whole_compounds(once, expected, documents[target.id]) == expected, target.id
