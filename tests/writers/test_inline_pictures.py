from __future__ import annotations

import hashlib
import io
import zipfile
from ctypes import create_string_buffer
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest
from lxml import etree
from PIL import Image
from samples import ORGANISATION, edit, smallest

from pipeline.base.problems import Problems
from pipeline.build import run
from pipeline.checks import load
from pipeline.document import reader
from pipeline.document.html import html
from pipeline.document.tree import Paragraph, Picture, Strong
from pipeline.domain import targets
from pipeline.rendering.compose import Composer
from pipeline.writers.inline_pictures import HEIGHT, PictureStore

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><title>N</title><path fill="#0B5D51" d="M0 0h80v40H0z"/></svg>'


def made(folder: Path, name: str) -> bytes:
    """A file of the smallest project."""
    project = load.load(folder)
    [target] = targets.targets(project, name)
    assert run.build(project, [target], folder / "build", jobs=1).failed == []
    return (folder / "build" / target.path).read_bytes()


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """The smallest project with a logo twice as wide as high."""
    folder = smallest(tmp_path / "p")
    edit(folder, ORGANISATION, ("accent:", "logo: mark.svg\naccent:"))
    (folder / "content/mark.svg").write_text(LOGO, encoding="utf-8")
    return folder


def masthead(folder: Path) -> Paragraph:
    project = load.load(folder)
    [target] = targets.targets(project, "*.ivan.en.docx")
    document = Composer(project).compose(target)
    assert reader.read(html(document), project.theme.roles, "again") == document
    [first, *_] = document.blocks
    assert isinstance(first, Paragraph)
    return first


def test_the_masthead_holds_the_logo_before_the_name(logo: Path) -> None:
    [brand, *_] = masthead(logo).children
    assert isinstance(brand, Strong)
    digest = hashlib.sha256(LOGO.encode()).hexdigest()[:16]
    assert brand.children[0] == Picture("content/mark.svg", "Logo of Northlight", digest)


def test_a_changed_logo_is_another_document(logo: Path) -> None:
    before = masthead(logo)
    (logo / "content/mark.svg").write_text(LOGO.replace("h80v40", "h40v40"), encoding="utf-8")
    assert masthead(logo) != before


def test_in_word_the_logo_is_a_png_in_the_line_with_its_words_and_no_white_around_it(logo: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made(logo, "*.ivan.en.docx"))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        assert Image.open(io.BytesIO(package.read("word/media/mark1.png"))).size == (200, 100)
        assert b"image/png" in package.read("[Content_Types].xml")
    [inline] = body.iter("{*}inline")
    assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}
    [named] = inline.iter("{*}docPr")
    assert named.get("descr") == "Logo of Northlight"
    [extent] = inline.iter("{*}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(24 * 12700), str(12 * 12700))


def test_in_the_pdf_the_logo_is_there_with_its_words(logo: Path) -> None:
    content = made(logo, "*.ivan.en.pdf")
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page)
        assert "Logo of Northlight" in _alternatives(tree)
        pypdfium2.raw.FPDF_StructTree_Close(tree)
        dark = page.render(scale=2).to_pil().convert("L").crop((80, 80, 200, 200)).getextrema()[0]
        assert dark < 120


def _alternatives(tree: object) -> list[str]:
    raw = pypdfium2.raw
    found: list[str] = []

    def walk(element: object) -> None:
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size:
            text = create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, text, size)
            found.append(text.raw.decode("utf-16-le").rstrip("\0"))
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                walk(child)

    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
    return found


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_same_logo_makes_the_same_bytes(logo: Path, form: str, kind: str) -> None:
    if kind == "png":
        edit(logo, ORGANISATION, ("mark.svg", "mark.png"))
        Image.new("RGBA", (120, 60), (11, 93, 81, 255)).save(logo / "content/mark.png")
    first = made(logo, f"*.ivan.ru.{form}")
    for path in (logo / "build").rglob("*.*"):
        path.unlink()
    assert made(logo, f"*.ivan.ru.{form}") == first


def test_a_png_keeps_its_bytes_and_gets_the_height_of_a_line(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100)).save(tmp_path / "a.png")
    raster = PictureStore(tmp_path).raster(Picture("a.png", "a", ""))
    assert raster.content == (tmp_path / "a.png").read_bytes()
    assert (raster.width, raster.height) == (3 * HEIGHT, HEIGHT)


def test_a_picture_store_without_a_folder_has_no_pictures() -> None:
    with pytest.raises(FileNotFoundError):
        PictureStore(None).raster(Picture("a.png", "a", ""))


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ('<img src="content/../a.svg" alt="a"/>', '"content/../a.svg" is not a picture below content/'),
        ('<img src="https://shop.example/a.svg" alt="a"/>', '"https://shop.example/a.svg" is not a picture below content/'),
        ('<img src="content/a.gif" alt="a"/>', '"content/a.gif" is not a picture below content/'),
        ('<img src="bullet:{}" alt="a"/>', "a chart without its data"),
        ('<img src="/etc/a.png" alt="a"/>', '"/etc/a.png" is not a picture below content/'),
        ('<img src="content/a.svg"/>', "a picture needs an alt text"),
        ('<img src="content/a.svg" alt=" "/>', "a picture needs an alt text"),
        ('<img src="content/a.jpg" alt="a" width="wide" height="10"/>', 'width="wide" is no length in points'),
    ],
)  # fmt: skip
def test_a_template_s_picture_stands_below_content_and_has_words(image: str, message: str) -> None:
    page = f'<html lang="en"><head><title>t</title></head><body><p>{image}</p></body></html>'
    with pytest.raises(Problems) as found:
        reader.read(page, {}, "t.html")
    assert [item.told() for item in found.value.problems] == [f"t.html: {message}"]
