"""The fonts that a DOCX carries inside, and what Word shows where it does not use them."""

from __future__ import annotations

import uuid

from pipeline.base import emoji
from pipeline.document.traversal import styled
from pipeline.document.tree import Document, plain
from pipeline.model.theme import EMOJI, Theme
from pipeline.writers import fonts
from pipeline.writers.docx.ooxml import NO_BREAK, qualified, w
from pipeline.writers.docx.package import Part

_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_ELEMENTS = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
_HIDDEN = 32


_ROW = 256
"""So many letters are embedded at once: the documents of one language then share a few subsets."""

_HOLDS = frozenset({ord(NO_BREAK)})
"""What the writer itself puts into ranges: a face without it would draw a box there."""

Beyond = frozenset[tuple[str, range]]
"""Characters that a document holds and the theme does not say to cover, by the name of their font."""


def beyond(document: Document, theme: Theme) -> Beyond:
    """The rows of characters that a document needs in its fonts beside what the theme covers."""
    blocks = (*document.header, *document.blocks, *document.footer)
    said: dict[str, list[str]] = {"p": [document.property("watermark")]}
    for key, children in styled(blocks, theme.cell_key, theme.then_key):
        said.setdefault(key, []).append(plain(children))
    found: set[tuple[str, range]] = set()
    for key, texts in said.items():
        # No sign of one text touches another's: two of them may be one emoji.
        signs, pictures = _signs("\n".join(texts), has_emoji=theme.emoji is not None)
        name = theme.font_of(key)
        unknown = {code for code in map(ord, signs) if chr(code).isprintable()} - theme.fonts[name].covered
        found.update((name, range(code - code % _ROW, code - code % _ROW + _ROW)) for code in unknown)
        # Each of them is as large as twenty letters.
        found.update((theme.font_of(EMOJI), range(ord(sign), ord(sign) + 1)) for sign in pictures)
    return frozenset(found)


def _signs(words: str, *, has_emoji: bool) -> tuple[set[str], set[str]]:
    """The signs of some words that are letters and the like, and those that are emoji, where a font has any."""
    letters: set[str] = set()
    pictures: set[str] = set()
    for part, is_emoji in emoji.parts(words) if has_emoji else ((words, False),):
        (pictures if is_emoji else letters).update(part)
    return letters, pictures


def font_table(theme: Theme, beyond: Beyond = frozenset()) -> Part:
    """The font table with the faces that it embeds, and in them what documents hold beyond the theme's characters."""
    table = Part("fontTable.xml", "fontTable", w("fonts"))
    more = {name: _HOLDS for name, font in theme.fonts.items() if font is not theme.emoji}
    for name, codes in beyond:
        more[name] = more.get(name, frozenset()).union(codes)
    faces = fonts.embedded(theme, more)
    for font in theme.fonts.values():
        if font is theme.emoji and theme.font_of(EMOJI) not in more:
            continue
        said = [w("altName", val=font.substitute), w("family", val="auto"), w("pitch", val="variable")]
        for face, element in _ELEMENTS.items():
            content = faces.get((font.family, face))
            if content is not None:
                key = uuid.uuid5(uuid.NAMESPACE_OID, f"{font.family} {face}")
                file = f"fonts/font{len(table.held) + 1}.odttf"
                hidden = obfuscated(content, key)
                table.held.append(Part(file, "font", content=hidden, media=_OBFUSCATED, constant=True))
                said.append(w(element, fontKey=f"{{{str(key).upper()}}}"))
                said[-1].set(qualified("r:id"), table.relate("font", file))
        if table.root is not None:
            table.root.append(w("font", *said, name=font.family))
    return table


def obfuscated(content: bytes, key: uuid.UUID) -> bytes:
    """A font as Office Open XML keeps it: its first 32 bytes combined with a key (ISO/IEC 29500-4, 17.8.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(content[:_HIDDEN], mask, strict=True)) + content[_HIDDEN:]
