"""The theme part: what Word offers where someone picks a color or a font."""

from __future__ import annotations

from lxml import etree

from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import DRAWING, Element, hexadecimal, qualified

# Word's twelve places → the theme's colors. A place without a color of its own repeats a near one.
_PLACES = {
    "dk1": "ink",
    "lt1": "white",
    "dk2": "muted",
    "lt2": "tint",
    "accent1": "accent",
    "accent2": "campaign",
    "accent3": "hairline",
    "accent4": "band",
    "accent5": "tint",
    "accent6": "watermark",
    "hlink": "ink",
    "folHlink": "muted",
}

# Word wants three of each, for shapes that the documents don't have.
_FORMATS = """
<a:fmtScheme xmlns:a="{drawing}" name="{name}">
<a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>
<a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>
<a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>
<a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst>
</a:fmtScheme>"""
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_NAME = "Universal Brief"


def theme_part(layout: WordLayout) -> Element:
    """The whole of theme1.xml: the theme's colors and families under Word's names for them."""
    root = etree.Element(qualified("a:theme"), name=_NAME)
    elements = etree.SubElement(root, qualified("a:themeElements"))
    colours = etree.SubElement(elements, qualified("a:clrScheme"), name=_NAME)
    for place, colour in _PLACES.items():
        value = hexadecimal(layout.colours[colour])
        etree.SubElement(etree.SubElement(colours, qualified(f"a:{place}")), qualified("a:srgbClr"), val=value)
    fonts = etree.SubElement(elements, qualified("a:fontScheme"), name=_NAME)
    for place, face in (("majorFont", "voice"), ("minorFont", "text")):
        scripts = etree.SubElement(fonts, qualified(f"a:{place}"))
        for script in ("latin", "ea", "cs"):
            etree.SubElement(scripts, qualified(f"a:{script}"), typeface=layout.theme.fonts[face].family)
    formats = _FORMATS.format(drawing=DRAWING, name=_NAME, fill=_FILL, line=_LINE, effect=_EFFECT)
    elements.append(etree.fromstring(formats, etree.XMLParser(remove_blank_text=True)))
    return root
