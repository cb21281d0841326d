"""What stands inside a line, as HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape

from pipeline.document.tree import (
    Break,
    Emphasis,
    ForeignWords,
    Inline,
    Link,
    PageNumber,
    Picture,
    Strong,
    Text,
    Time,
    Token,
)
from pipeline.writers.fields import BOX
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.words import WHOLE

_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
"""Where a link may lead; the words of any other one stay words."""


_PIXELS_PER_POINT = 4 / 3

_NUMBERED = re.compile(r"(\w+:? [\w-]*\d[\w-]*,?(?!\S))")
"""A word and the number behind it, as that of an advertisement."""


class InlineMarkup:
    """Makes the markup of what stands inside lines, with each picture in the file itself."""

    def __init__(self, store: PictureStore) -> None:
        self._store = store
        self._made: dict[type, Callable[..., str]] = {
            Text: _text,
            Strong: lambda node: f"<strong>{self.of(node.children)}</strong>",
            Emphasis: lambda node: f"<em>{self.of(node.children)}</em>",
            Link: self._link,
            Token: lambda node: f'<code translate="no">{_coded(node.text)}</code>',
            Time: lambda node: f"{tag('time', datetime=node.value)}{self.of(node.children)}</time>",
            ForeignWords: lambda node: f"{tag('span', lang=node.language)}{self.of(node.children)}</span>",
            # A screen has no pages.
            PageNumber: lambda node: "",
            Picture: self._picture,
            Break: lambda node: "<br>",
        }

    def of(self, children: tuple[Inline, ...]) -> str:
        """The markup of some inlines."""
        return "".join(self._made[type(child)](child) for child in children)

    def _link(self, node: Link) -> str:
        words = self.of(node.children)
        # An address ends a line behind its slashes alone.
        if words.startswith("https://"):
            words = "https://" + words.removeprefix("https://").replace("/", "/<wbr>")
        if not node.href.lower().startswith(_SCHEMES):
            return words
        return f"{tag('a', href=node.href)}{words}</a>"

    def _picture(self, node: Picture) -> str:
        raster = self._store.on_screen(node)
        look = "photograph" if node.width else ""
        source = data(raster.content, "webp" if node.width else "png")
        return tag("img", class_=look, alt=node.alt, src=source, **sides(raster.width, raster.height))


def _text(node: Text) -> str:
    """Words; what follows a box is what somebody ticks with it."""
    before, *boxes = node.text.split(BOX)
    return _ranged(before) + " ".join(
        f'<label class="box"><input type="checkbox">{_ranged(words.strip())}</label>' for words in boxes
    )


def _ranged(text: str) -> str:
    """Words; a range stays on one line."""
    parts = WHOLE.split(text)
    return "".join(
        f'<span class="whole">{escape(part)}</span>' if index % 2 else escape(part, quote=False)
        for index, part in enumerate(parts)
    )


def _coded(text: str) -> str:
    """A code; a number in it stays on one line with the word before it."""
    parts = _NUMBERED.split(text)
    return "".join(
        f'<span class="whole">{escape(part, quote=False)}</span>' if index % 2 else escape(part, quote=False)
        for index, part in enumerate(parts)
    )


def sides(width: float, height: float) -> dict[str, str]:
    """The width and height of a picture as attributes, from points; one that is 0 is not known."""
    pixels = {"width": round(width * _PIXELS_PER_POINT), "height": round(height * _PIXELS_PER_POINT)}
    return {name: str(value) for name, value in pixels.items() if value}


def tag(name: str, /, **attributes: str) -> str:
    """The opening tag of an element; attributes without a value are left out, but for the words of a picture."""
    said = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    pairs = (f' {key}="{escape(value)}"' for key, value in said if value or key == "alt")
    return f"<{name}{''.join(pairs)}>"


def data(content: bytes, kind: str) -> str:
    """A picture as an address that holds it."""
    return f"data:image/{kind};base64,{b64encode(content).decode()}"
