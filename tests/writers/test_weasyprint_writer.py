from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.base.assets import Assets
from pipeline.document.tree import Document, ForeignWords, Paragraph, Text
from pipeline.domain.targets import Target, targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

WHOLE = ("/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/LBody", "/H1", "/H2", "/H3", "/Figure")

pytestmark = pytest.mark.system


def read(content: bytes) -> tuple[int, set[str]]:
    """How many pages a PDF has, and the words on them: a table that goes on repeats its head, wherever it breaks."""
    pdf = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    # pdfium leaves a sign for a hyphen at the end of a line, also for a word's own.
    said = "\n".join(re.sub(r"[\ufffe\x02\u00ad\u2010\u2011-]\s*", "", page) for page in pages)
    return len(pdf), set(re.findall(r"\w+", said))


def writers(project: Project, engine: str = "") -> Writers:
    return Writers(project.theme, project.assets, engine)


def pdfs(project: Project) -> dict[str, Target]:
    return {target.document: target for target in targets(project) if target.format == "pdf"}


def pieces(word: str, known: set[str]) -> tuple[str, ...]:
    """The known words of which one is made, one behind the other; none where it is no such word."""
    for end in range(1, len(word)):
        if word[:end] in known and (rest := (word[end:],) if word[end:] in known else pieces(word[end:], known)):
            return word[:end], *rest
    return ()


def beside(project: Project, documents: list[str]) -> list[tuple[str, int, int]]:
    """Each document with its pages by both engines; its words have to be the same."""
    typst, weasyprint = (writers(project, engine).writer("pdf") for engine in ("typst", "weasyprint"))
    composer, known, found = Composer(project), pdfs(project), []
    for name in documents:
        document = composer.compose(known[name])
        one, other = read(typst.write(document).content), read(weasyprint.write(document).content)
        pages = {str(number) for number in range(1, max(one[0], other[0]) + 1)}
        both = one[1] | other[1]
        # Cells beside each other may be read as one word.
        glued = {word: pieces(word, both - {word}) for word in both}
        parts = {part for word, found in glued.items() for part in (word, *found) if found}
        assert (one[1] ^ other[1]) - parts <= pages, name
        found.append((name, one[0], other[0]))
    return found


def test_both_engines_say_the_same_in_every_document(project: Project) -> None:
    found = beside(project, list(pdfs(project)))
    different = [item for item in found if item[1] != item[2]]
    assert all(abs(one - other) == 1 for _, one, other in different)
    assert len(different) <= len(found) / 20, different


@pytest.fixture
def document(project: Project) -> Document:
    return Composer(project).compose(pdfs(project)["summer-shade.brief.daria-kuznetsova.ru"])


def test_the_same_document_makes_the_same_bytes(project: Project, document: Document) -> None:
    first = writers(project, "weasyprint").writer("pdf").write(document).content
    assert writers(project, "weasyprint").writer("pdf").write(document).content == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b'pdfaid:part="3" pdfaid:conformance="A"' in metadata
        assert bool(pdf.Root.MarkInfo.Marked)


def test_header_cells_say_what_they_head_and_links_where_they_lead(project: Project, document: Document) -> None:
    content = writers(project, "weasyprint").writer("pdf").write(document).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        scopes = [
            str(item.A[0].Scope)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]
        assert set(scopes) == {"/Row", "/Column"}
        for page in pdf.pages:
            assert all(str(link.Contents) for link in page.get("/Annots", []))


def structure(content: bytes) -> list[pikepdf.Dictionary]:
    """The elements of a PDF, each with what it is and of which language."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (str(item.S), str(item.get("/Lang", "")))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        ]


@pytest.mark.parametrize(
    "name", ["spring-glow.brief.maya-brooks.en", "partnership.sop.ru", "2027-07.cohort.lead-us.en"]
)
def test_a_part_is_one_part_on_however_many_pages(project: Project, name: str) -> None:
    document, counted = Composer(project).compose(pdfs(project)[name]), []
    for engine in ("typst", "weasyprint"):
        found = Counter(kind for kind, _ in structure(writers(project, engine).writer("pdf").write(document).content))
        counted.append({kind: found[kind] for kind in WHOLE})
    assert counted[0] == counted[1]


def test_words_of_another_language_say_so(project: Project, document: Document) -> None:
    words = ForeignWords("de", (Text("Grüße aus Köln"),))
    said = replace(document, blocks=(*document.blocks, Paragraph("", (words,))))
    found = structure(writers(project, "weasyprint").writer("pdf").write(said).content)
    assert ("/Span", "de") in found


def test_a_field_has_its_name(project: Project) -> None:
    document = Composer(project).compose(pdfs(project)["2027-07.cohort.call-ru.ru"])
    names = []
    for engine in ("typst", "weasyprint"):
        with pikepdf.open(io.BytesIO(writers(project, engine).writer("pdf").write(document).content)) as pdf:
            names.append([str(field.TU) for field in pdf.Root.AcroForm.Fields])
    assert names[0]
    assert names[0] == names[1]


STRANGE = """
ul, .entry { columns: 2 } li { list-style-type: none } h2::before { content: '§ ' } .p-lead { float: left; width: 40% }
h3 { display: inline-block } tr { break-inside: auto } td { position: relative }
p.dd { position: absolute } .masthead { display: grid } caption, .figcaption { display: none } code::after { content: '·' }
"""


def test_a_style_sheet_may_lay_out_what_it_likes(project: Project, document: Document, tmp_path: Path) -> None:
    for name in ("templates", "content"):
        shutil.copytree(project.folder / name, tmp_path / name)
    (tmp_path / "templates/theme/print.css").write_text(STRANGE, encoding="utf-8")
    own = Assets(tmp_path, project.folder)
    written = Writers(project.theme, own, "weasyprint").writer("pdf").write(document)
    assert [str(said) for said in written.complaints] == []
    (tmp_path / "templates/theme/print.css").write_text("td { display: none }", encoding="utf-8")
    refused = Writers(project.theme, own, "weasyprint").writer("pdf").write(document)
    assert [said.about for said in refused.complaints] == ["look"]


def test_what_people_write_is_never_markup(project: Project, document: Document) -> None:
    words = "<b>&lt;</b><img src=x><script>alert(1)</script>{{ x }}"
    said = replace(document, blocks=(*document.blocks, Paragraph("", (Text(words),))))
    content = writers(project, "weasyprint").writer("pdf").write(said).content
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    assert "alert(1)" in text
    assert "<img" in text


def test_a_style_sheet_of_ones_own_is_laid_over_ours_and_fetches_nothing(
    project: Project, document: Document, tmp_path: Path
) -> None:
    for name in ("templates", "content"):
        shutil.copytree(project.folder / name, tmp_path / name)
    picture = tmp_path / "secret.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>secret</text></svg>')
    usual = writers(project, "weasyprint").writer("pdf").write(document).content
    sheet, own = tmp_path / "templates/theme/print.css", Assets(tmp_path, project.folder)
    sheet.write_text("p { letter-spacing: 3pt }", encoding="utf-8")
    assert Writers(project.theme, own, "weasyprint").writer("pdf").write(document).content != usual
    sheet.write_text(f"body {{ background: url('{picture.as_uri()}') }}", encoding="utf-8")
    refused = Writers(project.theme, own, "weasyprint").writer("pdf").write(document)
    assert [str(said) for said in refused.complaints] != []
    assert refused.content == b""
