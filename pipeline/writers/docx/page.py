"""The page: its size and margins, running head, control line and watermark."""

from __future__ import annotations

import copy
from functools import cache

from fontTools.ttLib import TTFont
from lxml import etree

from pipeline.document.tree import Document, Paragraph
from pipeline.model.theme import Theme
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import OFFICE, VML, Element, qualified, tab, twips, w
from pipeline.writers.docx.package import Part
from pipeline.writers.docx.styles import Marks
from pipeline.writers.docx.text import Story, paragraph

# Points from the edge of the sheet to the running head and to the control line.
_HEADER, _FOOTER = 18, 27

# The watermark's size in points and its slope in degrees.
_WATERMARK, _SLOPE = 108, -35

# The outline that Word knows as a plain line of text on a straight path.
_TEXT_PATH = f"""
<v:shapetype xmlns:v="{VML}" xmlns:o="{OFFICE}" id="_x0000_t136" coordsize="21600,21600" o:spt="136"
             adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
        o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/>
</v:shapetype>"""


def page_parts(document: Document, layout: WordLayout, combinations: set[Marks]) -> list[Part]:
    """The headers and footers: of every page, then of the first, which has no running head."""
    parts: list[Part] = []
    for number, running in enumerate((document.header, ()), 1):
        header = Story(layout, Part(f"header{number}.xml", "header"), combinations, document.language)
        header.part.root = w("hdr", *_running_head(header, running, document.property("watermark")))
        footer = Story(layout, Part(f"footer{number}.xml", "footer"), combinations, document.language)
        footer.part.root = w("ftr", *_control_line(footer, document.footer))
        parts += (header.part, footer.part)
    return parts


def section(layout: WordLayout, body: Part, parts: list[Part]) -> Element:
    """The properties of the only section, with the parts from `page_parts`."""
    root = w("sectPr")
    for part, pages in zip(parts, ("default", "default", "first", "first"), strict=True):
        reference = w(f"{part.kind}Reference", type=pages)
        reference.set(qualified("r:id"), body.relate(part.kind, part.file))
        root.append(reference)
    page = layout.page
    edges = {"top": page.top, "right": page.side, "bottom": page.bottom, "left": page.side}
    edges |= {"header": _HEADER, "footer": _FOOTER, "gutter": 0}
    turned = {"orient": "landscape"} if page.width > page.height else {}
    root.append(w("pgSz", w=twips(page.width), h=twips(page.height), **turned))
    root.append(w("pgMar", **{edge: twips(points) for edge, points in edges.items()}))
    root.append(w("titlePg"))
    return root


def _running_head(story: Story, said: tuple[Paragraph, ...], watermark: str) -> list[Element]:
    paragraphs = [story.paragraph(f"p.{line.role}", line.children) for line in said]
    paragraphs = paragraphs or [story.paragraph("p.running", ())]
    if watermark:
        paragraphs[0].append(_watermark(story.layout, story.part, watermark))
    return paragraphs


def _control_line(story: Story, said: tuple[Paragraph, ...]) -> list[Element]:
    """The first two paragraphs on one line, at the left and at the right; more go below."""
    key = "p.control"
    if not said:
        return [story.paragraph(key, ())]
    runs = story.runs(key, said[0].children)
    for folio in said[1:2]:
        runs += [tab(), *story.runs(key, folio.children)]
    below = (story.paragraph(key, line.children) for line in said[2:])
    return [paragraph(story.layout.styles[key].word, *runs), *below]


# --- watermark --------------------------------------------------------------


def _watermark(layout: WordLayout, part: Part, text: str) -> Element:
    """A run that holds the word behind the text, in the middle of the page."""
    width, height = _extent(layout.theme, text)
    # A long word is smaller: its ends stay on the page.
    scale = min(1, (layout.page.width - layout.page.side) / width)
    width, height = width * scale, height * scale
    number = part.file.removeprefix("header").removesuffix(".xml")
    style = {
        "position": "absolute",
        "margin-left": "0",
        "margin-top": "0",
        "width": f"{width:.1f}pt",
        "height": f"{height:.1f}pt",
        "rotation": str(_SLOPE % 360),
        "z-index": "-1",
        "mso-position-horizontal": "center",
        "mso-position-horizontal-relative": "page",
        "mso-position-vertical": "center",
        "mso-position-vertical-relative": "page",
    }
    said = {
        # By this name Word knows a watermark that its own command can take away.
        "id": f"PowerPlusWaterMarkObject{number}",
        qualified("o:spid"): f"_x0000_s{2048 + int(number)}",
        "type": "#_x0000_t136",
        "alt": "",
        "style": _css(style),
        qualified("o:allowincell"): "f",
        "fillcolor": layout.colours["watermark"],
        "stroked": "f",
    }
    shape = etree.Element(qualified("v:shape"), said)
    letters = {"font-family": f'"{layout.theme.fonts["text"].family}"', "font-size": "1pt", "font-weight": "bold"}
    etree.SubElement(shape, qualified("v:textpath"), style=_css(letters), trim="t", string=text)
    return w("r", w("pict", copy.deepcopy(_text_path()), shape))


@cache
def _text_path() -> Element:
    return etree.fromstring(_TEXT_PATH, etree.XMLParser(remove_blank_text=True))


def _css(declarations: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in declarations.items())


def _extent(theme: Theme, text: str) -> tuple[float, float]:
    """Width and height in points of the ink of a word in bold, over which Word stretches it again."""
    font = _metrics(str(theme.fonts["text"].files()["bold"]))
    characters, advances, outlines = font.getBestCmap(), font["hmtx"].metrics, font["glyf"]
    glyphs = [characters.get(ord(sign), ".notdef") for sign in text]
    inked = [outlines[glyph] for glyph in glyphs if outlines[glyph].numberOfContours]
    scale = _WATERMARK / font["head"].unitsPerEm
    height = max(glyph.yMax for glyph in inked) - min(glyph.yMin for glyph in inked)
    return sum(advances[glyph][0] for glyph in glyphs) * scale, height * scale


@cache
def _metrics(path: str) -> TTFont:
    return TTFont(path, lazy=True)
