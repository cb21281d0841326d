"""The package: parts and their relationships → the bytes of a DOCX file, by python-docx's package layer."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.spec import default_content_types
from docx.package import Package
from lxml import etree

from pipeline.document.tree import Document
from pipeline.writers.docx.ooxml import RELATIONS, Element, full_language, w, xml

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_MEDIA = "application/vnd.openxmlformats-officedocument"

# Half an inch in twentieths of a point: the white that a line of ragged text may end with.
_HYPHENATION_ZONE = 720

# ZIP knows no earlier day, and any later one would say when the file was made.
_EPOCH = (1980, 1, 1, 0, 0, 0)

# Fonts and pictures are nearly as small when they are packed quickly.
_FAST, _USUAL = 1, 6

# What Python's zipfile says of an entry by itself: the owner may read and write it.
_MODE = 0o600 << 16


@dataclass
class Part:
    """One part, named by its place under `word/`, with what it refers to: XML, or the `content` of a `media` type."""

    file: str
    kind: str
    root: Element | None = None
    content: bytes = b""
    media: str = ""
    relations: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    held: list[Part] = field(default_factory=list)
    """Parts that this one alone refers to."""
    constant: bool = False
    """Whether other packages hold the same content, so that it is worth compressing it once for all of them."""

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of one kind to one target, the same for the same target."""
        return self.relations.setdefault((kind, target, external), f"rId{len(self.relations) + 1}")


def pack(body: Part, parts: Iterable[Part], document: Document) -> bytes:
    """The file: the body, the parts it refers to and the document's properties.

    The bytes depend on the contents alone: entries are sorted, and nothing names the day or the machine.
    """
    beside = sorted(parts, key=lambda part: part.file)
    for part in beside:
        body.relate(part.kind, part.file)
    package = Package()
    every = [*beside, *(inner for part in beside for inner in part.held), body]
    made = {part.file: _package_part(part, package) for part in every}
    for part in every:
        for (kind, target, external), identifier in part.relations.items():
            named = kind if kind.startswith("http") else f"{RELATIONS}/{kind}"
            made[part.file].load_rel(named, target if external else made[target], identifier, external)
    package.relate_to(made[body.file], RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    package.relate_to(_application(package), RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    _describe(package, document)
    entries = {
        CONTENT_TYPES_URI.membername: _content_types(package.parts),
        PACKAGE_URI.rels_uri.membername: package.rels.xml,
        **{made.partname.membername: made.blob for made in package.parts},
        **{made.partname.rels_uri.membername: made.rels.xml for made in package.parts if made.rels},
    }
    quick = {f"word/{part.file}" for part in every if part.media}
    return _packed(entries, quick, {f"word/{part.file}" for part in every if part.constant})


def finished(part: Part) -> Part:
    """The part as it stands in every package, written once."""
    return part if part.root is None else replace(part, root=None, content=xml(part.root), constant=True)


def _package_part(part: Part, package: Package) -> PackagePart:
    if part.media:
        return PackagePart(PackURI(f"/word/{part.file}"), part.media, part.content, package)
    media = {"officeDocument": "wordprocessingml.document.main", "theme": "theme"}.get(
        part.kind, f"wordprocessingml.{part.kind}"
    )
    blob = part.content if part.root is None else xml(part.root)
    return PackagePart(PackURI(f"/word/{part.file}"), f"{_MEDIA}.{media}+xml", blob, package)


def _application(package: Package) -> PackagePart:
    root = etree.fromstring(f'<Properties xmlns="{_EXTENDED}"/>')
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "Universal Brief"
    return PackagePart(PackURI("/docProps/app.xml"), f"{_MEDIA}.extended-properties+xml", xml(root), package)


def _describe(package: Package, document: Document) -> None:
    """Writes the document's properties over those that the library fills in by itself."""
    core = package.core_properties
    core.title = document.property("title")
    core.subject = document.property("subject")
    core.author = core.last_modified_by = document.property("author")
    core.keywords = document.property("identifier")
    core.identifier = document.property("identifier")
    core.version = document.property("version")
    core.content_status = document.property("status")
    core.language = full_language(document.language)
    core.revision = 1
    day = document.property("date") or f"{_EPOCH[0]}-01-01"
    core.created = core.modified = datetime.datetime.fromisoformat(day[:10])


def _content_types(parts: Iterable[PackagePart]) -> bytes:
    """The entry that says what each part is: by its ending where that is enough, else by its name."""
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    endings, named = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}, {}
    for part in parts:
        if (part.partname.ext, part.content_type) in default_content_types:
            endings[part.partname.ext] = part.content_type
        else:
            named[part.partname] = part.content_type
    for ending in sorted(endings):
        types.add_default(ending, endings[ending])
    for name in sorted(named):
        types.add_override(name, named[name])
    return serialize_part_xml(types)


def _packed(entries: Mapping[str, bytes], quick: Collection[str], constant: Collection[str]) -> bytes:
    """A package of some entries, sorted and undated: the library writes them as they come, with the clock's time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        # Readers look for the content types first, and "[" sorts behind capitals.
        for entry in sorted(entries, key=lambda name: (not name.startswith("["), name)):
            info = zipfile.ZipInfo(entry, _EPOCH)
            info.create_system = 0
            info.external_attr = _MODE
            info.compress_type = zipfile.ZIP_DEFLATED
            level = _FAST if entry in quick else _USUAL
            if entry in constant:
                _write_compressed(target, info, entries[entry], level)
            else:
                target.writestr(info, entries[entry], compresslevel=level)
    return packed.getvalue()


def _write_compressed(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes, level: int) -> None:
    """What `writestr` does, with content that is compressed once in this process."""
    stream = target.fp
    if stream is None:
        raise ValueError("the package is closed")
    compressed, info.CRC = _compressed(content, level)
    info.file_size, info.compress_size, info.header_offset = len(content), len(compressed), target.start_dir
    stream.seek(target.start_dir)
    stream.write(info.FileHeader(zip64=False) + compressed)
    target.start_dir = stream.tell()
    target.filelist.append(info)
    target.NameToInfo[info.filename] = info


@lru_cache(maxsize=256)
def _compressed(content: bytes, level: int) -> tuple[bytes, int]:
    """Content as a package holds it, and its checksum."""
    writer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return writer.compress(content) + writer.flush(), zlib.crc32(content)


# --- parts beside the body --------------------------------------------------


def settings(language: str) -> Part:
    """The part that holds the document's settings.

    Word hyphenates where a style lets it, as the PDF does: in narrow cells, not more than two lines in
    a row, no capitals, and only where the line would else end far from the edge.

    Mode 15 is Word 2013 and later: in older ones a table's indent is counted from its text, and the
    spaces of two paragraphs are added where a style sheet takes the larger.
    """
    uri = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
        "useWord2013TrackBottomHyphenation": 0,
    }
    full = full_language(language)
    root = w(
        "settings",
        w("embedTrueTypeFonts"),
        w("saveSubsetFonts"),
        w("defaultTabStop", val=709),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=2),
        w("hyphenationZone", val=_HYPHENATION_ZONE),
        w("doNotHyphenateCaps"),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=mode, uri=uri, val=value) for mode, value in modes.items())),
        w("themeFontLang", val=full, eastAsia=full, bidi=full),
    )
    return Part("settings.xml", "settings", root)
