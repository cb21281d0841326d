"""What a PDF by WeasyPrint does not say to those who listen to it: what goes on over a page, which cells head what.

What both engines leave out is said in `structure.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.writers.pdf.weasyprint_boxes import SOURCE

if TYPE_CHECKING:
    import pikepdf

_WHOLE = frozenset(("/P", "/H1", "/H2", "/H3", "/L", "/LI", "/LBody", "/Link", "/TOC", "/TOCI"))
_WHOLE |= frozenset(("/Table", "/THead", "/TBody", "/TR", "/TH", "/TD"))
"""What is one part, however many pages and lines it is on."""
_KEY = f"/{SOURCE}"
PIXEL = 0.75
"""How many points a pixel is high."""

Piece = tuple[tuple[int, int], int]
"""A page and the number of a piece of its content."""

_CLAIM = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>part of ISO 14289 the document conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
"""PDF/UA-1, with the description of its property that PDF/A asks for."""


def prepare(pdf: pikepdf.Pdf) -> None:
    """Makes of a PDF by WeasyPrint what one by Typst is: each part whole, the rest marked as no part of the text."""
    import pikepdf

    root, joined = pdf.Root.StructTreeRoot, _Joined()
    joined.join(root)
    for element, inside in _elements(root):
        _say(element, inside)
    said, links = _listed_again(pdf)
    for page in pdf.pages:
        _mark_artifacts(pdf, page, said, joined.repeated)
        if "/Annots" in page:
            page.Annots = pikepdf.Array([link for link in page.Annots if link.objgen in links])
    for item in pdf.objects:
        # A picture is drawn as it is: viewers differ in how they would smooth it.
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            del item.Interpolate
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", _CLAIM))


# --- parts that go on ---------------------------------------------------------


class _Joined:
    """What a structure's elements hold, with what they hold on later pages and lines."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], pikepdf.Object] = {}
        self.repeated: set[Piece] = set()
        """The pieces of heads of tables that go on: they were told where the table began."""

    def join(self, parent: pikepdf.Object) -> None:
        """Takes what goes on out of its place, into the element that it goes on with."""
        import pikepdf

        kept = []
        for child in _parts(parent):
            if _is_area(child) and parent.S != "/Link":
                # WeasyPrint makes one for each part of a link, whose own area is enough.
                continue
            first = self._first(child) if _is_element(child) else None
            if first is None:
                kept.append(child)
                if _is_element(child):
                    self.join(child)
            elif child.S == "/THead":
                self.repeated.update(piece for part, _ in _elements(child) for piece in _own_pieces(part))
            else:
                self.join(child)
                # What a style sheet puts beside the words of an element is a part of the same kind within its own.
                inner = child[_KEY] == parent.get(_KEY) and child.S == parent.S
                moved = [_moved(part, child, first) for part in _parts(child) if not (inner and _is_area(part))]
                (kept if first.objgen == parent.objgen else first.K).extend(moved)
        parent.K = pikepdf.Array(kept)

    def _first(self, element: pikepdf.Object) -> pikepdf.Object | None:
        """The element that this one goes on with."""
        if _KEY not in element or str(element.S) not in _WHOLE:
            return None
        key = int(element[_KEY]), str(element.S)
        if key in self._known:
            return self._known[key]
        self._known[key] = element
        return None


def _moved(part: pikepdf.Object, of: pikepdf.Object, to: pikepdf.Object) -> pikepdf.Object:
    import pikepdf

    if not isinstance(part, pikepdf.Dictionary):
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=of.Pg, MCID=int(part))
    if _is_element(part):
        part.P = to
    return part


# --- what parts say of themselves ----------------------------------------------


def _say(element: pikepdf.Object, inside: str) -> None:
    import pikepdf

    for key in (_KEY, "/ID"):
        if key in element:
            del element[key]
    if element.S in ("/TH", "/TD"):
        kept = {key: value for key, value in element.A.items() if key != "/Headers"}
        if element.S == "/TH":
            kept["/Scope"] = pikepdf.Name.Column if inside == "/THead" else pikepdf.Name.Row
        # A list of headers counts instead of scopes, and names cells that have no identifiers now.
        element.A = pikepdf.Array([pikepdf.Dictionary(kept)])
    elif element.S == "/Figure":
        # The corners are those of a page that is measured from its top, in pixels.
        left, top, right, bottom = (float(side) * PIXEL for side in element.A.BBox)
        height = float(element.Pg.MediaBox[3])
        element.A.BBox = pikepdf.Array([round(side, 3) for side in (left, height - bottom, right, height - top)])


def _listed_again(pdf: pikepdf.Pdf) -> tuple[set[Piece], set[tuple[int, int]]]:
    """Lists anew which element each piece of a page and each link belongs to; what belongs to any."""
    import pikepdf

    pieces: dict[Piece, pikepdf.Object] = {}
    links: dict[int, pikepdf.Object] = {}
    known = set()
    for element, _ in _elements(pdf.Root.StructTreeRoot):
        pieces.update(dict.fromkeys(_own_pieces(element), element))
        for part in _parts(element):
            if _is_area(part):
                links[int(part.Obj.StructParent)] = element
                known.add(part.Obj.objgen)
    numbers: list[object] = []
    for page in pdf.pages:
        last = max((number for name, number in pieces if name == page.obj.objgen), default=-1)
        owners = [pieces.get((page.obj.objgen, number)) for number in range(last + 1)]
        numbers += [int(page.obj.StructParents), pikepdf.Array(owners)]
    for number, element in sorted(links.items()):
        numbers += [number, element]
    listed = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(listed)
    return set(pieces), known


# --- what is no part of the text ------------------------------------------------


def _mark_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, said: set[Piece], repeated: set[Piece]) -> None:
    """Marks running heads and feet, heads of tables that go on, and what lies below the text."""
    import pikepdf

    written: list[tuple[list[pikepdf.Object], pikepdf.Operator]] = []
    margin: pikepdf.Object = pikepdf.Dictionary()
    below = 0
    for instruction in pikepdf.parse_content_stream(page):
        what, now = str(instruction.operator), list(instruction.operands)
        if what == "BDC":
            margin, below = pikepdf.Dictionary(), 0
            piece = page.obj.objgen, int(now[1].MCID)
            if piece not in said:
                now = [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination)]
                margin = margin if piece in repeated else now[1]
        elif what == "BMC":
            margin, below = pikepdf.Dictionary(), len(written)
        elif what == "Tm":
            # Pages are measured from their top, in pixels.
            upper = float(now[5]) * PIXEL < float(page.mediabox[3]) / 2
            margin.Subtype = pikepdf.Name.Header if upper else pikepdf.Name.Footer
        elif what == "Do" and below:
            ground = [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Background)]
            written[below] = ground, pikepdf.Operator("BDC")
        written.append((now, instruction.operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))


# --- the tree -------------------------------------------------------------------


def _elements(parent: pikepdf.Object, inside: str = "") -> Iterator[tuple[pikepdf.Object, str]]:
    """Each element below one, with the part of a table that it is in."""
    for child in _parts(parent):
        if _is_element(child):
            part = str(child.S) if child.S in ("/THead", "/TBody") else inside
            yield child, part
            yield from _elements(child, part)


def _is_element(part: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(part, pikepdf.Dictionary) and "/S" in part


def _is_area(part: pikepdf.Object) -> bool:
    """Whether this is a place on a page that can be clicked."""
    import pikepdf

    return isinstance(part, pikepdf.Dictionary) and "/Obj" in part


def _parts(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(element.K) if "/K" in element else []


def _own_pieces(element: pikepdf.Object) -> Iterator[Piece]:
    import pikepdf

    for part in _parts(element):
        if not isinstance(part, pikepdf.Dictionary):
            yield element.Pg.objgen, int(part)
        elif "/MCID" in part:
            yield part.Pg.objgen, int(part.MCID)
