"""Document → PDF, by WeasyPrint, with its complaints caught and its fetcher closed."""

from __future__ import annotations

import io
import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pipeline import markup, native
from pipeline.document import Document, PageNumber, Paragraph, plain
from pipeline.stylesheet import stylesheet
from pipeline.theme import Theme
from pipeline.writers import Written, fonts

_HOST = "brief:/"
_WORD_JOINER = "\u2060"
_PLAIN_DATE = "T00:00:00Z"


class PdfWriter:
    """Writes PDFs; style sheets and fonts are parsed once and kept."""

    def __init__(self, theme: Theme, sheet: str) -> None:
        fonts.isolate(theme)
        native.reach_homebrew()
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        _tag_languages()
        self._weasyprint = weasyprint
        self._theme = theme
        self._sheet = sheet
        self._fonts = FontConfiguration()
        self._complaints = _Complaints()
        self._style = lru_cache(maxsize=32)(self._parsed_style)

    def write(self, document: Document) -> Written:
        """The document as a tagged PDF (PDF/UA-1), the same bytes for the same document."""
        paper, accent = document.property("paper"), document.property("accent")
        style, of_style = self._style(paper, accent)
        watermark = _watermark(document.property("watermark"), self._theme, paper)
        with self._complaints:
            page = self._weasyprint.CSS(string=_running(document, bool(watermark)), font_config=self._fonts)
            fetcher = _closed_fetcher({f"{_HOST}watermark": watermark})
            source = self._weasyprint.HTML(string=_html(document), base_url=_HOST, url_fetcher=fetcher)
            rendered = source.render(stylesheets=[style, page], font_config=self._fonts)
            content = io.BytesIO()
            rendered.write_pdf(content, pdf_variant="pdf/ua-1")
        return Written(content.getvalue(), len(rendered.pages), (*of_style, *self._complaints.taken()))

    def _parsed_style(self, paper: str, accent: str) -> tuple[Any, tuple[str, ...]]:
        """A style sheet with what was said of it: it is parsed once, and wrong in every document."""
        sheet = stylesheet(self._theme, self._sheet, paper, accent)
        with self._complaints:
            style = self._weasyprint.CSS(string=sheet, font_config=self._fonts, url_fetcher=_closed_fetcher({}))
        return style, tuple(self._complaints.taken())


def _tag_languages() -> None:
    """Has WeasyPrint say the language of foreign words in the structure tree, where a screen reader looks for it.

    It tags each box as an element of the tree, but takes the language of the whole document alone.
    """
    import pydyf
    from weasyprint.pdf import tags

    build: Any = tags._build_box_tree
    if getattr(build, "speaks", False):
        return

    def speaking(box: Any, *arguments: Any) -> Iterator[Any]:
        for element in build(box, *arguments):
            if getattr(box, "element_tag", None) == "span" and box.element.get("lang"):
                element["Lang"] = pydyf.String(box.element.get("lang"))
            yield element

    speaking.speaks = True  # type: ignore[attr-defined]
    tags._build_box_tree = speaking


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint and its font subsetter log: they print on, with a picture or a rule missing."""

    _LOGGERS = ("weasyprint", "fontTools")

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())

    def taken(self) -> list[str]:
        """What was said since the last call, each once."""
        said, self._said = list(dict.fromkeys(self._said)), []
        return said

    def __enter__(self) -> None:
        for name in self._LOGGERS:
            logger = logging.getLogger(name)
            logger.addHandler(self)
            logger.propagate = False

    def __exit__(self, *error: object) -> None:
        for name in self._LOGGERS:
            logging.getLogger(name).removeHandler(self)


class _Refused(Exception):
    """A document asked for something outside itself."""


def _closed_fetcher(resources: dict[str, bytes]) -> Any:
    """A fetcher that knows these pictures of ours and opens nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if resources.get(url):
                return URLFetcherResponse(url, resources[url], {"Content-Type": "image/svg+xml"})
            raise _Refused(f"a document may not fetch {url}")

    return ClosedFetcher(allowed_protocols=(), allow_redirects=False)


def _html(document: Document) -> str:
    """The document's HTML with what only the PDF needs: column elements, ranges that do not break."""
    root = ElementTree.fromstring(markup.html(document))  # noqa: S314 - our own serialisation
    body = root.find("body")
    head = root.find("head")
    if body is None or head is None:
        raise ValueError("a document has head and body")
    for element in (body.find("header"), body.find("footer")):
        if element is not None:
            body.remove(element)
    for table in body.iter("table"):
        _add_columns(table)
    for meta in list(head.iter("meta")):
        head.remove(meta)
    date = document.property("date") + _PLAIN_DATE
    for name, value in {
        "author": document.property("author"),
        "description": document.property("subject"),
        "keywords": document.property("identifier"),
        "generator": "Universal Brief",
        "dcterms.created": date,
        "dcterms.modified": date,
    }.items():
        ElementTree.SubElement(head, "meta", {"name": name, "content": value})
    for element in body.iter():
        element.text = _unbroken(element.text)
        element.tail = _unbroken(element.tail)
    return ElementTree.tostring(root, encoding="unicode", method="html")


def _unbroken(text: str | None) -> str | None:
    # Pango may end a line after the dash of a range; a word joiner on both sides draws nothing.
    # It may do so after the hyphen of an ordinal, too.
    if not text:
        return text
    text = re.sub(r"(?<=\d-)(?=[^\W\d_]{1,3}(?!\w))", _WORD_JOINER, text)
    return re.sub(r"(?<=\d)–(?=[\d\u2212])", f"{_WORD_JOINER}–{_WORD_JOINER}", text)


def _add_columns(table: ElementTree.Element) -> None:
    first = next(table.iter("tr"))
    count = len(first)
    table.set("class", f"{table.get('class', '')} of-{count}".strip())
    group = ElementTree.Element("colgroup")
    for _ in range(count):
        ElementTree.SubElement(group, "col")
    table.insert(1 if table.find("caption") is not None else 0, group)


def _running(document: Document, watermark: bool) -> str:
    """The page's margin boxes: the running head from page 2, the control line and folio on each."""
    boxes = dict(zip(("top-left",), document.header, strict=False))
    boxes |= dict(zip(("bottom-left", "bottom-right"), document.footer, strict=False))
    rules = [f"@{box} {{content: {' '.join(_content(paragraph))}}}" for box, paragraph in boxes.items()]
    ground = f'background: url("{_HOST}watermark") center no-repeat;' if watermark else ""
    return f"@page {{{ground} {' '.join(rules)}}} @page :first {{@top-left {{content: none}}}}"


def _content(paragraph: Paragraph) -> Iterator[str]:
    for child in paragraph.children:
        if isinstance(child, PageNumber):
            yield f"counter({'pages' if child.total else 'page'})"
        else:
            text = plain((child,)).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
            yield f'"{text}"'


def _watermark(word: str, theme: Theme, paper: str) -> bytes:
    """A picture of a word across the page, or nothing."""
    if not word:
        return b""
    sheet = theme.papers[paper]
    width, height = sheet.width, sheet.height
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{width:g}pt",
            "height": f"{height:g}pt",
            "viewBox": f"0 0 {width:g} {height:g}",
        },
    )
    text = ElementTree.SubElement(
        svg,
        "text",
        {
            "x": f"{width / 2:g}",
            "y": f"{height / 2:g}",
            "text-anchor": "middle",
            "font-family": theme.fonts["text"].family,
            "font-weight": "bold",
            "font-size": "108",
            "fill": theme.colours["watermark"],
            "transform": f"rotate(-35 {width / 2:g} {height / 2:g})",
        },
    )
    text.text = word
    return ElementTree.tostring(svg)
