"""The fonts that a DOCX carries inside, and what Word shows where it does not use them."""

from __future__ import annotations

import uuid

from pipeline.model.theme import Theme
from pipeline.writers import fonts
from pipeline.writers.docx.ooxml import qualified, w
from pipeline.writers.docx.package import Part

_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_ELEMENTS = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
_HIDDEN = 32


def font_table(theme: Theme) -> Part:
    """The font table with the faces that it embeds."""
    table = Part("fontTable.xml", "fontTable", w("fonts"))
    faces = fonts.embedded(theme)
    for font in theme.fonts.values():
        said = [w("altName", val=font.substitute), w("family", val="auto"), w("pitch", val="variable")]
        for face, element in _ELEMENTS.items():
            content = faces.get((font.family, face))
            if content is not None:
                key = uuid.uuid5(uuid.NAMESPACE_OID, f"{font.family} {face}")
                file = f"fonts/font{len(table.held) + 1}.odttf"
                table.held.append(Part(file, "font", content=obfuscated(content, key), media=_OBFUSCATED))
                said.append(w(element, fontKey=f"{{{str(key).upper()}}}"))
                said[-1].set(qualified("r:id"), table.relate("font", file))
        if table.root is not None:
            table.root.append(w("font", *said, name=font.family))
    return table


def obfuscated(content: bytes, key: uuid.UUID) -> bytes:
    """A font as Office Open XML keeps it: its first 32 bytes combined with a key (ISO/IEC 29500-4, 17.8.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(content[:_HIDDEN], mask, strict=True)) + content[_HIDDEN:]
