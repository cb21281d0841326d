"""What PDF/A-3a and PDF/UA-1 ask of a file, one by one, of every kind of document in every language."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from pipeline.build.summary import Summary
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
DC = "{http://purl.org/dc/elements/1.1/}"

Built = tuple[Path, Summary]


def one_of_each(project: Project) -> list[targets.Target]:
    """One PDF of each kind, view and language of each campaign: one is in force, the other a draft."""
    found = {
        (target.campaign, target.kind, target.view, target.market if target.view else "", target.language): target
        for target in targets.targets(project, "*.pdf")
    }
    return list(found.values())


def some_of_each(project: Project) -> list[targets.Target]:
    """One PDF of each kind and view, and one in each language."""
    found: dict[tuple[str, ...], targets.Target] = {}
    for target in one_of_each(project):
        found.setdefault((target.kind, target.view), target)
        found.setdefault((target.language,), target)
    return list({target.id: target for target in found.values()}.values())


@pytest.fixture(scope="module", params=["typst", pytest.param("weasyprint", marks=pytest.mark.system)])
def files(request: pytest.FixtureRequest, project: Project) -> dict[str, bytes]:
    """The PDFs by id, those for review among them: by the usual engine one of each, by the other, which is slow, some."""
    wanted, made = targets.targets(project, "spring-glow.parity.*.pdf", review=True), {}
    if request.param == "typst":
        folder, _ = request.getfixturevalue("built")
        made = {target.id: (folder / target.path).read_bytes() for target in one_of_each(project)}
    else:
        wanted = (*some_of_each(project), *wanted)
    pdf, composer = Writers(project.theme, project.assets, request.param).writer("pdf"), Composer(project)
    return made | {target.id: pdf.write(composer.compose(target)).content for target in wanted}


@pytest.fixture
def opened(files: dict[str, bytes]) -> Iterator[list[tuple[str, pikepdf.Pdf]]]:
    pdfs = [(name, pikepdf.open(io.BytesIO(content))) for name, content in files.items()]
    yield pdfs
    for _, pdf in pdfs:
        pdf.close()


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""

    def below(children: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                if "/K" in child:
                    yield from below(child.K)

    yield from below(pdf.Root.StructTreeRoot.K)


def children(element: pikepdf.Dictionary) -> list[str]:
    """The kinds of an element's elements."""
    inner = element.get("/K", pikepdf.Array())
    inner = inner if isinstance(inner, pikepdf.Array) else [inner]
    return [str(child.S) for child in inner if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def attributes(element: pikepdf.Dictionary) -> dict[str, object]:
    """An element's attributes of all owners."""
    said = element.get("/A", pikepdf.Array())
    return {key: value for part in (said if isinstance(said, pikepdf.Array) else [said]) for key, value in part.items()}


def metadata(pdf: pikepdf.Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", pdf.Root.Metadata.read_bytes()))


@pytest.mark.long
def test_every_kind_is_looked_at(project: Project, files: dict[str, bytes]) -> None:
    assert {name.split(".")[1] for name in files} == {
        name for name, kind in project.kinds.items() if "pdf" in kind.formats
    }


def test_the_metadata_claim_both_standards_in_one_description(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        root = metadata(pdf)
        assert len(list(root.iter(f"{RDF}RDF"))) == 1, name
        said = {element.tag: element.text for element in root.iter() if element.text and element.text.strip()}
        said |= {key: value for element in root.iter() for key, value in element.attrib.items()}
        assert (said[f"{PDFA}part"], said[f"{PDFA}conformance"], said[f"{PDFUA}part"]) == ("3", "A", "1"), name
        assert "http://www.aiim.org/pdfua/ns/id/" in {e.text for e in root.iter(f"{SCHEMA}namespaceURI")}, name


def test_metadata_and_information_agree(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        with pdf.open_metadata() as said:
            assert said[f"{DC}description"] == str(pdf.docinfo["/Subject"]), name
            assert said["{http://ns.adobe.com/pdf/1.3/}Keywords"] == str(pdf.docinfo["/Keywords"]), name
            changed = str(said["{http://ns.adobe.com/xap/1.0/}ModifyDate"])
            assert re.sub(r"\D", "", changed)[:8] == str(pdf.docinfo["/ModDate"])[2:10], name
            assert said[f"{DC}title"] == str(pdf.docinfo["/Title"]), name
            assert list(said[f"{DC}creator"]) == [str(pdf.docinfo["/Author"])], name
            created = str(said["{http://ns.adobe.com/xap/1.0/}CreateDate"])
            assert re.sub(r"\D", "", created)[:8] == str(pdf.docinfo["/CreationDate"])[2:10], name


def test_the_file_says_its_language_and_shows_its_title(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        assert str(pdf.Root.Lang).lower() == name.split(".")[-2], name
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), name
        assert bool(pdf.Root.MarkInfo.Marked), name
        assert all(str(page.obj.get("/Tabs", "")) == "/S" for page in pdf.pages if "/Annots" in page), name


def test_colours_are_defined_and_nothing_can_run_or_be_locked(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"], name
        assert not pdf.is_encrypted, name
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/JS", "/JavaScript", "/OpenAction", "/AA", "/XFA"} & set(item.keys()), name
                assert str(item.get("/S", "")) not in ("/Launch", "/JavaScript", "/SubmitForm"), name
                assert item.get("/Interpolate", False) is not True, name
                assert (
                    "/F" not in item
                    or item.get("/Type") in ("/Annot", "/Filespec")
                    or not isinstance(item.F, pikepdf.String)
                ), name


def test_every_font_is_in_the_file_and_maps_to_unicode(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        # What somebody types into a field is shown in a font of their own program: no page draws with it.
        asked = pdf.Root.AcroForm.DR.Font.values() if "/AcroForm" in pdf.Root else ()
        typed = {font.objgen for font in asked}
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and item.objgen not in typed
        ]
        assert fonts, name
        drawn = [font.objgen for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert typed.isdisjoint(drawn), name
        for font in fonts:
            if font.Subtype == "/Type0":
                assert "/ToUnicode" in font, name
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor, name
            else:
                assert str(font.Subtype) == "/CIDFontType2", name


def test_header_cells_say_what_they_head(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        heads = [element for element in elements(pdf) if element.S == "/TH"]
        assert all(attributes(head).get("/Scope") in ("/Row", "/Column") for head in heads), name


def test_a_cell_beside_the_head_of_its_row_has_no_list_of_headers_without_it(
    opened: list[tuple[str, pikepdf.Pdf]],
) -> None:
    headed = 0
    for name, pdf in opened:
        for row in (element for element in elements(pdf) if element.S == "/TR"):
            if {"/TH", "/TD"} <= set(children(row)):
                headed += 1
                assert all("/Headers" not in attributes(cell) for cell in row.K), name
    assert headed > 100


def test_every_row_of_a_table_has_as_many_cells(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        for table in (element for element in elements(pdf) if element.S == "/Table"):
            assert str(attributes(table)["/Summary"]), name
            rows = [row for part in table.K for row in ([part] if part.S == "/TR" else part.K)]
            assert len({len(row.K) for row in rows}) == 1, name


def test_items_of_lists_are_a_label_and_a_body(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        for element in elements(pdf):
            if element.S == "/LI":
                assert set(children(element)) <= {"/Lbl", "/LBody"}, name
            if element.S == "/L":
                assert set(children(element)) <= {"/LI", "/L"}, name


def test_headings_skip_no_level(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        levels = [int(str(element.S)[2:]) for element in elements(pdf) if re.fullmatch(r"/H\d", str(element.S))]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), name


def test_pictures_are_told_in_words(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        figures = [element for element in elements(pdf) if element.S == "/Figure"]
        assert figures or ".parity." in name, name
        assert all(len(str(figure.Alt)) > 8 for figure in figures), name


def test_an_entry_of_the_contents_says_its_heading_and_not_its_page_alone(
    opened: list[tuple[str, pikepdf.Pdf]],
) -> None:
    procedure = next(pdf for name, pdf in opened if name.startswith("partnership.sop."))
    said = [str(link.Contents) for link in procedure.pages[0].Annots]
    with procedure.open_outline() as outline:
        [top] = outline.root
        # The strip names the steps; the bookmarks lead to all else.
        parts = {entry.title for entry in top.children}
        steps = {entry.title.lstrip("0123456789\u00a0 ") for part in top.children for entry in part.children}
        assert (set(said), len(steps)) == (steps, 6)
        assert len(parts - steps) > 8


def test_links_say_where_they_lead(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                assert str(annotation.Contents), name
                assert int(annotation.F) & 4, name


@pytest.mark.long
def test_whatever_is_no_part_of_the_text_is_marked_as_such(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    """All content stands in an artifact or in an element; running parts and watermarks in artifacts."""
    for name, pdf in opened:
        for page in pdf.pages:
            depth, artifacts = [], 0
            for operands, operator in pikepdf.parse_content_stream(page):
                what = str(operator)
                if what in ("BDC", "BMC"):
                    depth.append(str(operands[0]))
                    artifacts += str(operands[0]) == "/Artifact"
                elif what == "EMC":
                    depth.pop()
                elif what in ("Tj", "TJ", "Do", "S", "f", "f*", "B", "B*", "sh"):
                    assert depth, f"{name}: {what} outside of any mark"
            assert artifacts >= 2, name


def pieces(element: pikepdf.Dictionary) -> Iterator[tuple[tuple[int, int], int]]:
    """The pieces of pages that an element holds itself, each with its page."""
    inner = element.get("/K", pikepdf.Array())
    for part in inner if isinstance(inner, pikepdf.Array) else [inner]:
        if not isinstance(part, pikepdf.Dictionary):
            yield element.Pg.objgen, int(part)
        elif "/MCID" in part:
            yield part.get("/Pg", element.get("/Pg")).objgen, int(part.MCID)


@pytest.mark.long
def test_each_piece_of_a_page_is_in_one_element_and_found_from_it(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        owners = [(piece, element) for element in elements(pdf) for piece in pieces(element)]
        held = [piece for piece, _ in owners]
        assert len(held) == len(set(held)), name
        drawn = {
            (page.obj.objgen, int(operands[1].MCID))
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
        assert set(held) == drawn, name
        listed = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        of = {page.obj.objgen: listed[int(page.obj.StructParents)] for page in pdf.pages}
        assert all(of[page][number].objgen == element.objgen for (page, number), element in owners), name
        assert all(element.P.K is not None for element in elements(pdf)), name


def test_each_link_and_field_is_in_one_element_of_its_kind(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        held = [
            (part.Obj.objgen, str(element.S))
            for element in elements(pdf)
            for part in (element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")])
            if isinstance(part, pikepdf.Dictionary) and "/Obj" in part
        ]
        shown = [
            (annotation.objgen, {"/Link": "/Link", "/Widget": "/Form"}[str(annotation.Subtype)])
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
        ]
        assert sorted(held) == sorted(shown), name


def test_what_goes_on_over_a_page_is_told_once(opened: list[tuple[str, pikepdf.Pdf]]) -> None:
    for name, pdf in opened:
        for table in (element for element in elements(pdf) if element.S == "/Table"):
            assert children(table).count("/THead") <= 1, name
            assert children(table).count("/TBody") <= 1, name


def marked(page: pikepdf.Page) -> Iterator[tuple[str, str, str]]:
    """What each piece of text and line stands in: the tag of its outermost mark, its type and its subtype."""
    depth: list[tuple[str, str, str]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            said = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            depth.append((str(operands[0]), str(said.get("/Type", "")), str(said.get("/Subtype", ""))))
        elif str(operator) == "EMC":
            depth.pop()
        elif str(operator) in ("Tj", "TJ"):
            yield depth[0]


@pytest.mark.long
def test_running_head_and_foot_and_watermark_are_pagination_and_background(
    opened: list[tuple[str, pikepdf.Pdf]],
) -> None:
    for name, pdf in opened:
        for number, page in enumerate(pdf.pages, 1):
            kinds = {said for said in marked(page) if said[0] == "/Artifact"}
            expected = {("/Artifact", "/Pagination", "/Footer")}
            if number > 1:
                expected.add(("/Artifact", "/Pagination", "/Header"))
            if name.startswith("summer-shade"):
                expected.add(("/Artifact", "/Background", ""))
            # The head of a table that goes on over the page is repeated as pagination of no subtype.
            assert kinds - {("/Artifact", "/Pagination", "")} == expected, (name, number)


def test_attached_files_are_the_source_and_no_brief_has_any(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            kind = name.split(".")[1]
            assert bool(pdf.attachments) == (kind in ("master", "sop")), name
            assert bool(pdf.Root.get("/AF")) == bool(pdf.attachments), name
            for attached in pdf.attachments.values():
                assert str(attached.obj.AFRelationship) == "/Source", name
                date = attached.get_file().mod_date
                assert date is not None and f"{date:%Y%m%d}" == str(pdf.docinfo["/CreationDate"])[2:10], name
