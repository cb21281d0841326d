"""Pictures of a product and of posts that show what is meant: small in PDF and DOCX, kept and made again."""

from __future__ import annotations

import io
import zipfile
from ctypes import create_string_buffer
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest
from lxml import etree
from PIL import Image, ImageDraw
from samples import CAMPAIGN, archived, edit, smallest

from pipeline.archive.rebuild import rebuild
from pipeline.archive.release import Work
from pipeline.archive.store import ArchiveStore
from pipeline.build import run
from pipeline.checks import load
from pipeline.domain import targets

pytestmark = pytest.mark.long

REFERENCES = "".join(
    f"        - link: https://clips.example/{name}\n"
    f"          credit: Studio {name.title()}\n"
    f"          shows: {{en: The light of {name}, ru: Свет как на {name}}}\n"
    f"          picture: {{file: pictures/{name}.jpg, alt: {{en: A window at {name}, ru: Окно — {name}}}}}\n"
    for name in ("dawn", "noon", "dusk", "night")
)
PRODUCT = "picture: {file: pictures/lamp.png, alt: {en: A lamp on a sill, ru: Лампа на подоконнике}, credit: Northlight, link: 'https://northlight.example/press'}"  # fmt: skip


def photograph(folder: Path, name: str, size: tuple[int, int]) -> None:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="orange")
    image.save(folder / "content/pictures" / name)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = smallest(tmp_path / "p")
    edit(
        folder,
        CAMPAIGN,
        ("product: {name: {en: Lamp, ru: Лампа}}", f"product: {{name: {{en: Lamp, ru: Лампа}}, {PRODUCT}}}"),
    )
    with (folder / CAMPAIGN).open("a", encoding="utf-8") as file:
        file.write(f"    content:\n      references:\n{REFERENCES}")
    (folder / "content/pictures").mkdir()
    for name, size in {"dawn": (1600, 1200), "noon": (1200, 1600), "dusk": (3000, 1000), "night": (400, 300)}.items():
        photograph(folder, f"{name}.jpg", size)
    photograph(folder, "lamp.png", (900, 900))
    return folder


def built(folder: Path, name: str = "dawn.brief.*") -> Path:
    project = load.load(folder)
    summary = run.build(project, targets.targets(project, name), folder / "build", jobs=1)
    assert summary.failed == []
    return folder / "build/dawn"


def alternatives(content: bytes) -> list[str]:
    """The words of each figure of a PDF for those who do not see it."""
    raw, found = pypdfium2.raw, []

    def walk(element: object) -> None:
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size:
            text = create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, text, size)
            found.append(text.raw.decode("utf-16-le").rstrip("\0"))
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
                walk(child)

    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
            raw.FPDF_StructTree_Close(tree)
    return found


SEEN = {
    "en": ["A lamp on a sill", *(f"A window at {name}" for name in ("dawn", "noon", "dusk", "night"))],
    "ru": ["Лампа на подоконнике", *(f"Окно — {name}" for name in ("dawn", "noon", "dusk", "night"))],
}


def test_a_brief_prints_pictures_small_in_both_formats_with_words_in_its_language(pictures: Path) -> None:
    folder = built(pictures)
    for language, words in SEEN.items():
        content = (folder / f"dawn.brief.ivan.{language}.pdf").read_bytes()
        assert [alt.replace("\u00a0", " ") for alt in alternatives(content)] == words
        assert len(content) < 400_000
        with zipfile.ZipFile(folder / f"dawn.brief.ivan.{language}.docx") as package:
            body = etree.fromstring(package.read("word/document.xml"))
            media = [name for name in package.namelist() if name.startswith("word/media/")]
            sizes = [Image.open(io.BytesIO(package.read(name))).size for name in sorted(media)]
        assert [part.get("descr").replace("\u00a0", " ") for part in body.iter("{*}docPr")] == words
        assert sizes == [(350, 350), (400, 300), (225, 300), (450, 150), (400, 300)]


def test_a_changed_picture_makes_its_briefs_stale(pictures: Path) -> None:
    built(pictures)
    photograph(pictures, "dawn.jpg", (1000, 1000))
    project = load.load(pictures)
    again = run.build(project, targets.targets(project, "dawn.brief.*"), pictures / "build", jobs=1)
    assert len(again.built) == 4


def test_the_same_pictures_make_the_same_bytes(pictures: Path) -> None:
    first = {path.name: path.read_bytes() for path in built(pictures).iterdir()}
    for path in (pictures / "build").rglob("*.*"):
        path.unlink()
    assert {path.name: path.read_bytes() for path in built(pictures).iterdir()} == first


def test_an_archive_keeps_the_pictures_of_its_campaign_and_is_made_again_from_them(pictures: Path) -> None:
    other = (pictures / CAMPAIGN).read_text(encoding="utf-8")
    other = other.replace("NL-DW", "NL-DU").replace("pictures/lamp.png", "pictures/other.png").replace("2Vtzq", "3Vtzq")
    other = other.replace("example/ivan", "example/du").replace("IVAN10", "IVAN20")
    (pictures / "content/campaigns/dusk.yaml").write_text(other, encoding="utf-8")
    photograph(pictures, "other.png", (300, 300))
    archived(pictures)
    kept = {path.name for path in (pictures / "archive").rglob("sources/content/pictures/*")}
    assert kept == {"lamp.png", "dawn.jpg", "noon.jpg", "dusk.jpg", "night.jpg"}
    result = rebuild(ArchiveStore(pictures / "archive"), "dawn", "1.0", "archive", Work(jobs=1))
    assert (result.findings, result.same > 8) == ((), True)
